/** The contract of an estimator, for one that has no answer to predict, and skip-gram against its own loss. */
import { describe, expect, test } from "vitest";
import { createBlock } from "../../core/block";
import type { Checkpoint, FitContext } from "../../core/estimator";
import { defaultsOf } from "../../core/field";
import { createRandom } from "../../core/random";
import type { Samples } from "../../core/samples";
import { resolveTraining, type TrainingSettings } from "../../core/training";
import { evaluateNeighbours } from "../../metrics/evaluate-neighbours";
import { softplus } from "../../metrics/neighbour-pairs";
import { curveOf, drain, toyContext } from "../../training/toy-problem.fixture";
import { estimator } from "./estimator";
import { createPairLearner } from "./skip-gram";
import { embedding } from "./spec";

const length = 8;
const wordCount = 12;

/** Rows of 4 to 8 words: even words stand beside even ones, odd beside odd; 0 fills up. */
function toyTexts(rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const inputs = new Float32Array(rowCount * length);
  for (let row = 0; row < rowCount; row++) {
    const parity = random.below(2);
    const count = 4 + random.below(length - 3);
    for (let step = 0; step < count; step++) inputs[row * length + step] = 2 + 2 * random.below(wordCount / 2) + parity;
  }
  return {
    inputs: createBlock(inputs, [rowCount, length]),
    targets: createBlock(new Float64Array(rowCount), [rowCount]),
    features: ["text"],
    vocabularySize: 2 + wordCount,
    rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
  };
}

function contextOf(training: Partial<TrainingSettings> = {}, rest: Partial<FitContext> = {}): FitContext {
  return toyContext("number", resolveTraining({ epochs: 8, ...training }, embedding.training), {
    task: { kind: "embedding", text: "text" },
    hyperparameters: { ...defaultsOf(embedding.fields), size: 6, window: 3, subsampling: 0 },
    validation: toyTexts(60, 2),
    ...rest,
  });
}

const fit = (context = contextOf()) => drain(estimator.fit(toyTexts(200, 1), context));

describe("one step on a pair", () => {
  const [size, negatives] = [5, 3];
  const others = Int32Array.of(2, 3, 2, 4);
  const start = () => {
    const random = createRandom(5);
    const draw = () => Float64Array.from({ length: 6 * size }, () => random.normal());
    return { input: draw(), output: draw() };
  };
  type Both = ReturnType<typeof start>;

  /** Written out: the second chance word is the neighbour itself and does not count. */
  function lossOf({ input, output }: Both): number {
    const logit = (other: number) =>
      Array.from({ length: size }, (_, i) => input[size + i]! * output[other * size + i]!).reduce((a, b) => a + b, 0);
    return softplus(-logit(2)) + softplus(logit(3)) + softplus(logit(4));
  }

  test("goes down the gradient, by central differences", () => {
    const rate = 1e-3;
    const vectors = start();
    const before = structuredClone(vectors);
    const learner = createPairLearner(vectors, size, negatives);
    learner.others.set(others);
    expect(learner.learn(1, rate)).toBeCloseTo(lossOf(before), 12);
    const step = 1e-5;
    for (const side of ["input", "output"] as const) {
      for (let i = 0; i < before[side].length; i++) {
        const moved = (by: number) => {
          const shifted = structuredClone(before);
          shifted[side][i]! += by;
          return lossOf(shifted);
        };
        const slope = (moved(step) - moved(-step)) / (2 * step);
        // Central differences err by about 1e-10 here.
        expect((before[side][i]! - vectors[side][i]!) / rate).toBeCloseTo(slope, 7);
      }
    }
  });

  test("a logit far out gives a finite loss", () => {
    const vectors = { input: Float64Array.of(100, 100), output: Float64Array.of(100, -100) };
    const learner = createPairLearner(vectors, 1, 1);
    learner.others.set([1, 0]);
    expect(learner.learn(0, 0)).toBe(20_000);
  });
});

