import { expect, test } from "vitest";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import type { Samples } from "../../core/samples";
import { interceptName } from "../../core/coefficient";
import { drain, toyContext, toySamples } from "../../training/toy-problem";
import { estimator } from "./estimator";
import reference from "./reference/reference.json" with { type: "json" };

function samplesOf(inputs: readonly (readonly number[])[], targets: readonly number[]): Samples {
  const width = inputs[0]?.length ?? 0;
  return {
    inputs: createBlock(Float64Array.from(inputs.flat()), [inputs.length, width]),
    targets: createBlock(Float64Array.from(targets), [targets.length]),
    features: Array.from({ length: width }, (_, j) => `x${j}`),
    rows: Uint32Array.from(targets, (_, row) => row),
  };
}

test.each(reference.cases)("predicts as scikit-learn: $name", async (known) => {
  const context = toyContext("number", {}, { hyperparameters: { solver: "exact", l2: known.l2 } });
  const { result, events } = await drain(estimator.fit(samplesOf(known.inputs, known.targets), context));
  const { data } = await result.model.predict(samplesOf(known.newInputs, known.predictions).inputs);
  const scale = Math.max(...known.targets.map(Math.abs));
  // Measured: 2e-12 of the largest target at most.
  known.predictions.forEach((value, i) => expect(Math.abs(data[i]! - value) / scale).toBeLessThan(1e-9));
  const weights = result.model.coefficients!.slice(0, -1);
  known.weights.forEach((value, j) => expect(weights[j]!.value).toBeCloseTo(value, 6));
  const errors = result.model.coefficients!.map((coefficient) => coefficient.standardError);
  if (known.standardErrors) {
    known.standardErrors.forEach((value, j) => expect(errors[j]! / value).toBeCloseTo(1, 6));
    expect(result.model.coefficients!.at(-1)!.feature).toBe(interceptName);
  } else {
    expect(new Set(errors)).toEqual(new Set([null]));
  }
  expect(events.map((event) => event.type)).toEqual(["epoch"]);
});

test("gradient descent comes to the same weights", async () => {
  const train = toySamples("number", 120, 4, 5);
  const training = {
    epochs: 150,
    batchSize: 120,
    optimizer: "adam",
    learningRate: 0.05,
    earlyStopping: false,
  } as const;
  const fits = (["exact", "gradient"] as const).map((solver) =>
    drain(estimator.fit(train, toyContext("number", training, { hyperparameters: { solver, l2: 3 } }))),
  );
  const [exact, gradient] = await Promise.all(fits);
  exact!.result.model.coefficients!.forEach(({ value }, j) => {
    expect(gradient!.result.model.coefficients![j]!.value).toBeCloseTo(value, 2);
  });
});

test("200 rows of 20,000 columns are solved in seconds", async () => {
  const random = createRandom(3);
  const inputs = Float64Array.from({ length: 200 * 20_000 }, () => random.normal());
  const targets = Float64Array.from({ length: 200 }, (_, row) => inputs[row * 20_000]! + 0.1 * random.normal());
  const train: Samples = {
    inputs: createBlock(inputs, [200, 20_000]),
    targets: createBlock(targets, [200]),
    features: Array.from({ length: 20_000 }, (_, j) => `x${j}`),
    rows: Uint32Array.from(targets, (_, row) => row),
  };
  const startedAt = performance.now();
  const { result } = await drain(
    estimator.fit(train, toyContext("number", {}, { hyperparameters: { solver: "exact", l2: 0 } })),
  );
  // Measured: 2.3 s on two busy cores.
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  // More columns than rows: the training rows are met exactly.
  const { data } = await result.model.predict(train.inputs);
  targets.forEach((value, row) => expect(data[row]).toBeCloseTo(value, 8));
});

test("a stop before the equations are solved leaves the mean", async () => {
  const controller = new AbortController();
  controller.abort();
  const train = toySamples("number", 50, 3, 5);
  const context = toyContext("number", {}, { hyperparameters: { solver: "exact", l2: 0 }, signal: controller.signal });
  const { result, events } = await drain(estimator.fit(train, context));
  expect(events).toEqual([]);
  const { data } = await result.model.predict(train.inputs);
  const mean = Float64Array.from(train.targets.data).reduce((sum, value) => sum + value, 0) / 50;
  expect(data[0]).toBeCloseTo(mean, 9);
});
