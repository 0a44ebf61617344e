import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Predictions } from "../../core/run";
import type { Task } from "../../core/task";
import { runOf } from "../../state/fake-engine.fixture";
import { createFixtureTable } from "../dataset.fixture";
import { renderPanel } from "../render.fixture";
import { createFakeWorkbench, emptyProject } from "../workbench.fixture";
import { UsePanel } from "./use-panel";

const { info } = createFixtureTable();
const labels = [
  ...["Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Effusion", "Emphysema", "Fibrosis", "Hernia"],
  ...["Infiltration", "Mass", "Nodule", "Pleural_Thickening", "Pneumonia", "Enlarged_Cardiomediastinum"],
];
const chances = (found: readonly number[]) => labels.map((_, at) => (found.includes(at) ? 0.5 + at / 100 : 0.2));

function predictions(rows: readonly (readonly number[] | null)[]): Predictions {
  return {
    rows: rows.map((_, at) => at),
    values: rows.map((found) => found && found.map((at) => labels[at]).join("|")),
    categories: labels,
    probabilities: rows.map((found) => (found ? chances(found) : labels.map(() => Number.NaN))),
    dataset: "new",
  };
}

const ofLabels: Task = { kind: "multilabel", targets: ["findings"], features: ["age", "sex"] };

function show(answer: Predictions, task = ofLabels): void {
  const run = runOf("r1", 1, { dataset: info.id, task, model: "mlp" }, { phase: "finished", hasModel: true });
  const project = { ...emptyProject, datasets: [info], runs: [run], currentRun: "r1" };
  renderPanel(createFakeWorkbench({ dataset: info, project }, { predict: async () => answer }), <UsePanel />);
}

const predict = () => page.getByRole("button", { name: "Predict", exact: true }).click();

beforeEach(() => page.viewport(1440, 900));

test("says which labels a case has, and how probable each is", async () => {
  show(predictions([[0, 4]]));
  await predict();
  await expect.element(page.getByTestId("answer")).toHaveTextContent(/^Atelectasis and Effusion$/);
  const items = page.getByRole("list", { name: "All labels of this case" }).getByRole("listitem");
  await expect.element(items.nth(13)).toHaveTextContent("Enlarged_Cardiomediastinum20.0%");
  await expect.element(items.nth(4)).toHaveTextContent("Effusion54.0%");
  await expect.element(items.nth(0).getByRole("img", { name: "labels found" })).toBeVisible();
  await expect.element(items.nth(1).getByRole("img")).not.toBeInTheDocument();
});

test("says that a case has none, or could not be predicted", async () => {
  show(predictions([[]]));
  await predict();
  await expect.element(page.getByTestId("answer")).toHaveTextContent("none of the labels");
});

test("says that a case could not be predicted", async () => {
  show(predictions([null]));
  await predict();
  await expect.element(page.getByText(/^This case could not be predicted/)).toBeVisible();
});

test("lists predictions with every label", async () => {
  show(predictions([[1, 9], [], null]));
  await page.getByRole("button", { name: "Predict all rows of the open data" }).click();
  const rows = page.getByRole("table", { name: "Predictions" }).getByRole("row");
  await expect.element(rows.first().getByRole("columnheader").nth(15)).toHaveTextContent("Enlarged_Cardiomediastinum");
  await expect.element(rows.nth(1).getByRole("cell").nth(1)).toHaveTextContent("Cardiomegaly and Mass");
  await expect.element(rows.nth(1).getByRole("cell").nth(3)).toHaveTextContent("51.0%");
  await expect.element(rows.nth(2).getByRole("cell").nth(1)).toHaveTextContent("none");
  await expect.element(rows.nth(3).getByRole("cell").nth(1)).toHaveTextContent("–");
});

test("stays within a phone", async () => {
  await page.viewport(390, 844);
  show(predictions([[0, 4, 13]]));
  await predict();
  await expect.element(page.getByTestId("answer")).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test("says of a series whether something comes, and which of its rows have too little past", async () => {
  const window = { lookBack: 2, horizon: 6, within: true, series: "pump" } as const;
  const task: Task = { kind: "classification", target: "state", positive: "fault", features: [], window };
  const answer: Predictions = {
    ...{ rows: [0, 1, 2], values: [null, "running", "fault"], categories: ["fault", "running"], dataset: "new" },
    probabilities: [[], [0.2, 0.8], [0.7, 0.3]],
    windows: { names: [null, "P1", "P2"], times: [Number.NaN, 2, 3], step: 1, isDated: false },
  };
  show(answer, task);
  await page.getByRole("button", { name: "After the open data" }).click();
  const rows = page.getByTestId("latest").getByRole("row");
  await expect
    .element(rows.first())
    .toHaveTextContent("whether state is “fault” at any time within the next 6 stepsP(fault)");
  await expect.element(rows.nth(1)).toHaveTextContent("P23yes70");
  await expect.element(rows.nth(2)).toHaveTextContent("P12no20");
  await page.getByRole("button", { name: "Predict all rows of the open data" }).click();
  await expect
    .element(page.getByText("1 of them could not be predicted: too few whole rows before them."))
    .toBeVisible();
});
