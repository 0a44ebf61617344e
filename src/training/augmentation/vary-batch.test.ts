import { beforeAll, describe, expect, test } from "vitest";
import type { Checkpoint, FitContext } from "../../core/estimator";
import { createRandom } from "../../core/random";
import type { Samples } from "../../core/samples";
import type { LayerSpec } from "../../tensor/layers/registry";
import type { CopiedRows } from "../../tensor/rows";
import { tf } from "../../tensor/tf";
import { fitNetwork } from "../fit-network";
import { headOf, outputCountOf, problemOf } from "../network-head";
import type { NetworkProblem } from "../network-problem";
import { curveOf, drain, toyContext, toySamples } from "../toy-problem.fixture";
import { createVariation } from "./vary-batch";

beforeAll(() => tf.setBackend("cpu"));

const settings = { flipHorizontal: 0.5, shift: 0.2, rotate: 20, zoom: 0.2, brightness: 0.1, contrast: 0.2 };

describe("a batch", () => {
  const shape = [4, 4, 1];
  const batchOf = (rows: number): CopiedRows => ({
    inputs: Float32Array.from({ length: 16 * rows }, (_, i) => Math.sin(i)),
    targets: new Int32Array(rows),
    weights: new Float32Array(rows),
  });
  const variedFrom = (position: number, rows: number, seed = 1) => {
    const batch = batchOf(8);
    const part = { ...batch, inputs: batch.inputs.slice(16 * position, 16 * (position + rows)) };
    createVariation(settings, shape)!(createRandom(seed))(part, position); // there is something to vary
    return part.inputs;
  };

  test("is varied by the place of each picture in the epoch, whatever the size of the batches", () => {
    const whole = variedFrom(0, 8);
    expect(variedFrom(3, 2)).toEqual(whole.slice(48, 80));
    expect(variedFrom(0, 8, 2)).not.toEqual(whole);
    const untouched = batchOf(8).inputs;
    for (let row = 0; row < 8; row++) {
      expect(whole.slice(16 * row, 16 * row + 16)).not.toEqual(untouched.slice(16 * row, 16 * row + 16));
    }
  });

  test("is left alone where nothing is to be varied, or the rows are no pictures", () => {
    expect(createVariation(false, shape)).toBeNull();
    expect(createVariation({ shift: 0, rotate: 0 }, shape)).toBeNull();
    expect(createVariation(settings, [16])).toBeNull();
  });
});

describe("a fit", () => {
  const asPictures = (samples: Samples): Samples => ({
    ...samples,
    inputs: { ...samples.inputs, shape: [samples.rows.length, 4, 4, 1] },
  });
  const train = asPictures(toySamples("binary", 70, 16, 1));
  const validation = asPictures(toySamples("binary", 40, 16, 2));
  const training = { epochs: 6, batchSize: 16, learningRate: 0.02, augmentation: settings };
  const contextWith = (changes: Partial<FitContext["training"]>, rest: Partial<FitContext> = {}) =>
    toyContext("binary", { ...training, ...changes }, { validation, ...rest });

  async function fit(context: FitContext, rest: Partial<NetworkProblem> = {}) {
    const head = headOf(train, context);
    const layers: readonly LayerSpec[] = [
      { type: "conv2d", filters: 3, kernelSize: 3, padding: "same", activation: "relu" },
      { type: "flatten" },
      { type: "dense", units: outputCountOf(head), activation: "linear" },
    ];
    const problem = {
      spec: { inputShape: [4, 4, 1], layers },
      ...problemOf(head, train, context),
      penalty: 0,
      decay: 0,
    };
    const before = train.inputs.data.slice();
    const { events, result } = await drain(fitNetwork({ ...problem, ...rest }, context));
    expect(train.inputs.data).toEqual(before);
    const weights = await result.network.save();
    result.network.dispose();
    return { weights, curve: curveOf(events) };
  }

  test("with varied pictures goes another way, and the same seed the same", async () => {
    const varied = await fit(contextWith({}));
    expect(await fit(contextWith({}))).toEqual(varied);
    expect((await fit(contextWith({ augmentation: false }))).curve).not.toEqual(varied.curve);
    expect((await fit(contextWith({}, { seed: 2 }))).curve).not.toEqual(varied.curve);
  });

  test("that is resumed repeats the undisturbed one to the last digit", async () => {
    const checkpoints: Checkpoint[] = [];
    const saveCheckpoint = async (make: () => Promise<Checkpoint>) => void checkpoints.push(await make());
    const undisturbed = await fit(contextWith({}, { saveCheckpoint }));
    const checkpoint = checkpoints[2]!; // one an epoch
    const resumed = await fit(contextWith({}, { checkpoint }));
    expect(resumed.curve).toEqual(undisturbed.curve.slice(3));
    expect(resumed.weights).toEqual(undisturbed.weights);
  });

  test("scores pictures as they are: where nothing is learned, the scores do not change", async () => {
    const still = { learningRate: 0, epochs: 2 };
    const { curve } = await fit(contextWith(still));
    expect(curve).toEqual((await fit(contextWith({ ...still, augmentation: false }))).curve);
  });

  test("copies varied rows where others would lie on the device", async () => {
    const streamed = await fit(contextWith({}), { residentCapBytes: 0 });
    expect(await fit(contextWith({}), { residentCapBytes: Infinity })).toEqual(streamed);
  });
});
