import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registerReferences } from "../kernels/cpu-kernel.fixture";
import type { NetworkWeight } from "../network";
import { tf } from "../tf";
import { createOptimizer } from "./optimizer";
import { optimizerUpdateReference } from "./optimizer-update.fixture";
import type { OptimizerId } from "./registry";
import { optimizerRules } from "./registry";

beforeAll(() => tf.setBackend("cpu"));

const start = [0.5, -1.5, 2];
/** Gradients of a few steps, of both signs and several sizes. */
const gradients = [
  [0.1, -2, 0.003],
  [-0.4, 1, 0.002],
  [0.2, 0.5, -0.001],
  [0.3, -0.7, 0.004],
  [0.05, 0.01, 0],
];

/** The rules in 64 bits, as their papers write them: weights after all steps. Learning rate `eta`, decay `lambda`. */
const references: { readonly [Id in OptimizerId]: (eta: number, lambda: number) => readonly number[] } = {
  sgd: (eta, lambda) => each((w, g) => w - eta * (g + lambda * w)),
  momentum(eta, lambda) {
    const v = [0, 0, 0];
    return each((w, g, i) => w - eta * (v[i] = 0.9 * v[i]! + g + lambda * w));
  },
  rmsprop(eta, lambda) {
    const s = [0, 0, 0];
    return each((w, gradient, i) => {
      const g = gradient + lambda * w;
      s[i] = 0.9 * s[i]! + 0.1 * g * g;
      return w - (eta * g) / (Math.sqrt(s[i]) + 1e-7);
    });
  },
  adam: (eta, lambda) => adam(eta, lambda, 0),
  adamw: (eta, lambda) => adam(eta, 0, lambda),
};

function adam(eta: number, penalty: number, decay: number): readonly number[] {
  const m = [0, 0, 0];
  const v = [0, 0, 0];
  return each((before, gradient, i, t) => {
    const w = before * (1 - eta * decay);
    const g = gradient + penalty * w;
    m[i] = 0.9 * m[i]! + 0.1 * g;
    v[i] = 0.999 * v[i]! + 0.001 * g * g;
    return w - (eta * (m[i] / (1 - 0.9 ** t))) / (Math.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-7);
  });
}

function each(next: (w: number, g: number, i: number, t: number) => number): readonly number[] {
  const w = [...start];
  gradients.forEach((g, t) => w.forEach((value, i) => (w[i] = next(value, g[i]!, i, t + 1))));
  return w;
}

function createWeight(isDecayed = true): NetworkWeight {
  return { name: "0/kernel", isDecayed, variable: tf.variable(tf.tensor1d(start)) };
}

function apply(optimizer: ReturnType<typeof createOptimizer>, steps: readonly (readonly number[])[]): void {
  for (const gradient of steps) tf.tidy(() => optimizer.apply([tf.tensor1d([...gradient])]));
}

const ids = Object.keys(optimizerRules) as OptimizerId[]; // keys of the table

const roads = ["composed", "of the backend"] as const;
const kernels = { OptimizerUpdate: optimizerUpdateReference };

