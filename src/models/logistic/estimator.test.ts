import { expect, test } from "vitest";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import type { Samples } from "../../core/samples";
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

test("200 rows of 20,000 columns are solved in seconds", async () => {
  const random = createRandom(3);
  const inputs = Float64Array.from({ length: 200 * 20_000 }, () => random.normal());
  const targets = Float64Array.from({ length: 200 }, (_, row) => Number(inputs[row * 20_000]! > 0));
  const train: Samples = {
    inputs: createBlock(inputs, [200, 20_000]),
    targets: createBlock(targets, [200]),
    features: Array.from({ length: 20_000 }, (_, j) => `x${j}`),
    rows: Uint32Array.from(targets, (_, row) => row),
  };
  const startedAt = performance.now();
  const { result } = await drain(
    estimator.fit(train, toyContext("binary", {}, { hyperparameters: { solver: "exact", c: 1 } })),
  );
  // Measured: 0.8 s, 3.3 s on two busy cores.
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  const { data } = await result.model.predict(train.inputs);
  // Separable: every training row is on its side.
  targets.forEach((value, row) => expect(data[2 * row + 1]! > 0.5).toBe(value === 1));
});
