import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { ColumnInfo } from "../../core/column";
import type { PreparePreview } from "../../core/prepare-preview";
import { emptyDraft } from "../../core/project";
import type { AnsweredWindow, ForecastingTask, Task } from "../../core/task";
import { createFixtureTable } from "../dataset.fixture";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, emptyProject, type FakeWorkbench } from "../workbench.fixture";
import { PreparePanel } from "./prepare-panel";
import { previewFixture } from "./preview.fixture";

const { info } = createFixtureTable();
const hour = 3_600_000;
const when: ColumnInfo = {
  ...{ name: "when", kind: "time", missing: 0, distinct: 2000, categories: [], idLike: false },
  summary: { kind: "time", min: 0, max: hour * 1999, histogram: [] },
};
const cars: ColumnInfo = {
  ...{ name: "cars", kind: "number", missing: 0, distinct: 900, categories: [], idLike: false },
  summary: { kind: "number", min: 0, max: 9, mean: 4, standardDeviation: 2, median: 4, histogram: [1] },
};
const jam: ColumnInfo = {
  ...{ name: "jam", kind: "category", missing: 0, distinct: 2, categories: ["no", "yes"], idLike: false },
  summary: { kind: "category", top: [] },
};
const dataset = { ...info, rowCount: 2000, columns: [when, cars, jam] };

function show(task: Task, change: Partial<PreparePreview> = {}, opened = dataset): FakeWorkbench {
  const preview: PreparePreview = {
    ...previewFixture,
    resolved: { ...previewFixture.resolved, task, split: { kind: "time", by: "when" } },
    ...change,
  };
  const workbench: FakeWorkbench = createFakeWorkbench(
    { dataset: opened, preview, project: { ...emptyProject, draft: { ...emptyDraft, task } } },
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
const forecast: ForecastingTask = {
  ...{ kind: "forecasting", target: "cars" },
  window: { lookBack: 24, horizon: 1, time: "when" },
};

beforeEach(() => page.viewport(1440, 900));

test("the next values of a number are a kind of answer, with a window that suits the step", async () => {
  const workbench = show({ kind: "regression", target: "cars" });
  await page.getByRole("button", { name: "What kind of answer?" }).click();
  await page.getByRole("option", { name: /the next values of a series/ }).click();
  expect(asked(workbench)).toEqual(forecast);
  await expect
    .element(question())
    .toHaveTextContent(
      "Forecast cars for the next 1 hour from the last 24 hours and 2 other columns, in the order of when, as one series, judged on what came later, with one value for each step.",
    );
});

test("a band is asked for in the sentence, and stays when the rest of the question changes", async () => {
  const workbench = show(forecast);
  await page.getByRole("button", { name: "What does it say of each step?: one value for each step" }).click();
  await page.getByRole("option", { name: /a band for 80%/ }).click();
  expect(asked(workbench)).toEqual({ ...forecast, quantiles: [0.1, 0.5, 0.9] });
  await page.getByRole("button", { name: "The next 1 hour. Change it" }).click();
  await page.getByRole("button", { name: "24 hours", exact: true }).click();
  const day = { ...forecast.window, horizon: 24 };
  expect(asked(workbench)).toEqual({ ...forecast, window: day, quantiles: [0.1, 0.5, 0.9] });
});

test("a column is marked as known ahead, and is so only while it is looked at", async () => {
  const workbench = show({ ...forecast, features: ["when", "jam"] });
  await page.getByRole("button", { name: "2 other columns beside its own past. Change them" }).click();
  const known = page.getByRole("group", { name: "Which are known for the steps to come?" });
  await expect.element(known.getByRole("checkbox")).toHaveAccessibleName("jam is known ahead");
  await known.getByRole("checkbox").click();
  expect(asked(workbench)).toEqual({ ...forecast, features: ["when", "jam"], knownAhead: ["jam"] });
  await page.getByRole("checkbox", { name: /^jam/ }).first().click();
  expect(asked(workbench)).toEqual({ ...forecast, features: ["when"] });
});

test("says what was found of the series, and changes how far ahead by a press", async () => {
  const message = { en: "Read 1 series of 2000 rows with 30 minutes between them.", zh: "读取了 1 个序列。" };
  const effect = { kind: "series", changed: 0, droppedRows: 0, columnsBefore: 1, columnsAfter: 1, message };
  const workbench = show(forecast, {
    series: { step: hour / 2, isDated: true, count: 1 },
    effects: [...previewFixture.effects, effect],
  });
  await expect.element(page.getByText(message.en)).toBeVisible();
  await page.getByRole("button", { name: "The next 1 step (30 minutes). Change it" }).click();
  await page.getByRole("button", { name: "48 steps (1 day)" }).click();
  expect(asked(workbench)).toEqual({ ...forecast, window: { ...forecast.window, horizon: 48 } });
});

test("whether something comes within a day is asked by the kind of answer and by the time that it is about", async () => {
  const workbench = show({ kind: "classification", target: "jam", positive: "yes" });
  await page.getByRole("button", { name: "What kind of answer?" }).click();
  await page.getByRole("option", { name: /one of 2 classes, from the last rows of a series/ }).click();
  const task: AnsweredWindow = {
    ...{ kind: "classification", target: "jam", positive: "yes" },
    window: { lookBack: 24, horizon: 1, time: "when" },
  };
  expect(asked(workbench)).toEqual(task);
  await expect
    .element(question())
    .toHaveTextContent(
      "Tell jam 1 hour ahead from the last 24 hours and 2 other columns, in the order of when, as one series, judged on what came later.",
    );
  await page.getByRole("button", { name: "Asked 1 hour ahead. Change it" }).click();
  await page.getByRole("button", { name: "24 hours", exact: true }).click();
  await page.getByText("At any time until then").click();
  expect(asked(workbench)).toEqual({ ...task, window: { ...task.window, horizon: 24, within: true } });
  await expect
    .element(question())
    .toHaveTextContent("Tell whether jam is “yes” at any time within the next 24 hours from the last");
  // Of now itself nothing can come, and its own past would tell it.
  await page.getByRole("spinbutton", { name: "Steps" }).fill("0");
  await userEvent.keyboard("{Enter}");
  await expect.element(question()).toHaveTextContent("Tell jam as of now from 2 columns over the last 24 hours");
  expect(asked(workbench)).toEqual({ ...task, window: { ...task.window, horizon: 0 } });
});

test("whether something comes is taken back where the column has a third class by now", async () => {
  const window = { lookBack: 24, horizon: 6, time: "when" };
  const task: AnsweredWindow = { kind: "classification", target: "jam", positive: "yes", window };
  const third = { ...jam, distinct: 3, categories: ["maybe", "no", "yes"] };
  const workbench = show({ ...task, window: { ...window, within: true } }, {}, { ...dataset, columns: [when, third] });
  await page.getByRole("button", { name: "Asked at any time within the next 6 hours. Change it" }).click();
  await page.getByText("Just then").click();
  expect(asked(workbench)).toEqual(task);
});

test("Escape leaves a slot as it was, whatever was typed", async () => {
  const workbench = show(forecast);
  const slot = page.getByRole("button", { name: "The next 1 hour. Change it" });
  await slot.click();
  await page.getByRole("spinbutton", { name: "Steps" }).fill("7");
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  await expect.element(slot).toHaveFocus();
  expect(asked(workbench)).toBeUndefined();
});
