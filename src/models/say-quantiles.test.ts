/** Every family that may be asked for quantiles says them, in order, and again when it has been saved. */
import { beforeAll, expect, test } from "vitest";
import { defaultsOf } from "../core/field";
import type { ForecastingTask } from "../core/task";
import { useBackend } from "../tensor/backend";
import { drain, toyContext, toyHorizon, toyTask } from "../training/toy-problem.fixture";
import { loadEstimator } from "./estimators";
import { families } from "./registry";
import { fewOf, toySamplesFor } from "./toy-samples.fixture";

beforeAll(() => useBackend("wasm").then(() => {}));

const task: ForecastingTask = { ...(toyTask("series") as ForecastingTask), quantiles: [0.25, 0.5, 0.75] }; // of its kind
const able = families.filter((family) => family.tasks.includes("forecasting") && family.accepts(task, []).ok);

test("all networks over windows", () => {
  expect(able.map(({ id }) => id)).toEqual(["mlp", "lstm", "gru", "rnn", "tcn", "attention", "transformer"]);
});

test.each(able)("$id", async (family) => {
  const estimator = await loadEstimator(family.id);
  const hyperparameters = {
    ...defaultsOf(family.fields),
    ...family.forTask?.forecasting?.hyperparameters,
    ...fewOf(family),
  };
  const context = toyContext(
    "series",
    { epochs: 8, batchSize: 16, learningRate: 0.02 },
    { task, hyperparameters, validation: toySamplesFor(family, "series", 40, 2) },
  );
  const { result } = await drain(estimator.fit(toySamplesFor(family, "series", 120, 1), context));
  const { inputs, targets } = toySamplesFor(family, "series", 60, 3);
  const said = await result.model.predict(inputs);
  expect(said.shape).toEqual([60, toyHorizon, 3]);
  const middle = Array.from(said.data).filter((_, i) => i % 3 === 1);
  said.data.forEach((value, i) => i % 3 === 0 || expect(value).toBeGreaterThanOrEqual(said.data[i - 1]!));
  const truth = Float64Array.from(targets.data);
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  const error = (guess: (i: number) => number) => truth.reduce((sum, value, i) => sum + Math.abs(value - guess(i)), 0);
  // Measured: 0.1 to 0.5 of what the mean is off by.
  expect(error((i) => middle[i]!)).toBeLessThan(0.8 * error(() => mean));
  const restored = await estimator.restore(structuredClone(await result.model.save()));
  const again = await restored.predict(inputs);
  said.data.forEach((value, i) => expect(Math.abs(again.data[i]! - value)).toBeLessThan(1e-5));
  for (const model of [result.model, restored]) model.dispose();
});