test("learns more than frequency, repeats itself, survives saving", async () => {
  const { result, events } = await fit();
  expect(result.failure).toBeNull();
  const weights = result.model.words!; // it has words
  const unseen = toyTexts(100, 3);
  const judged = evaluateNeighbours({ weights, inputs: unseen.inputs, texts: unseen.rows, seed: 0 });
  const { metrics, baseline } = judged;
  if (metrics.kind !== "embedding" || baseline.kind !== "embedding") throw new Error("not of words");
  // By frequency all words are alike. Chance draws half of its words from the neighbour's own side: three of four can be told. Measured 0.74.
  expect(baseline.rankedRight).toBeLessThan(0.55);
  expect(metrics.rankedRight).toBeGreaterThan(0.68);
  expect(metrics.samplingLoss).toBeLessThan(baseline.samplingLoss);

  const restored = await estimator.restore(structuredClone(await result.model.save()));
  expect(restored.words).toEqual(weights);
  expect(await restored.predict(unseen.inputs)).toEqual(await result.model.predict(unseen.inputs));

  const again = await fit();
  expect(curveOf(again.events)).toEqual(curveOf(events));
  expect(again.result.model.words).toEqual(weights);
});

test("a text is the mean of its words' unit vectors", async () => {
  const { result } = await fit();
  const { input } = result.model.words!; // it has words
  const { data, shape } = await result.model.predict(createBlock(Float32Array.of(2, 1, 5, 0, 0, 0), [2, 3]));
  expect(shape).toEqual([2, 6]);
  const unit = (word: number) => {
    const vector = input.subarray(word * 6, (word + 1) * 6);
    return Array.from(vector, (value) => value / Math.hypot(...vector));
  };
  const [a, b] = [unit(0), unit(3)];
  a.forEach((value, i) => expect(data[i]).toBeCloseTo((value + b[i]!) / 2, 9));
  expect(Array.from(data.subarray(6))).toEqual([0, 0, 0, 0, 0, 0]);
});

test("leaves its inputs as they were", async () => {
  const train = toyTexts(200, 1);
  const context = contextOf();
  await drain(estimator.fit(train, context));
  expect(train).toEqual(toyTexts(200, 1));
  expect(context.validation).toEqual(toyTexts(60, 2));
});

test("ends soon when it is stopped, with the best so far", { retry: 2 }, async () => {
  const controller = new AbortController();
  const run = estimator.fit(toyTexts(2_000, 1), contextOf({ epochs: 10_000 }, { signal: controller.signal }));
  let startedAt = 0;
  let next = await run.next();
  for (; !next.done; next = await run.next()) {
    if (startedAt > 0 || next.value.type !== "epoch") continue;
    controller.abort();
    startedAt = performance.now();
  }
  expect(performance.now() - startedAt).toBeLessThan(200);
  expect(next.value.failure).toBeNull();
  expect(next.value.model.words!.input.every(Number.isFinite)).toBe(true); // it has words
});

test("goes on from a checkpoint as if nothing had happened", async () => {
  const kept: Checkpoint[] = [];
  const saveCheckpoint = async (make: () => Promise<Checkpoint>) => {
    kept.push(await make());
  };
  const whole = await fit(contextOf({}, { saveCheckpoint }));
  const checkpoint = structuredClone(kept[2]!); // after three of eight epochs
  const rest = await fit(contextOf({}, { checkpoint }));
  expect(rest.events.filter(({ type }) => type === "epoch")).toHaveLength(5);
  expect(rest.result.model.words).toEqual(whole.result.model.words);
});

test("a rate that is far too high ends as diverged, with finite vectors", async () => {
  const { result } = await fit(contextOf({ learningRate: 10, schedule: "constant", epochs: 200 }));
  const { failure, model } = result;
  if (failure) expect(failure.code).toBe("fit/diverged");
  expect(model.words!.input.every(Number.isFinite)).toBe(true); // it has words
});

test("two vectors a word, as the closed form says", () => {
  const training = resolveTraining({}, embedding.training);
  const summary = estimator.describe({ shape: [20], vocabularySize: 1_002 }, 1, { size: 100 }, training, 50);
  expect(summary?.weightCount).toBe(2 * 1_000 * 100);
  expect(summary?.layers.reduce((sum, layer) => sum + layer.weightCount, 0)).toBe(200_000);
});

test("too few words are refused", async () => {
  const train = { ...toyTexts(10, 1), vocabularySize: 3 };
  await expect(drain(estimator.fit(train, contextOf()))).rejects.toMatchObject({ code: "fit/refused" });
});

test("it takes one column of texts", () => {
  const task = { kind: "embedding", text: "text" } as const;
  const feature = (kind: "text" | "number") => ({ name: "x", kind }) as Parameters<typeof embedding.accepts>[1][number]; // only the kind is looked at
  expect(embedding.accepts(task, [feature("text")]).ok).toBe(true);
  for (const kinds of [["number"], ["text", "text"], []] as const) {
    expect(embedding.accepts(task, kinds.map(feature))).toMatchObject({
      ok: false,
      reason: { zh: expect.any(String) },
    });
  }
});
