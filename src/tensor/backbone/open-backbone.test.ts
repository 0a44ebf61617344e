import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sizeOf } from "../../core/block";
import type { Backbone } from "../../core/backbone";
import { createRandom } from "../../core/random";
import { registerWasmBackend } from "../kernels/wasm/register";
import { createNetwork, startFrom } from "../network";
import { tf } from "../tf";
import { fillWeights, filesOf, jsonFile, shards, smallNetwork, type ModelFiles } from "./model-files.fixture";
import { openBackbone } from "./open-backbone";
import { cutAt } from "./run-graph";

beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));
beforeEach(async () => void (await tf.setBackend("cpu")));
afterAll(async () => void (await tf.setBackend("cpu")));

const pictures = (side: number, channels: number) => {
  const random = createRandom(3);
  return Float32Array.from({ length: 2 * side * side * channels }, () => random.next());
};

/** Outputs after a layer, of pictures from −1 to 1. */
function featuresOf(backbone: Backbone, layer: string, data: Float32Array, side: number): Float32Array {
  const graph = cutAt(backbone.graph, layer)!; // of the network
  const channels = graph.inputShape[2];
  const spec = { type: "backbone", name: "", graph, pixels: "signed", isFrozen: true } as const;
  const network = createNetwork({ inputShape: [side, side, channels], layers: [spec] }, createRandom(0));
  const own = Object.fromEntries(network.measured.map(({ name }) => [name, backbone.weights[name.slice(2)]!])); // of the graph
  startFrom(network, own);
  const outputs = tf.tidy(() => network.apply(tf.tensor(data, [2, side, side, channels]), null));
  const values = outputs.dataSync<"float32">().slice();
  outputs.dispose();
  network.dispose();
  return values;
}

function originalFeatures(model: tf.LayersModel, layer: string, data: Float32Array, side: number, channels: number) {
  return tf.tidy(() => {
    const part = tf.model({ inputs: model.inputs, outputs: model.getLayer(layer).output });
    const outputs = part.predict(tf.sub(tf.mul(tf.tensor(data, [2, side, side, channels]), 2), 1)) as tf.Tensor; // of one output
    return outputs.dataSync<"float32">().slice();
  });
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0); // of one length
}

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  test("the features are those of the original after every layer that it may be cut at", async () => {
    const model = smallNetwork();
    const backbone = await openBackbone((await filesOf(model)).files);
    expect(await tf.setBackend(backend)).toBe(true);
    const data = pictures(16, 3);
    const before = tf.memory().numTensors;
    const largest = backbone.info.cuts.map(({ layer, shape }) => {
      const found = featuresOf(backbone, layer, data, 16);
      expect(found.length).toBe(2 * sizeOf(shape));
      return largestDifference(found, originalFeatures(model, layer, data, 16, 3));
    });
    expect(tf.memory().numTensors).toBe(before);
    // Measured: 0 and 6.0e-8.
    expect(Math.max(...largest)).toBeLessThan(1e-6);
    model.dispose();
  });
});

test("says what was read, offers to cut where nothing runs beside it, and proposes the layer before the classifier", async () => {
  const model = smallNetwork(null);
  const { info, weights } = await openBackbone((await filesOf(model)).files);
  expect(info).toMatchObject({
    name: "small_net",
    inputShape: [null, null, 3],
    layerCount: 14,
    cut: "pool",
    pixels: "signed",
  });
  expect(info.weightCount).toBe(model.countParams());
  expect(info.cuts.map(({ layer, shape }) => [layer, shape])).toEqual([
    ["pad", [97, 97, 3]],
    ["conv1_relu", [48, 48, 8]],
    ["add", [48, 48, 8]],
    ["conv2", [48, 48, 24]],
    ["pool", [24]],
    ["predictions", [5]],
  ]);
  expect(Object.values(weights).reduce((sum, { data }) => sum + data.length, 0)).toBe(info.weightCount);
  model.dispose();
});

test("a network within a row of layers is one network, as Teachable Machine writes it", async () => {
  const inner = smallNetwork(16);
  const body = tf.model({ inputs: inner.inputs, outputs: inner.getLayer("pool").output });
  const model = tf.sequential({ name: "outer", layers: [body, tf.layers.dense({ units: 2, name: "head" })] });
  fillWeights(model, 8);
  const backbone = await openBackbone((await filesOf(model)).files);
  expect(backbone.info).toMatchObject({ name: "outer", cut: "pool", inputShape: [16, 16, 3] });
  const data = pictures(16, 3);
  const found = featuresOf(backbone, "head", data, 16);
  const right = tf.tidy(
    () =>
      (model.predict(tf.sub(tf.mul(tf.tensor(data, [2, 16, 16, 3]), 2), 1)) as tf.Tensor).dataSync<"float32">().slice(), // of one output
  );
  expect(largestDifference(found, right)).toBeLessThan(1e-6);
  model.dispose();
});

