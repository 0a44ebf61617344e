/** What the contract does not reach: every architecture and every way to soften targets, from the fit to the restored model. */
import { beforeAll, expect, test } from "vitest";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import type { TrainingSettings } from "../../core/training";
import { resolveTraining } from "../../core/training";
import { registerWasmBackend } from "../../tensor/kernels/wasm/register";
import { tf } from "../../tensor/tf";
import { drain, toyContext, toyPictures } from "../../training/toy-problem.fixture";
import { estimator } from "./estimator";
import { cnn } from "./spec";

beforeAll(async () => {
  registerWasmBackend({ threads: 1, isPlain: true });
  expect(await tf.setBackend("wasm")).toBe(true);
});

const few = { width: 4 };

test.each<readonly [string, "binary" | "classes" | "number", JsonObject, Partial<TrainingSettings>]>([
  ["separable convolutions", "classes", { ...few, architecture: "separable" }, {}],
  ["a lesson's layers", "binary", { architecture: "digits-1conv" }, { learningRate: 0.002, augmentation: false }],
  ["label smoothing", "classes", { ...few, labelSmoothing: 0.1 }, {}],
  ["the focal loss", "classes", { ...few, focal: 2 }, {}],
  ["the focal loss of two classes, smoothed", "binary", { ...few, focal: 1, labelSmoothing: 0.1 }, {}],
  ["mixup and class weights", "classes", few, { augmentation: { mixup: 0.2 }, classWeights: "balanced" }],
  ["mixup of numbers", "number", few, { augmentation: { mixup: 0.2 } }],
])("%s: learns, and is restored as it was", async (_, kind, hyperparameters, changes) => {
  const settings = { epochs: 8, batchSize: 16, learningRate: 0.02, earlyStopping: false, ...changes } as const;
  const context = toyContext(kind, resolveTraining(settings, cnn.training), {
    hyperparameters: { ...defaultsOf(cnn.fields), ...hyperparameters },
  });
  const before = tf.memory().numTensors;
  const { model, failure } = (await drain(estimator.fit(toyPictures(kind, 120, 1), context))).result;
  expect(failure).toBeNull();
  const unseen = toyPictures(kind, 100, 3);
  const { data, shape } = await model.predict(unseen.inputs);
  const width = shape[1]!;
  const actual = [...unseen.targets.data];
  const mean = actual.reduce((sum, value) => sum + value, 0) / 100;
  const wrong = actual.map((value, row) => {
    const own = [...data.subarray(row * width, (row + 1) * width)];
    return kind === "number" ? Math.abs(own[0]! - value) : Number(own.indexOf(Math.max(...own)) !== value);
  });
  const error = wrong.reduce((sum, one) => sum + one, 0) / 100;
  // The best constant is wrong in half or two thirds of the classes.
  const constant =
    kind === "number"
      ? actual.reduce((sum, value) => sum + Math.abs(value - mean), 0) / 100
      : kind === "binary"
        ? 0.5
        : 2 / 3;
  expect(error).toBeLessThan(0.75 * constant);

  const restored = await estimator.restore(structuredClone(await model.save()));
  const again = (await restored.predict(unseen.inputs)).data;
  data.forEach((value, i) => expect(Math.abs(again[i]! - value)).toBeLessThan(1e-5));
  for (const owner of [model, restored]) owner.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
