import { expect, test } from "vitest";
import { drain, samplesOf, toyContext, toySamples } from "../../training/toy-problem.fixture";
import { estimator } from "./estimator";
import reference from "./reference/reference.json" with { type: "json" };

test.each(reference.cases)("predicts as scikit-learn: $name", async (known) => {
  const classWeights = known.classWeights === "balanced" ? "balanced" : "none";
  const context = toyContext(
    known.classCount === 2 ? "binary" : "classes",
    { classWeights },
    {
      hyperparameters: { solver: "exact", c: known.c },
    },
  );
  const { result, events } = await drain(estimator.fit(samplesOf(known.inputs, known.targets), context));
  const { data, shape } = await result.model.predict(
    samplesOf(
      known.newInputs,
      known.newInputs.map(() => 0),
    ).inputs,
  );
  expect(shape).toEqual([known.newInputs.length, known.classCount]);
  const worst = Math.max(...known.probabilities.flat().map((value, i) => Math.abs(data[i]! - value)));
  // Measured: 2e-9 at most.
  expect(worst).toBeLessThan(1e-7);
  const errors = result.model.coefficients!.map((coefficient) => coefficient.standardError);
  if (known.standardErrors) known.standardErrors.forEach((value, j) => expect(errors[j]! / value).toBeCloseTo(1, 4));
  else if (known.classCount > 2) expect(new Set(errors)).toEqual(new Set([null]));
  const losses = events.map((event) => (event.type === "epoch" ? event.record.train.loss : NaN));
  expect(losses.length).toBeGreaterThan(2);
  // Better than knowing nothing, which is where it starts.
  expect(losses.at(-1)).toBeLessThan(Math.log(known.classCount));
});

test("gradient descent comes to the same weights", async () => {
  const train = toySamples("classes", 150, 3, 5);
  const training = {
    epochs: 300,
    batchSize: 150,
    optimizer: "adam",
    learningRate: 0.05,
    earlyStopping: false,
  } as const;
  const fits = (["exact", "gradient"] as const).map((solver) =>
    drain(estimator.fit(train, toyContext("classes", training, { hyperparameters: { solver, c: 0.5 } }))),
  );
  const [exact, gradient] = await Promise.all(fits);
  const [a, b] = await Promise.all([exact!, gradient!].map(({ result }) => result.model.predict(train.inputs)));
  const worst = Math.max(...Array.from(a!.data, (value, i) => Math.abs(value - b!.data[i]!)));
  // Measured: 2e-7.
  expect(worst).toBeLessThan(1e-4);
});

// Measured: 0.8 s, 3.3 s on two busy cores.
test("200 rows of 20,000 columns are solved exactly", { timeout: 20_000 }, async () => {
  const train = toySamples("binary", 200, 20_000, 3);
  const context = toyContext("binary", {}, { hyperparameters: { solver: "exact", c: 1 } });
  const { result } = await drain(estimator.fit(train, context));
  const { data } = await result.model.predict(train.inputs);
  // Separable: every training row is on its side.
  train.targets.data.forEach((value, row) => expect(data[2 * row + 1]! > 0.5).toBe(value === 1));
});

test("a table that is too large is left to gradient descent", () => {
  const train = toySamples("binary", 20, 3, 5);
  const large = { ...train, inputs: { ...train.inputs, shape: [1_000_000, 100] } };
  const isDescent = (of: typeof train, solver: string) =>
    estimator.isDescent(of, toyContext("binary", {}, { hyperparameters: { solver, c: 1 } }));
  expect(isDescent(train, "exact")).toBe(false);
  expect(isDescent(train, "gradient")).toBe(true);
  expect(isDescent(large, "exact")).toBe(true);
});
