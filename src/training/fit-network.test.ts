import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Checkpoint, FitContext, FitYield } from "../core/estimator";
import type { EpochRecord } from "../core/run";
import type { LayerSpec } from "../tensor/layers/registry";
import { tf } from "../tensor/tf";
import type { NetworkFit } from "./fit-network";
import { fitNetwork } from "./fit-network";
import { headOf, outputCountOf, problemOf } from "./network-head";
import type { NetworkProblem } from "./network-problem";
import { curveOf, drain, toyContext, toySamples } from "./toy-problem.fixture";

beforeAll(() => tf.setBackend("cpu"));

type Kind = Parameters<typeof toySamples>[0];

const hidden: readonly LayerSpec[] = [
  { type: "dense", units: 8, activation: "relu" },
  { type: "dropout", rate: 0.3 },
];

function problemFor(kind: Kind, context: FitContext, rest: Partial<NetworkProblem> = {}): NetworkProblem {
  const train = toySamples(kind, 100, 4, 1);
  const head = headOf(train, context);
  const layers: readonly LayerSpec[] = [...hidden, { type: "dense", units: outputCountOf(head), activation: "linear" }];
  return { spec: { inputShape: [4], layers }, ...problemOf(head, train, context), penalty: 0, decay: 0.001, ...rest };
}

const training = { epochs: 8, batchSize: 16, learningRate: 0.02 };

async function fit(kind: Kind, context: FitContext, rest: Partial<NetworkProblem> = {}) {
  const { events, result } = await drain(fitNetwork(problemFor(kind, context, rest), context));
  const weights = await result.network.save();
  result.network.dispose();
  return { events, weights, failure: result.failure, curve: curveOf(events) };
}

const validated = (kind: Kind) => ({ validation: toySamples(kind, 60, 4, 2) });

test.each(["binary", "classes", "number"] as const)(
  "%s: the same seed gives the same curve, another seed another",
  async (kind) => {
    const [first, second] = [
      await fit(kind, toyContext(kind, training, validated(kind))),
      await fit(kind, toyContext(kind, training, validated(kind))),
    ];
    expect(second.curve).toEqual(first.curve);
    expect(second.weights).toEqual(first.weights);
    const other = await fit(kind, toyContext(kind, training, { ...validated(kind), seed: 2 }));
    expect(other.curve).not.toEqual(first.curve);
    expect(first.curve.at(-1)!.train.loss).toBeLessThan(0.7 * first.curve[0]!.train.loss);
  },
);

test("streamed batches give the same curve as resident ones", async () => {
  const context = () => toyContext("number", training, validated("number"));
  const resident = await fit("number", context(), { residentCapBytes: Infinity });
  const streamed = await fit("number", context(), { residentCapBytes: 0 });
  expect(streamed.curve).toEqual(resident.curve);
});

test("a resumed run repeats the undisturbed one to the last digit", async () => {
  const checkpoints: Checkpoint[] = [];
  const keep = async (make: () => Promise<Checkpoint>) => void checkpoints.push(await make());
  const options = { ...training, schedule: "plateau", optimizer: "adamw" } as const;
  const undisturbed = await fit(
    "binary",
    toyContext("binary", options, { ...validated("binary"), saveCheckpoint: keep }),
  );
  expect(checkpoints.map(({ epoch, step }) => [epoch, step])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((e) => [e, 7 * e]));
  for (const checkpoint of [checkpoints[0]!, checkpoints[4]!]) {
    const resumed = await fit("binary", toyContext("binary", options, { ...validated("binary"), checkpoint }));
    expect(resumed.curve).toEqual(undisturbed.curve.slice(checkpoint.epoch));
    expect(resumed.weights).toEqual(undisturbed.weights);
  }
});