/** Every kind of layer that TensorFlow.js has as well, one after the other. */
test("a row of all kinds of layers gives what the original gives", async () => {
  const { layers } = tf;
  const model = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [12, 12, 1], filters: 6, kernelSize: [3, 2], strides: [1, 2], activation: "elu" }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.separableConv2d({ filters: 7, kernelSize: 3, padding: "same", activation: "selu" }),
      layers.prelu({ sharedAxes: [1, 2] }),
      layers.averagePooling2d({ poolSize: 2, strides: 1, padding: "same" }),
      layers.upSampling2d({ size: [1, 2] }),
      layers.cropping2D({
        cropping: [
          [1, 0],
          [0, 2],
        ],
      }),
      layers.activation({ activation: "tanh" }),
      layers.gaussianNoise({ stddev: 1 }),
      layers.maxPooling2d({ poolSize: [2, 1] }),
      layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 2, activation: "relu6" }),
      layers.reLU({ maxValue: 0.5 }),
      layers.globalMaxPooling2d({}),
      layers.reshape({ targetShape: [2, 7] }),
      layers.flatten(),
      layers.dense({ units: 6, activation: "swish", useBias: false }),
      layers.batchNormalization({ scale: false }),
      layers.dense({ units: 4, activation: "hardSigmoid" }),
      layers.softmax(),
    ],
  });
  fillWeights(model, 4);
  const backbone = await openBackbone((await filesOf(model)).files);
  const data = pictures(12, 1);
  const last = model.layers.at(-1)!.name; // there are some
  const found = featuresOf(backbone, last, data, 12);
  expect(largestDifference(found, originalFeatures(model, last, data, 12, 1))).toBeLessThan(1e-6);
  model.dispose();
});

/** model.json with other weights, of quantised numbers. */
async function quantised(model: tf.LayersModel, dtype: "uint8" | "uint16" | "float16"): Promise<readonly File[]> {
  const { json } = await filesOf(model);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const weights = model.weights.map((weight) => {
    const values = tf.tidy(() => weight.read().dataSync<"float32">().slice());
    const low = values.reduce((a, b) => Math.min(a, b), Infinity);
    const scale = (values.reduce((a, b) => Math.max(a, b), -Infinity) - low) / (dtype === "uint8" ? 255 : 65_535) || 1;
    const steps = Array.from(values, (value) => Math.round((value - low) / scale));
    const stored =
      dtype === "float16"
        ? Uint16Array.from(values, half)
        : dtype === "uint8"
          ? Uint8Array.from(steps)
          : Uint16Array.from(steps);
    parts.push(new Uint8Array(stored.buffer));
    const quantization = dtype === "float16" ? { dtype } : { dtype, min: low, scale };
    return { name: weight.originalName, shape: weight.shape, dtype: "float32", quantization };
  });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  const [group] = json["weightsManifest"] as { readonly paths: readonly string[] }[]; // of the fixture
  return [jsonFile({ ...json, weightsManifest: [{ ...group, weights }] }), ...shards(bytes)];
}

/** The nearest 16-bit number, of those from 2⁻¹⁴ to 2¹⁵; smaller ones become 0. */
function half(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  if (!Number.isFinite(exponent) || exponent < -14) return sign;
  return sign + ((exponent + 15) << 10) + Math.round((Math.abs(value) / 2 ** exponent - 1) * 1024);
}

// Half a step of the range of each array, or of 11 bits; the arrays reach from about −2 to 2.
test.each([
  ["uint8", 0.01],
  ["uint16", 4e-5],
  ["float16", 1e-3],
] as const)(
  "weights that were quantised to %s are read as the numbers that they stand for",
  async (dtype, tolerance) => {
    const model = smallNetwork();
    const { weights } = await openBackbone(await quantised(model, dtype));
    const plain = await openBackbone((await filesOf(model)).files);
    for (const [path, { data }] of Object.entries(plain.weights)) {
      expect(largestDifference(weights[path]!.data as Float32Array, data as Float32Array)).toBeLessThan(tolerance); // as they are read
    }
    model.dispose();
  },
);

