/** What the contract asks of every family, for one that gives its inputs back: tables, pictures and windows of a series; plain, denoising, variational and recurrent. */
import { beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../../core/block";
import type { FitContext } from "../../core/estimator";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import { createRandom } from "../../core/random";
import { inputFormOf, type Samples } from "../../core/samples";
import { resolveTraining } from "../../core/training";
import { rowErrors } from "../../metrics/reconstruction";
import { chooseBackend, useBackend } from "../../tensor/backend";
import { memory } from "../../tensor/memory";
import { curveOf, drain, toyContext } from "../../training/toy-problem.fixture";
import { estimator } from "./estimator";
import { autoencoder } from "./spec";

// JavaScript is too slow for convolutions.
beforeAll(async () => {
  await chooseBackend("cpu");
  await useBackend("wasm");
});

/** Rows of six numbers that follow from two. */
function toyRows(rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const data = new Float64Array(6 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    const [a, b] = [random.normal(), random.normal()];
    data.set([a, b, a + b, a - b, 2 * a, -b], 6 * row);
  }
  return {
    inputs: createBlock(data, [rowCount, 6]),
    targets: createBlock(new Float64Array(rowCount), [rowCount]),
    features: ["a", "b", "c", "d", "e", "f"],
    rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
  };
}

/** Pictures [row, 8, 8, 1] that grow brighter across and down, by two numbers. */
function toyShades(rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const inputs = new Float32Array(64 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    const [across, down] = [random.normal(), random.normal()];
    for (let i = 0; i < 64; i++) {
      const place = (across * ((i % 8) - 3.5) + down * (Math.floor(i / 8) - 3.5)) / 4;
      inputs[64 * row + i] = 1 / (1 + Math.exp(-2 * place));
    }
  }
  return {
    inputs: createBlock(inputs, [rowCount, 8, 8, 1]),
    targets: createBlock(new Float64Array(rowCount), [rowCount]),
    features: ["picture"],
    fullScale: [1],
    rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
  };
}

/** Windows [row, 8, 2] of two waves of one phase and height. */
function toyWaves(rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const data = new Float64Array(16 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    const [phase, height] = [2 * Math.PI * random.next(), 1 + random.next()];
    for (let step = 0; step < 8; step++) {
      const angle = phase + (step * Math.PI) / 4;
      data.set([height * Math.sin(angle), height * Math.cos(angle)], 16 * row + 2 * step);
    }
  }
  return {
    inputs: createBlock(data, [rowCount, 8, 2]),
    targets: createBlock(new Float64Array(rowCount), [rowCount]),
    features: ["a", "b"],
    rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
  };
}

const small = { filters: 4, units: [12], codeSize: 4, imageSize: 8 };
const presets = Object.fromEntries(autoencoder.presets.map(({ id, hyperparameters }) => [id, hyperparameters]));

interface Variant {
  readonly name: string;
  readonly samples: (rowCount: number, seed: number) => Samples;
  readonly asked: JsonObject;
}

const variants: readonly Variant[] = [
  { name: "a table", samples: toyRows, asked: {} },
  { name: "a table, variational", samples: toyRows, asked: { ...presets["variational"], beta: 0.002 } },
  { name: "a table, denoising", samples: toyRows, asked: { ...presets["denoising"] } },
  { name: "a table, the lesson's layers", samples: toyRows, asked: { ...presets["autoencoder"] } },
  { name: "pictures", samples: toyShades, asked: {} },
  {
    name: "pictures, variational and masked",
    samples: toyShades,
    asked: { variational: true, beta: 0.002, noise: "masking", noiseAmount: 0.1 },
  },
  { name: "windows, denoising", samples: toyWaves, asked: { ...presets["denoising"] } },
  {
    name: "windows, recurrent and variational",
    samples: toyWaves,
    asked: { architecture: "recurrent", variational: true, beta: 0.002 },
  },
];

describe.each(variants)("$name", ({ samples, asked }) => {
  const hyperparameters: JsonObject = { ...defaultsOf(autoencoder.fields), ...asked, ...small };
  const contextOf = (rest: Partial<FitContext> = {}): FitContext => {
    const training = resolveTraining({ epochs: 30, batchSize: 16, learningRate: 0.01 }, autoencoder.training);
    const task = { kind: "reconstruction" } as const;
    return toyContext("number", training, { task, hyperparameters, validation: samples(40, 2), ...rest });
  };
  const fit = async (rest: Partial<FitContext> = {}) => drain(estimator.fit(samples(120, 1), contextOf(rest)));

  test("gives back more than the mean row, repeats itself, survives saving, leaves nothing behind", async () => {
    const before = memory();
    const { result } = await fit();
    expect(result.failure).toBeNull();
    const { inputs } = samples(60, 3);
    const errorOf = (data: ArrayLike<number>) =>
      rowErrors(inputs.data, data, 60).squared.reduce((sum, error) => sum + error, 0);
    const outputs = await result.model.predict(inputs);
    expect(outputs.shape).toEqual([60, inputs.data.length / 60]);
    const { references, encode } = result.model.reconstruction!; // it gives its inputs back
    const [mean, components] = await Promise.all(references.map(({ predict }) => predict(inputs)));
    // Measured: 0.03 to 0.45 of the mean row's.
    expect(errorOf(outputs.data)).toBeLessThan(0.7 * errorOf(mean!.data)); // always there
    expect(references[1]!.rule).toEqual({ kind: "components", count: expect.any(Number) }); // with four numbers of a code
    expect(errorOf(components!.data)).toBeLessThan(errorOf(mean!.data)); // as above
    const codes = await encode(inputs);
    expect(codes.shape).toEqual([60, 4]);

    const restored = await estimator.restore(structuredClone(await result.model.save()));
    const again = await restored.predict(inputs);
    outputs.data.forEach((value, i) => expect(Math.abs(again.data[i]! - value)).toBeLessThan(1e-5));
    expect((await restored.reconstruction!.encode(inputs)).data).toEqual(codes.data);
    const rule = await restored.reconstruction!.references[1]!.predict(inputs);
    rule.data.forEach((value, i) => expect(Math.abs(components!.data[i]! - value)).toBeLessThan(1e-5));

    // What differs at all does so after a few epochs.
    const training = { ...contextOf().training, epochs: 4 };
    const [one, two] = [await fit({ training }), await fit({ training })];
    expect(curveOf(two.events)).toEqual(curveOf(one.events));
    expect((await two.result.model.predict(inputs)).data).toEqual((await one.result.model.predict(inputs)).data);
    for (const owner of [result.model, restored, one.result.model, two.result.model]) owner.dispose();
    expect(memory()).toEqual(before);
  }, 60_000);

  test("leaves its inputs as they were", async () => {
    const train = samples(120, 1);
    const context = contextOf({ training: { ...contextOf().training, epochs: 2 } });
    const { result } = await drain(estimator.fit(train, context));
    result.model.dispose();
    expect(train).toEqual(samples(120, 1));
    expect(context.validation).toEqual(samples(40, 2));
  });

  test("ends soon when it is stopped, with a model that gives something back", async () => {
    const controller = new AbortController();
    controller.abort();
    const { result, events } = await fit({ signal: controller.signal });
    expect(events.length).toBeLessThanOrEqual(1);
    const { data } = await result.model.predict(samples(5, 3).inputs);
    expect(data.every(Number.isFinite)).toBe(true);
    expect(result.model.reconstruction?.references).toHaveLength(1);
    result.model.dispose();
  });

  test("describes itself", () => {
    const { training } = contextOf();
    const summary = estimator.describe(inputFormOf(samples(1, 1)), 0, hyperparameters, training, 120)!; // a network
    expect(summary.weightCount).toBe(summary.layers.reduce((sum, layer) => sum + layer.weightCount, 0));
    expect(summary.memoryBytes).toBeGreaterThan(4 * summary.weightCount);
  });
});

test("a row is given back alike alone and among others", async () => {
  const training = resolveTraining({ epochs: 2 }, autoencoder.training);
  const hyperparameters = { ...defaultsOf(autoencoder.fields), ...small, variational: true };
  const task = { kind: "reconstruction" } as const;
  const context = toyContext("number", training, { task, hyperparameters });
  const { result } = await drain(estimator.fit(toyRows(60, 1), context));
  const { inputs } = toyRows(7, 3);
  const all = await result.model.predict(inputs);
  for (let row = 0; row < 7; row++) {
    const own = inputs.data.slice(6 * row, 6 * row + 6);
    const { data } = await result.model.predict(createBlock(own, [1, 6]));
    data.forEach((value, j) => expect(Math.abs(value - all.data[6 * row + j]!)).toBeLessThan(1e-6));
  }
  result.model.dispose();
});