describe("stopping", () => {
  test("a stop ends the run within 200 ms with the weights of the kept epoch", { retry: 2 }, async () => {
    const controller = new AbortController();
    const context = toyContext(
      "binary",
      { ...training, epochs: 10_000, earlyStopping: false },
      { signal: controller.signal },
    );
    const run = fitNetwork(problemFor("binary", context), context);
    let stoppedAt = 0;
    let result: NetworkFit | null = null;
    const epochs: EpochRecord[] = [];
    while (!result) {
      const next = await run.next();
      if (next.done) result = next.value;
      else if (next.value.type === "epoch") epochs.push(next.value.record);
      // As a stop comes in the worker: by a message, not between two awaits of the loop.
      if (epochs.length === 3 && !stoppedAt) {
        stoppedAt = performance.now();
        setImmediate(() => controller.abort());
      }
    }
    expect(performance.now() - stoppedAt).toBeLessThan(200);
    const same = await fit(
      "binary",
      toyContext("binary", { ...training, epochs: epochs.length, earlyStopping: false }),
    );
    expect(await result.network.save()).toEqual(same.weights);
    result.network.dispose();
  });

  test("a paused run waits, and goes on as if nothing had been", async () => {
    const undisturbed = await fit("binary", toyContext("binary", { ...training, epochs: 40 }));
    let resume = () => {};
    let pauses = 0;
    const whilePaused = () => {
      pauses += 1;
      if (pauses !== 2) return Promise.resolve();
      return new Promise<void>((resolve) => (resume = resolve));
    };
    const context = toyContext("binary", { ...training, epochs: 40 }, { whilePaused });
    const events: FitYield[] = [];
    const run = fitNetwork(problemFor("binary", context), context);
    const done = (async () => {
      for (;;) {
        const next = await run.next();
        if (next.done) return next.value;
        events.push(next.value);
      }
    })();
    await vi.waitUntil(() => pauses === 2);
    const seen = events.length;
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(events.length).toBe(seen);
    resume();
    (await done).network.dispose();
    expect(curveOf(events)).toEqual(undisturbed.curve);
  });

  test("early stopping waits for its patience and restores the best weights", async () => {
    const options = { ...training, epochs: 200, learningRate: 0.05, earlyStopping: 4 } as const;
    const noisy = { validation: toySamples("binary", 30, 4, 9) };
    const stopped = await fit("binary", toyContext("binary", options, noisy));
    const losses = stopped.curve.map(({ validation }) => validation!.loss);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(stopped.curve.length).toBe(best + 4);
    const { curve, weights } = await fit("binary", toyContext("binary", { ...options, epochs: best }, noisy));
    expect(curve.length).toBe(best);
    expect(stopped.weights).toEqual(weights);
  });

  test("a consumer that walks away leaves nothing behind", async () => {
    const before = tf.memory().numTensors;
    const context = toyContext("binary", training, validated("binary"));
    for await (const event of fitNetwork(problemFor("binary", context), context)) if (event.type === "epoch") break;
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("a loss that is no number ends the run, names the step and keeps the best weights", async () => {
  const context = toyContext("number", { ...training, optimizer: "sgd", learningRate: 1e4, earlyStopping: false });
  const before = tf.memory().numTensors;
  const { failure, weights, curve } = await fit("number", context);
  expect(failure?.code).toBe("fit/diverged");
  const { step, epoch } = failure!.detail as { step: number; epoch: number };
  expect(epoch).toBe(curve.length + 1);
  expect(Math.ceil(step / 7)).toBe(epoch);
  for (const { data } of Object.values(weights)) expect(data.every(Number.isFinite)).toBe(true);
  expect(tf.memory().numTensors).toBe(before);
  expect(await firstBadStep(context)).toBe(step);
});

/** Runs again, reads the loss of every single step and counts up to the first that is no number. */
async function firstBadStep(context: FitContext): Promise<number> {
  const losses: number[] = [];
  const problem = problemFor("number", context);
  const engine = tf.engine();
  const gradients = engine.gradients.bind(engine);
  const spy = vi.spyOn(engine, "gradients").mockImplementation((...args) => {
    const result = gradients(...args);
    losses.push(result.value.dataSync()[0]!);
    return result;
  });
  const { result } = await drain(fitNetwork(problem, context));
  spy.mockRestore();
  result.network.dispose();
  return losses.findIndex((loss) => !Number.isFinite(loss)) + 1;
}

test("class weights give the loss and the gradient of the closed form", async () => {
  // One step of plain descent over all rows from zero: every logit is 0, so the loss is Σ wᵢ ln 2 / n, the slope of the
  // bias Σ wᵢ (½ - yᵢ) / n and that of the kernel Σ wᵢ (½ - yᵢ) xᵢ / n.
  const train = toySamples("binary", 30, 4, 7);
  const classWeights = [0.5, 3] as const;
  const context = toyContext("binary", { epochs: 1, batchSize: 30, optimizer: "sgd", learningRate: 1, classWeights });
  const layers: readonly LayerSpec[] = [{ type: "dense", units: 1, activation: "linear", startsAtZero: true }];
  const head = headOf(train, context);
  const problem = { spec: { inputShape: [4], layers }, ...problemOf(head, train, context), penalty: 0, decay: 0 };
  const { result } = await drain(fitNetwork(problem, context));
  const weights = await result.network.save();
  result.network.dispose();
  const slope = [0, 0, 0, 0, 0];
  train.targets.data.forEach((y: number, row: number) => {
    const share = (classWeights[y]! * (0.5 - y)) / 30;
    for (let j = 0; j < 4; j++) slope[j]! += share * train.inputs.data[4 * row + j]!;
    slope[4]! += share;
  });
  const found = [...weights["0/kernel"]!.data, ...weights["0/bias"]!.data];
  found.forEach((value, j) => expect(value).toBeCloseTo(-slope[j]!, 6));
});

test("twenty fits leave the tensor count where it was", async () => {
  const before = tf.memory().numTensors;
  for (let seed = 0; seed < 20; seed++) {
    const kind = (["binary", "classes", "number"] as const)[seed % 3]!;
    await fit(kind, toyContext(kind, { ...training, epochs: 1 }, { ...validated(kind), seed }));
  }
  expect(tf.memory().numTensors).toBe(before);
});

test("resident rows go up once and little comes back", async () => {
  const backend = tf.backend() as tf.KernelBackend & { readonly data: object };
  const write = vi.spyOn(backend, "write");
  const read = vi.spyOn(backend, "read");
  const context = toyContext("binary", { ...training, epochs: 5, earlyStopping: false }, validated("binary"));
  const problem = problemFor("binary", context, { residentCapBytes: Infinity });
  const { events } = await drain(fitNetwork(problem, context)).then(({ events, result }) => {
    result.network.dispose();
    return { events };
  });
  const rowsUp = write.mock.calls.filter(([, shape]) => shape[0] === 101 && shape[1] === 4);
  expect(rowsUp.length).toBe(1);
  const reports = events.filter((event) => event.type === "progress").length;
  // One for the scores of each epoch, one for each report, and a few while the pace is found.
  expect(read.mock.calls.length).toBeLessThanOrEqual(5 + reports + 8);
  expect(events.length).toBeGreaterThanOrEqual(5);
  write.mockRestore();
  read.mockRestore();
});

describe("a network that normalises its batches", () => {
  const normalised = (kind: Kind, context: FitContext): Partial<NetworkProblem> => {
    const head = headOf(toySamples(kind, 100, 4, 1), context);
    const layers: readonly LayerSpec[] = [
      { type: "batch-normalization" },
      { type: "dense", units: 8, activation: "relu" },
      { type: "batch-normalization" },
      { type: "layer-normalization" },
      { type: "dense", units: outputCountOf(head), activation: "linear" },
    ];
    return { spec: { inputShape: [4], layers } };
  };
  const fitNormalised = (context: FitContext) => fit("binary", context, normalised("binary", context));

  test("learns, and repeats the undisturbed run when it is resumed", async () => {
    const checkpoints: Checkpoint[] = [];
    const saveCheckpoint = async (make: () => Promise<Checkpoint>) => void checkpoints.push(await make());
    const undisturbed = await fitNormalised(toyContext("binary", training, { ...validated("binary"), saveCheckpoint }));
    expect(undisturbed.curve.at(-1)!.train.loss).toBeLessThan(0.8 * undisturbed.curve[0]!.train.loss);
    const checkpoint = checkpoints[3]!;
    const resumed = await fitNormalised(toyContext("binary", training, { ...validated("binary"), checkpoint }));
    expect(resumed.curve).toEqual(undisturbed.curve.slice(4));
    expect(resumed.weights).toEqual(undisturbed.weights);
  });

  test("measures whole batches of real rows, the short last one too", async () => {
    const context = toyContext("number", { ...training, epochs: 1 });
    const train = toySamples("number", 100, 4, 1);
    // Rows that are all alike: whatever the order, the mean of a batch is 5 and its variance 0.
    const inputs = { ...train.inputs, data: new Float64Array(400).fill(5) };
    const head = headOf(train, context);
    const problem = { ...problemOf(head, { ...train, inputs }, context), ...normalised("number", context) };
    const { weights } = await fit("number", context, problem);
    // Seven batches of 16, of which the last has 4 rows: a row of zeros in it would pull the mean down.
    for (const mean of weights["0/movingMean"]!.data) expect(mean).toBeCloseTo(5 * (1 - 0.99 ** 7), 5);
    for (const variance of weights["0/movingVariance"]!.data) expect(variance).toBeCloseTo(0.99 ** 7, 5);
  });
});