test("files are found by their names, in any order and from any folder", async () => {
  const model = smallNetwork();
  const { files, json } = await filesOf(model);
  const [group] = json["weightsManifest"] as { readonly paths: readonly string[] }[]; // of the fixture
  const paths = group!.paths.map((path) => `weights/${path}`);
  const moved = jsonFile({ ...json, weightsManifest: [{ ...group, paths }] }, "mobile.json");
  const others = [new File(["{}"], "labels.json"), new File(["cat"], "labels.txt")];
  const [first, second] = await Promise.all([
    openBackbone(files),
    openBackbone([...files.slice(1).toReversed(), ...others, moved]),
  ]);
  expect(second.info).toEqual(first.info);
  expect(second.weights).toEqual(first.weights);
  model.dispose();
});

describe("refused with a sentence:", () => {
  let good: ModelFiles;
  beforeAll(async () => {
    await tf.setBackend("cpu");
    const model = smallNetwork();
    good = await filesOf(model);
    model.dispose();
  });
  const rest = () => good.files.slice(1);
  const withTopology = (change: (topology: string) => string) => [
    jsonFile({ ...good.json, modelTopology: JSON.parse(change(JSON.stringify(good.json["modelTopology"]))) }),
    ...rest(),
  ];
  const cases: readonly (readonly [string, () => readonly File[], string, RegExp])[] = [
    ["no model", () => [new File(["x"], "model.h5")], "backbone/no-model", /model\.h5/],
    ["something else in JSON", () => [new File(["[1]"], "a.json"), ...rest()], "backbone/no-model", /a\.json/],
    ["damaged JSON", () => [new File(["{"], "model.json")], "backbone/damaged", /it is not JSON/],
    ["two models", () => [...good.files, jsonFile(good.json, "b.json")], "backbone/several-models", /b\.json/],
    [
      "a graph model",
      () => [jsonFile({ ...good.json, format: "graph-model" }), ...rest()],
      "backbone/graph-model",
      /model\.json/,
    ],
    ["a missing part", () => good.files.slice(0, 2), "backbone/missing-files", /group1-shard2of2\.bin/],
    [
      "a part cut short",
      () => [...good.files.slice(0, 2), new File(["abc"], "group1-shard2of2.bin")],
      "backbone/weights-size",
      /should have/,
    ],
    [
      "no list of weights",
      () => [jsonFile({ ...good.json, weightsManifest: 3 }), ...rest()],
      "backbone/damaged",
      /names no weights/,
    ],
    [
      "a list of weights of another kind",
      () => [jsonFile({ ...good.json, weightsManifest: [{ weights: [7] }] })],
      "backbone/damaged",
      /list of weights/,
    ],
    [
      "no layers",
      () => [jsonFile({ ...good.json, modelTopology: { a: 1 } }), ...rest()],
      "backbone/damaged",
      /class_name/,
    ],
    [
      "an unknown layer",
      () => withTopology((text) => text.replace('"ReLU"', '"Mystery"')),
      "backbone/layer",
      /conv1_relu.*Mystery/,
    ],
    [
      "an unknown activation",
      () => withTopology((text) => text.replace('"activation":"relu"', '"activation":"zigzag"')),
      "backbone/layer",
      /conv2.*zigzag/,
    ],
    [
      "channels first",
      () => withTopology((text) => text.replaceAll("channels_last", "channels_first")),
      "backbone/layer",
      /channels_first/,
    ],
    [
      "dilation",
      () => withTopology((text) => text.replace('"dilation_rate":[1,1]', '"dilation_rate":[2,2]')),
      "backbone/layer",
      /dilation_rate/,
    ],
    [
      "text as input",
      () => withTopology((text) => text.replace("[null,16,16,3]", "[null,128]")),
      "backbone/input",
      /\[128\]/,
    ],
    [
      "strings as input",
      () => withTopology((text) => text.replace('"dtype":"float32"', '"dtype":"string"')),
      "backbone/input",
      /text/,
    ],
    [
      "four channels",
      () => withTopology((text) => text.replace("[null,16,16,3]", "[null,16,16,4]")),
      "backbone/input",
      /4 channels/,
    ],
    [
      "weights of another model",
      () => withTopology((text) => text.replaceAll('"filters":24', '"filters":25')),
      "backbone/weights-missing",
      /conv2/,
    ],
    [
      "layers that do not fit",
      () => withTopology((text) => text.replace("[null,16,16,3]", "[null,1,1,3]")),
      "backbone/damaged",
      /conv1/,
    ],
  ];
  test.each(cases)("%s", async (_, files, code, words) => {
    const before = tf.memory().numTensors;
    const failure = await openBackbone(files()).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code,
      message: expect.stringMatching(words),
      failure: { hint: expect.stringMatching(/\.$/) },
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
