import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { createFailure } from "../../core/failure";
import { emptyDraft, type Draft } from "../../core/project";
import type { ProjectState } from "../../state/workbench";
import { createFixtureTable } from "../dataset.fixture";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../workbench.fixture";
import { PreparePanel } from "./prepare-panel";
import { previewFixture } from "./preview.fixture";

const { info } = createFixtureTable();
const task = { kind: "classification", target: "narrowing", positive: "yes" } as const;

function show(draft: Partial<Draft> = {}, state: Partial<ProjectState> = {}): FakeWorkbench {
  const project = { ...emptyProject, draft: { ...emptyDraft, task, ...draft } };
  const workbench = createFakeWorkbench({ dataset: info, preview: previewFixture, project, ...state });
  renderPanel(workbench, <PreparePanel />);
  return workbench;
}

const lastOf = (workbench: FakeWorkbench, action: string) =>
  workbench.calls.findLast((call) => call.action === action)?.given[0];

beforeEach(() => page.viewport(1440, 900));

test("asks the question in one sentence", async () => {
  show();
  const question = page.getByRole("group", { name: "The question" });
  await expect
    .element(question)
    .toHaveTextContent("Predict narrowing from 6 columns, judged on rows it has never seen.");
  await expect.element(question).toHaveTextContent("one of 2 classes (classification); the case to find is yes.");
});

test("proposes a question where there is none, once", async () => {
  const workbench = show({ task: null }, { preview: null });
  await expect.poll(() => lastOf(workbench, "setTask")).toEqual(task);
  expect(workbench.calls.filter(({ action }) => action === "setTask")).toHaveLength(1);
});

test("chooses another outcome, and says why some cannot be", async () => {
  const workbench = show();
  await page.getByRole("button", { name: "What should be predicted?" }).click();
  await expect.element(page.getByRole("option", { name: "ward the same in every row" })).toBeVisible();
  await page.getByRole("option", { name: "age number" }).click();
  expect(lastOf(workbench, "setTask")).toEqual({ kind: "regression", target: "age" });
});

test("leaves columns out, and goes back to the proposal with all", async () => {
  const workbench = show();
  await page.getByRole("button", { name: "6 columns to predict from" }).click();
  await page.getByRole("checkbox", { name: /^sex/ }).click();
  expect(lastOf(workbench, "setTask")).toMatchObject({
    features: ["visit", "age", "chest pain", "cholesterol", "max heart rate"],
  });
  await page.getByRole("button", { name: "All that fit" }).click();
  expect(lastOf(workbench, "setTask")).toEqual(task);
  const note = page.getByRole("checkbox", { name: /^note/ });
  await expect.element(note).toBeEnabled();
  await expect.element(note).not.toBeChecked();
});

test("splits by patient where the leak guard says so", async () => {
  const workbench = show();
  await page.getByRole("button", { name: "Split by “patient”" }).click();
  expect(lastOf(workbench, "setSplit")).toEqual({ kind: "group", by: "patient", validation: 0.15, test: 0.15 });
});

test("lets the shares of a table be changed that is too small for them", async () => {
  const failure = createFailure("prepare/too-few-rows", { subset: "validation", rows: 0 });
  const workbench = show({}, { preview: null, previewFailure: failure });
  await page.getByRole("spinbutton", { name: "Validation, %" }).fill("40");
  await page.getByRole("spinbutton", { name: "Test, %" }).click();
  expect(lastOf(workbench, "setSplit")).toEqual({ kind: "stratified", validation: 0.4, test: 0.2 });
});

test("is judged on what the split says", async () => {
  const workbench = show({ split: { kind: "group", by: "patient" } });
  await expect
    .element(page.getByRole("group", { name: "The question" }))
    .toHaveTextContent("judged on patients it has never seen.");
  await page.getByRole("button", { name: /^Judged on/ }).click();
  await page.getByRole("radio", { name: "The latest rows" }).click();
  expect(lastOf(workbench, "setSplit")).toEqual({ kind: "time", by: "visit" });
});

test("says what each step did, and edits, moves, adds and removes steps", async () => {
  const workbench = show();
  const steps = previewFixture.resolved.pipeline;
  await expect.element(page.getByText("Step 1 did its work.")).toBeVisible();
  await page.getByRole("button", { name: "Remove Encode categories" }).click();
  expect(lastOf(workbench, "setPipeline")).toEqual(steps.slice(0, -1));
  await page.getByRole("button", { name: "Move Encode categories up" }).click();
  expect(lastOf(workbench, "setPipeline")).toEqual([...steps.slice(0, -2), steps.at(-1), steps.at(-2)]);
  await page.getByRole("button", { name: "Edit Scale numbers" }).click();
  await page.getByRole("checkbox", { name: /^cholesterol/ }).click();
  const edited = lastOf(workbench, "setPipeline") as typeof steps; // what the action takes
  expect(edited.at(-2)?.columns).toEqual(steps.at(-2)?.columns.filter((name) => name !== "cholesterol"));
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("menuitem", { name: /^Fill missing values/ }).click();
  expect(lastOf(workbench, "setPipeline")).toHaveLength(steps.length + 1);
});

test("goes back to the proposed steps", async () => {
  const workbench = show({ pipeline: [] });
  await page.getByRole("button", { name: "Back to the proposal" }).click();
  expect(lastOf(workbench, "setPipeline")).toBeNull();
});

test("shows a refusal in place and keeps the steps that may have to be mended", async () => {
  const workbench = show();
  const previewFailure = createFailure("prepare/missing-values", { column: "cholesterol", rows: 18 });
  workbench.project.setState({ preview: null, previewFailure });
  await expect.element(page.getByRole("alert")).toHaveTextContent("18 missing values");
  await expect.element(page.getByRole("button", { name: "Edit Scale numbers" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Train", exact: true })).toBeDisabled();
});

test("keeps the words about the use when the line is left", async () => {
  const workbench = show();
  const line = page.getByRole("textbox", { name: "What it is meant for" });
  await line.fill(" triage of adults ");
  expect(lastOf(workbench, "setIntendedUse")).toBeUndefined();
  line.element().blur();
  await expect.poll(() => lastOf(workbench, "setIntendedUse")).toBe("triage of adults");
});

test("stays within a phone", async () => {
  await page.viewport(390, 844);
  show();
  await expect.element(page.getByText("What the model will see")).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
