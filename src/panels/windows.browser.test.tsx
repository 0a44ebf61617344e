import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { QuantileEvaluation } from "../core/evaluation";
import type { ForecastLook } from "../core/forecast";
import type { Predictions } from "../core/run";
import type { AnsweredWindow, Task } from "../core/task";
import { runOf } from "../state/fake-engine.fixture";
import { createFixtureTable } from "./dataset.fixture";
import { BandSection } from "./evaluate/band-section";
import { renderPanel } from "./render.fixture";
import { ForecastWatch } from "./train/forecast/forecast-watch";
import { LatestTable } from "./use/latest-table";
import { createFakeWorkbench, emptyProject } from "./workbench.fixture";

const { info } = createFixtureTable();
const pumpWindow = { lookBack: 4, horizon: 3, series: "pump" };

test("the likeliest series stand first, those too short last, and what is cut is said", async () => {
  const task: AnsweredWindow = { kind: "classification", target: "fault", positive: "yes", window: pumpWindow };
  // The first is too short; then less and less likely but for the last.
  const shares = [Number.NaN, ...Array.from({ length: 199 }, (_, i) => 0.5 - i / 1000), 0.9];
  const predictions: Predictions = {
    rows: shares.map((_, i) => i),
    values: shares.map((share) => (Number.isNaN(share) ? null : "no")),
    categories: ["no", "yes"],
    probabilities: shares.map((share) => [1 - share, share]),
    dataset: info.id,
    windows: { names: shares.map((_, i) => `pump ${i}`), times: shares.map(() => 1), step: 1, isDated: false },
  };
  renderPanel(createFakeWorkbench(), <LatestTable task={task} after="pumps" predictions={predictions} />);
  const rows = page.getByTestId("latest").getByRole("row");
  await expect.element(rows.nth(1)).toHaveTextContent("pump 200");
  await expect.element(rows.nth(2)).toHaveTextContent("pump 1");
  await expect.element(page.getByText("pump 0", { exact: true })).not.toBeInTheDocument();
  await expect.element(page.getByText(/^200 of 201 series shown/)).toBeVisible();
});

test("a band is called by the quantiles that it was asked for", async () => {
  const quantiles: QuantileEvaluation = {
    pinball: 1,
    levels: [
      { level: 0.025, below: 0.031, pinball: 1 },
      { level: 0.5, below: 0.5, pinball: 1 },
      { level: 0.975, below: 0.96, pinball: 1 },
    ],
    band: { nominal: 0.95, covered: 0.93, width: 4, coveredByStep: [0.93] },
    rivals: [],
  };
  renderPanel(createFakeWorkbench(), <BandSection quantiles={quantiles} />);
  await expect
    .element(page.getByText(/^Of what came/))
    .toHaveTextContent("3.1% (meant 2.5%), 50% (meant 50%) and 96% (meant 97.5%)");
});

test.each<[string, Task, RegExp]>([
  [
    "a number over windows",
    { kind: "regression", target: "cars", window: pumpWindow },
    /^Some of the last validation rows/,
  ],
  ["a forecast", { kind: "forecasting", target: "cars", window: pumpWindow }, /^The first step ahead/],
])("%s is watched in words of its own", async (_, task, note) => {
  const run = runOf("r1", 1, { dataset: info.id, task, model: "lstm" }, { phase: "fitting" });
  const times = [1, 2, 3];
  const look: ForecastLook = { category: null, epoch: 2, isDated: false, times, actual: times, predicted: times };
  const project = { ...emptyProject, datasets: [info], runs: [run], currentRun: "r1" };
  renderPanel(createFakeWorkbench({ dataset: info, project }, { lookAhead: async () => look }), <ForecastWatch />);
  await expect.element(page.getByText(note)).toBeVisible();
});
