import { beforeAll, expect, test } from "vitest";
import { breathe } from "../../core/breathe";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import { summariseNetwork } from "../../tensor/network";
import { predictRows } from "../../tensor/predict";
import type { Rows } from "../../tensor/rows";
import { tf } from "../../tensor/tf";
import { fitNetwork } from "../../training/fit-network";
import type { NetworkProblem } from "../../training/network-problem";
import { curveOf, drain, toyContext } from "../../training/toy-problem.fixture";
import { denseAutoencoder, planAutoencoder } from "./network";

beforeAll(() => tf.setBackend("cpu"));

test.each([
  [[784], 64, 784 * 64 + 64 + 64 * 784 + 784],
  [[28, 28, 1], 64, 784 * 64 + 64 + 64 * 784 + 784],
  [[5], 2, 27],
])("on %j with a code of %i it has the weights of the closed form and gives the input back", (shape, code, count) => {
  const { layers, weightCount } = summariseNetwork(denseAutoencoder(shape, code, "sigmoid"), 1, 2);
  expect(weightCount).toBe(count);
  expect(layers.at(-2)?.outputShape).toEqual([code]);
  expect(layers.at(-1)?.outputShape).toEqual([shape.reduce((a, b) => a * b, 1)]);
});

/** Rows of six numbers that follow from two: all that a code of a few units can hold. */
function rowsOf(rowCount: number, seed: number): Rows {
  const random = createRandom(seed);
  const data = new Float64Array(6 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    const [a, b] = [random.normal(), random.normal()];
    data.set([a, b, a + b, a - b, 2 * a, -b], 6 * row);
  }
  const weights = new Float32Array(rowCount).fill(1);
  return { inputs: createBlock(data, [rowCount, 6]), targets: data, targetWidth: 6, weights };
}

test("it learns to give rows back, whether they are resident or streamed, and its scores are those of its outputs", async () => {
  const [train, validation] = [rowsOf(200, 1), rowsOf(50, 2)];
  const problem: NetworkProblem = {
    spec: denseAutoencoder([6], 5, "linear"),
    loss: "mean-squared-error",
    ...{ train, validation, metric: (error: number) => error, penalty: 0, decay: 0 },
  };
  const context = () => toyContext("number", { epochs: 30, batchSize: 32, learningRate: 0.02 });
  const resident = await drain(fitNetwork({ ...problem, residentCapBytes: Infinity }, context()));
  const streamed = await drain(fitNetwork({ ...problem, residentCapBytes: 0 }, context()));
  const curve = curveOf(resident.events);
  expect(curveOf(streamed.events)).toEqual(curve);
  // Measured: from 0.76 to 0.009.
  const last = curve.at(-1)!;
  expect(last.train.loss).toBeLessThan(0.1 * curve[0]!.train.loss);

  const { data } = await predictRows(resident.result.network, validation.inputs, breathe);
  const residuals = Array.from(validation.targets, (y, i) => data[i]! - y);
  expect(last.validation!.loss).toBeCloseTo(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length, 5);
  expect(last.validation!.metric).toBeCloseTo(residuals.reduce((sum, r) => sum + Math.abs(r), 0) / residuals.length, 5);
  for (const { result } of [resident, streamed]) result.network.dispose();
});

const settings = { architecture: "deep", units: [12, 7], filters: 4, codeSize: 3, variational: false };
const dense = (from: number, to: number) => from * to + to;
/** Five steps wide. */
const alongSteps = (from: number, to: number) => 5 * from * to + to;
/** Three gates with two biases each. */
const gated = (from: number, units: number) => 3 * units * (from + units + 2);
const convolution = (from: number, to: number) => 9 * from * to + to;

