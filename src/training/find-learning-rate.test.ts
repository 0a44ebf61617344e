import { beforeAll, expect, test } from "vitest";
import { tf } from "../tensor/tf";
import { findLearningRate } from "./find-learning-rate";
import { headOf, problemOf } from "./network-head";
import type { NetworkProblem } from "./network-problem";
import { suggestRate } from "./suggest-rate";
import { toyContext, toySamples } from "./toy-problem.fixture";

beforeAll(() => tf.setBackend("cpu"));

const pointsOf = (losses: readonly number[]) => losses.map((loss, i) => ({ rate: 10 ** (i / 10 - 6), loss }));

test("a fall with a floor suggests a rate on its way down", () => {
  const losses = Array.from({ length: 60 }, (_, i) =>
    i < 30 ? 2 : i < 40 ? 2 - (i - 29) / 10 : i < 50 ? 1 : 1 + i - 49,
  );
  const rate = suggestRate(pointsOf(losses))!;
  // It falls from 1e-3 to 1e-2 and climbs from 1e-1 on.
  expect(rate).toBeGreaterThan(1e-3);
  expect(rate).toBeLessThan(3e-2);
});

test.each([[Array.from({ length: 30 }, () => 2)], [Array.from({ length: 30 }, (_, i) => 1 + i)], [[5, 4, 3]], [[]]])(
  "losses %j suggest nothing",
  (losses) => {
    expect(suggestRate(pointsOf(losses))).toBeNull();
  },
);

const training = { optimizer: "adam", batchSize: 16 } as const;

function problemFor(context: ReturnType<typeof toyContext>): NetworkProblem {
  const train = toySamples("binary", 100, 4, 1);
  const layers = [
    { type: "dense", units: 8, activation: "relu" },
    { type: "dropout", rate: 0.1 },
    { type: "dense", units: 1, activation: "linear" },
  ] as const;
  return {
    spec: { inputShape: [4], layers },
    ...problemOf(headOf(train, context), train, context),
    penalty: 0,
    decay: 0,
  };
}

test("a sweep climbs in equal steps, repeats itself, suggests a rate that learns, leaves nothing behind", async () => {
  const context = toyContext("binary", training);
  const before = tf.memory().numTensors;
  const sweep = await findLearningRate(problemFor(context), context);
  expect(sweep.points.length).toBeGreaterThan(50);
  expect(sweep.points.length).toBeLessThanOrEqual(100);
  expect(sweep.points[0]!.rate).toBe(1e-6);
  sweep.points
    .slice(1)
    .forEach(({ rate }, i) => expect(rate / sweep.points[i]!.rate).toBeCloseTo((1 / 1e-6) ** (1 / 99), 9));
  // Adam learns such a problem at 0.005 to 0.1.
  expect(sweep.suggested).toBeGreaterThan(0.002);
  expect(sweep.suggested).toBeLessThan(0.3);
  expect(await findLearningRate(problemFor(context), context)).toEqual(sweep);
  expect(await findLearningRate(problemFor(context), { ...context, seed: 2 })).not.toEqual(sweep);
  expect(tf.memory().numTensors).toBe(before);
});

test("a sweep that is stopped ends", async () => {
  const context = toyContext("binary", training, { signal: AbortSignal.abort() });
  expect(await findLearningRate(problemFor(context), context)).toEqual({ points: [], suggested: null });
});
