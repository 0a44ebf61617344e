import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { ColumnInfo } from "../../core/column";
import type { PreparePreview } from "../../core/prepare-preview";
import { emptyDraft } from "../../core/project";
import type { MultilabelTask, Task } from "../../core/task";
import { createFixtureTable } from "../dataset.fixture";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../workbench.fixture";
import { PreparePanel } from "./prepare-panel";
import { previewFixture } from "./preview.fixture";

const { info } = createFixtureTable();
const yesNo = (name: string): ColumnInfo => ({
  name,
  kind: "category",
  missing: 0,
  distinct: 2,
  categories: ["no", "yes"],
  idLike: false,
  summary: { kind: "category", top: [] },
});
const findings: ColumnInfo = {
  ...yesNo("findings"),
  distinct: 5,
  categories: ["effusion|mass", "mass", "effusion", "mass|nodule|oedema", "No Finding"],
};
const films: ColumnInfo = {
  ...yesNo("image"),
  kind: "image",
  categories: [],
  summary: { kind: "image", channels: 1, widths: [8, 8, 8], heights: [8, 8, 8] },
};
const marks = ["disc", "bar", "spot", "ring"].map(yesNo);

interface Shown {
  readonly columns?: readonly ColumnInfo[];
  readonly categories?: readonly string[];
}

function show(task: Task | null, { columns = [...info.columns, ...marks], categories }: Shown = {}): FakeWorkbench {
  const dataset = { ...info, columns };
  const preview: PreparePreview | null =
    task && categories ? { ...previewFixture, resolved: { ...previewFixture.resolved, task }, categories } : null;
  const workbench: FakeWorkbench = createFakeWorkbench(
    { dataset, preview, project: { ...emptyProject, draft: { ...emptyDraft, task } } },
    {
      setTask: (next) =>
        workbench.project.setState(({ project }) => ({
          project: { ...project, draft: { ...emptyDraft, task: next } },
        })),
    },
  );
  renderPanel(workbench, <PreparePanel />);
  return workbench;
}

const asked = (workbench: FakeWorkbench) => workbench.calls.findLast(({ action }) => action === "setTask")?.given[0];
const question = () => page.getByRole("group", { name: "The question" });
const single: Task = { kind: "classification", target: "narrowing", positive: "yes" };
const several: MultilabelTask = { kind: "multilabel", targets: ["disc", "bar", "spot", "ring"] };

beforeEach(() => page.viewport(1440, 900));

test("offers several labels at once where there are columns of yes and no", async () => {
  const workbench = show(single);
  await page.getByRole("button", { name: "What should be predicted?" }).click();
  await page.getByRole("option", { name: "Several labels at once yes or no for each" }).click();
  expect(asked(workbench)).toEqual({
    kind: "multilabel",
    targets: ["narrowing", "disc", "bar", "spot", "ring"],
  });
  await expect
    .element(question())
    .toHaveTextContent("Predict which of 5 labels each case has, from 6 columns, judged on rows it has never seen.");
});

test("does not offer them where there are none", async () => {
  show(single, { columns: info.columns.filter(({ name }) => name !== "sex") });
  await page.getByRole("button", { name: "What should be predicted?" }).click();
  await expect.element(page.getByRole("option", { name: "age number" })).toBeVisible();
  await expect.element(page.getByRole("option", { name: "Several labels at once" })).not.toBeInTheDocument();
});

test("changes the kind of answer to several labels and back, with the outcome among them", async () => {
  const workbench = show({ kind: "classification", target: "sex" });
  await page.getByRole("button", { name: "What kind of answer?" }).click();
  await page.getByRole("option", { name: "yes or no for each label multi-label classification" }).click();
  expect(asked(workbench)).toMatchObject({ targets: ["sex", "narrowing", "disc", "bar", "spot", "ring"] });
  await page.getByRole("button", { name: "What kind of answer?" }).click();
  await page.getByRole("option", { name: "one outcome only" }).click();
  expect(asked(workbench)).toEqual({ kind: "classification", target: "sex" });
});

test("chooses the columns, at least two of them", async () => {
  const workbench = show({ ...several, targets: ["disc", "bar", "spot"] }, { categories: ["disc", "bar", "spot"] });
  await expect.element(question()).toHaveTextContent("Predict which of disc, bar and spot each case has");
  await page.getByRole("button", { name: "Which of disc, bar and spot. Change them" }).click();
  await page.getByRole("checkbox", { name: /^disc/ }).click();
  expect(asked(workbench)).toMatchObject({ targets: ["bar", "spot"] });
  await page.getByRole("checkbox", { name: /^bar/ }).click();
  await expect.element(page.getByText("Choose at least two.")).toBeVisible();
  expect(asked(workbench)).toMatchObject({ targets: ["bar", "spot"] });
  await page.getByRole("checkbox", { name: /^ring/ }).click();
  expect(asked(workbench)).toMatchObject({ targets: ["spot", "ring"] });
  await expect.element(page.getByText("Choose at least two.")).not.toBeInTheDocument();
});

test("takes the labels from one column that lists them, or from columns of their own", async () => {
  const task: MultilabelTask = { kind: "multilabel", targets: ["findings"] };
  const categories = ["effusion", "mass", "nodule", "oedema"];
  const workbench = show(task, { columns: [...info.columns, findings, ...marks], categories });
  await expect.element(question()).toHaveTextContent("Predict which of the 4 labels in “findings” each case has");
  await expect.element(question()).toHaveTextContent("yes or no for each of 4 labels (multi-label classification)");
  await page.getByRole("button", { name: /^Which of the 4 labels/ }).click();
  const form = page.getByRole("dialog", { name: "Which labels?" });
  await expect.element(form).toHaveTextContent("effusion, mass, nodule and oedema");
  await expect.element(form.getByRole("radio", { name: "Listed in one column" })).toBeChecked();
  await form.getByRole("radio", { name: "Each in a column of its own" }).click();
  expect(asked(workbench)).toEqual({ kind: "multilabel", targets: ["narrowing", "disc", "bar", "spot", "ring"] });
  await form.getByRole("radio", { name: "Listed in one column" }).click();
  expect(asked(workbench)).toEqual(task);
});

test("proposes the labels of pictures that one column lists", async () => {
  const workbench = show(null, { columns: [films, findings] });
  await expect.poll(() => asked(workbench)).toEqual({ kind: "multilabel", targets: ["findings"] });
});

test("counts rows by label without a bar that they would share", async () => {
  show(several, { categories: several.targets });
  await expect.element(page.getByText("Who learns, who judges")).toBeVisible();
  const bar = page.getByRole("listitem").filter({ hasText: "Training" }).first();
  await expect.element(bar).toBeInTheDocument();
  expect(bar.element().querySelectorAll("[aria-hidden] > span")).toHaveLength(1);
});

test("stays within a phone with long names", async () => {
  await page.viewport(390, 844);
  const long = ["Enlarged_Cardiomediastinum_of_unknown_origin", "Pleural_Thickening"];
  show({ kind: "multilabel", targets: long }, { columns: [...info.columns, ...long.map(yesNo)], categories: long });
  await page.getByRole("button", { name: /^Which of/ }).click();
  await expect.element(page.getByRole("dialog", { name: "Which labels?" })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