test.each([
  ["a table", [10], settings, dense(10, 12) + dense(12, 7) + dense(7, 3) + dense(3, 7) + dense(7, 12) + dense(12, 10)],
  ["a table, one layer", [10], { ...settings, architecture: "single" }, dense(10, 3) + dense(3, 10)],
  [
    "a variational table",
    [10],
    { ...settings, variational: true },
    dense(10, 12) + dense(12, 7) + dense(7, 6) + dense(3, 7) + dense(7, 12) + dense(12, 10),
  ],
  [
    "pictures, dense",
    [4, 4, 3],
    { ...settings, architecture: "dense" },
    dense(48, 12) + dense(12, 7) + dense(7, 3) + dense(3, 7) + dense(7, 12) + dense(12, 48),
  ],
  [
    "pictures that are halved three times",
    [16, 16, 3],
    settings,
    convolution(3, 4) +
      convolution(4, 8) +
      convolution(8, 16) +
      dense(64, 3) +
      dense(3, 64) +
      convolution(16, 8) +
      convolution(8, 4) +
      convolution(4, 3),
  ],
  [
    "pictures that are halved twice, variational",
    [12, 12, 1],
    { ...settings, variational: true },
    convolution(1, 4) + convolution(4, 8) + dense(72, 6) + dense(3, 72) + convolution(8, 4) + convolution(4, 1),
  ],
  [
    "windows, convolutions over the steps",
    [10, 2],
    settings,
    alongSteps(2, 4) + alongSteps(4, 8) + dense(3 * 8, 3) + dense(3, 10 * 4) + alongSteps(4, 4) + alongSteps(4, 2),
  ],
  [
    "windows, variational",
    [10, 2],
    { ...settings, variational: true },
    alongSteps(2, 4) + alongSteps(4, 8) + dense(3 * 8, 6) + dense(3, 10 * 4) + alongSteps(4, 4) + alongSteps(4, 2),
  ],
  [
    "windows, recurrent",
    [6, 2],
    { ...settings, architecture: "recurrent" },
    gated(2, 12) + dense(12, 3) + dense(3, 6 * 3) + gated(3, 12) + dense(12, 2),
  ],
  [
    "windows, dense",
    [6, 2],
    { ...settings, architecture: "dense" },
    dense(12, 12) + dense(12, 7) + dense(7, 3) + dense(3, 7) + dense(7, 12) + dense(12, 12),
  ],
  ["windows, one layer", [6, 2], { ...settings, architecture: "single" }, dense(12, 3) + dense(3, 12)],
])("%s: the weights are those of the closed form, and as many numbers come back", (_, shape, asked, count) => {
  const { spec, codeLayer, codeSize } = planAutoencoder(shape, asked);
  const { layers, weightCount } = summariseNetwork(spec, 1, 2);
  expect(weightCount).toBe(count);
  expect(codeSize).toBe(3);
  const width = shape.reduce((a, b) => a * b, 1);
  expect(layers.at(-1)?.outputShape).toEqual([codeLayer === null ? width + 6 : width]);
  if (codeLayer !== null) expect(layers[codeLayer]?.outputShape).toEqual([3]);
});

test("a code that is left open follows the inputs, and sides that cannot be halved are refused", () => {
  expect(planAutoencoder([10], { ...settings, codeSize: 0 }).codeSize).toBe(4);
  expect(planAutoencoder([8, 8, 1], { ...settings, codeSize: 0 }).codeSize).toBe(32);
  // An eighth of a window's numbers, 2 to 16.
  expect(
    [
      [4, 1],
      [24, 3],
      [50, 8],
    ].map((shape) => planAutoencoder(shape, { ...settings, codeSize: 0 }).codeSize),
  ).toEqual([2, 9, 16]);
  const refused = expect.objectContaining({ code: "fit/setting" });
  expect(() => planAutoencoder([30, 30, 1], settings)).toThrow(refused);
  for (const shape of [[5], [8, 8, 1]]) {
    expect(() => planAutoencoder(shape, { ...settings, architecture: "recurrent" })).toThrow(refused);
  }
});