describe.each(ids.flatMap((id) => roads.map((road) => [id, road] as const)))("%s, %s,", (id, road) => {
  let unregister = () => {};
  beforeAll(() => {
    if (road === "of the backend") unregister = registerReferences(kernels);
  });
  afterAll(() => unregister());

  test.each([
    [0.01, 0],
    [0.1, 0.05],
  ])("with rate %f and decay %f goes where its formula goes", (eta, lambda) => {
    const weight = createWeight();
    const optimizer = createOptimizer([weight], { id, penalty: 0, decay: lambda });
    optimizer.setLearningRate(eta);
    apply(optimizer, gradients);
    // Measured: at most 2e-7 apart.
    const expected = references[id](eta, lambda);
    weight.variable.dataSync().forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-6));
  });

  test("leaves weights that are not decayed alone, and takes new learning rates", () => {
    const weight = createWeight(false);
    const optimizer = createOptimizer([weight], { id, penalty: 0.3, decay: 0.5 });
    optimizer.setLearningRate(0.1);
    apply(optimizer, gradients);
    const expected = references[id](0.1, 0);
    weight.variable.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    optimizer.setLearningRate(0);
    apply(optimizer, gradients);
    weight.variable.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });

  test("goes on from saved state exactly, and frees what it made", async () => {
    const before = tf.memory().numTensors;
    const [undisturbed, resumed] = [createWeight(), createWeight()];
    const settings = { id, penalty: 0, decay: 0.01 };
    const first = createOptimizer([undisturbed], settings);
    first.setLearningRate(0.1);
    apply(first, gradients.slice(0, 2));
    const second = createOptimizer([resumed], settings);
    second.setLearningRate(0.1);
    second.load(await first.save());
    tf.tidy(() => resumed.variable.assign(tf.tensor1d(undisturbed.variable.dataSync())));
    apply(first, gradients.slice(2));
    apply(second, gradients.slice(2));
    expect(resumed.variable.dataSync()).toEqual(undisturbed.variable.dataSync());
    for (const owner of [first, second, undisturbed.variable, resumed.variable]) owner.dispose();
    // createWeight leaves the two tensors that its variables started from.
    expect(tf.memory().numTensors - before).toBe(2);
  });
});

describe.each(ids)("%s", (id) => {
  test.each([
    [0, 0],
    [0.3, 0.05],
  ])("is the same by one call of the backend and in many, penalty %f, decay %f", async (penalty, decay) => {
    const settings = { id, penalty, decay };
    const ends = await Promise.all(
      // Changes over after two steps, in both directions, by what is saved.
      [
        ["composed", "composed"],
        ["of the backend", "of the backend"],
        ["composed", "of the backend"],
        ["of the backend", "composed"],
      ].map(async ([first, second]) => {
        const weights = [createWeight(), createWeight(false), createWeight()];
        const before = createOptimizer(weights, settings);
        applyToAll(before, first!, gradients.slice(0, 2));
        const after = createOptimizer(weights, settings);
        after.load(await before.save());
        applyToAll(after, second!, gradients.slice(2));
        const state = await after.save();
        return { weights: weights.map(({ variable }) => [...variable.dataSync()]), state };
      }),
    );
    for (const { weights, state } of ends.slice(1)) {
      expect(Object.keys(state)).toEqual(Object.keys(ends[0]!.state));
      // Measured: at most 2.4e-7 apart.
      weights.forEach((values, w) => values.forEach((v, i) => expect(v).toBeCloseTo(ends[0]!.weights[w]![i]!, 6)));
      for (const [name, { data }] of Object.entries(state)) {
        data.forEach((v: number, i: number) => expect(v).toBeCloseTo(ends[0]!.state[name]!.data[i]!, 6));
      }
    }
  });
});

/** Every weight gets other gradients: the steps in reverse, and their halves. */
function applyToAll(
  optimizer: ReturnType<typeof createOptimizer>,
  road: string,
  steps: readonly (readonly number[])[],
): void {
  optimizer.setLearningRate(0.1);
  const unregister = road === "composed" ? () => {} : registerReferences(kernels);
  for (const g of steps) {
    tf.tidy(() =>
      optimizer.apply([tf.tensor1d([...g]), tf.tensor1d(g.toReversed()), tf.tensor1d(g.map((value) => value / 2))]),
    );
  }
  unregister();
}

test("one call of the backend updates all weights, and none is shared with what was saved", async () => {
  const unregister = registerReferences(kernels);
  const weights = [createWeight(), createWeight()];
  const optimizer = createOptimizer(weights, { id: "adam", penalty: 0, decay: 0 });
  optimizer.setLearningRate(0.1);
  const saved = await optimizer.save();
  const { kernels: run } = await tf.profile(() => {
    tf.tidy(() => optimizer.apply(weights.map(() => tf.tensor1d([1, 2, 3]))));
    return [];
  });
  unregister();
  expect(run.map(({ name }) => name)).toEqual(["OptimizerUpdate"]);
  for (const { data } of Object.values(saved)) expect([...data].every((value) => value === 0)).toBe(true);
});
