import { expect, test } from "vitest";
import { interceptName } from "../../core/coefficient";
import { drain, samplesOf, toyContext, toySamples } from "../../training/toy-problem.fixture";
import { estimator } from "./estimator";
import reference from "./reference/reference.json" with { type: "json" };

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

// Measured: 2.3 s on two busy cores.
test("200 rows of 20,000 columns are solved exactly", { timeout: 20_000 }, async () => {
  const train = toySamples("number", 200, 20_000, 3);
  const context = toyContext("number", {}, { hyperparameters: { solver: "exact", l2: 0 } });
  const { result } = await drain(estimator.fit(train, context));
  const { data } = await result.model.predict(train.inputs);
  train.targets.data.forEach((value, row) => expect(data[row]).toBeCloseTo(value, 8));
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

test("a table that is too large is left to gradient descent", () => {
  const train = toySamples("number", 20, 3, 5);
  const large = { ...train, inputs: { ...train.inputs, shape: [10_000, 1_000] } };
  const isDescent = (of: typeof train, solver: string) =>
    estimator.isDescent(of, toyContext("number", {}, { hyperparameters: { solver, l2: 0 } }));
  expect(isDescent(train, "exact")).toBe(false);
  expect(isDescent(train, "gradient")).toBe(true);
  expect(isDescent(large, "exact")).toBe(true);
});
