/** Small layers models as the files that TensorFlow.js saves: a function of the seed. */
import { createRandom } from "../../core/random";
import { tf } from "../tf";

export interface ModelFiles {
  readonly files: readonly File[];
  /** model.json as an object, to be spoilt. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Gives all weights seeded numbers; a variance is not below 0. */
export function fillWeights(model: tf.LayersModel, seed: number): tf.LayersModel {
  const random = createRandom(seed);
  const values = model.weights.map(({ name, shape }) => {
    const size = (shape as number[]).reduce((a, b) => a * b, 1); // weights have all their extents
    const isVariance = name.includes("moving_variance");
    const fanIn = Math.max(1, size / (shape.at(-1) ?? 1));
    const next = () =>
      isVariance ? 0.5 + random.next() : random.normal() * (shape.length > 1 ? Math.sqrt(2 / fanIn) : 0.3);
    return tf.tensor(Float32Array.from({ length: size }, next), shape as number[]); // as above
  });
  model.setWeights(values);
  tf.dispose(values);
  return model;
}

/** A network with a shortcut, a depthwise convolution, batch normalisation and ReLU6, and a classifier at its end. */
export function smallNetwork(side: number | null = 16, channels = 3, seed = 5): tf.LayersModel {
  const { layers } = tf;
  const input = tf.input({ shape: [side, side, channels], name: "picture" });
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor) => layer.apply(x) as tf.SymbolicTensor; // of one output
  const normal = (x: tf.SymbolicTensor, name: string) => apply(layers.batchNormalization({ name }), x);
  const six = (x: tf.SymbolicTensor, name: string) => apply(layers.reLU({ maxValue: 6, name }), x);
  const pad = apply(
    layers.zeroPadding2d({
      padding: [
        [0, 1],
        [0, 1],
      ],
      name: "pad",
    }),
    input,
  );
  const stem = { filters: 8, kernelSize: 3, strides: 2, useBias: false, name: "conv1" };
  const first = six(normal(apply(layers.conv2d(stem), pad), "conv1_bn"), "conv1_relu");
  const wide = { kernelSize: 3, padding: "same", useBias: false, name: "conv_dw" } as const;
  const deep = six(normal(apply(layers.depthwiseConv2d(wide), first), "conv_dw_bn"), "conv_dw_relu");
  const point = apply(layers.conv2d({ filters: 8, kernelSize: 1, name: "conv_pw" }), deep);
  const sum = layers.add({ name: "add" }).apply([first, normal(point, "conv_pw_bn")]) as tf.SymbolicTensor; // as above
  const last = apply(
    layers.conv2d({ filters: 24, kernelSize: 3, padding: "same", activation: "relu", name: "conv2" }),
    sum,
  );
  const pooled = apply(layers.globalAveragePooling2d({ name: "pool" }), last);
  const dropped = apply(layers.dropout({ rate: 0.5, name: "dropout" }), pooled);
  const outputs = apply(layers.dense({ units: 5, activation: "softmax", name: "predictions" }), dropped);
  return fillWeights(tf.model({ inputs: input, outputs, name: "small_net" }), seed);
}

/** Grey pictures of any size: 24 seeded filters of 3 × 3, the first of which lets through what is brighter than grey. */
export function lineNetwork(seed = 2): tf.LayersModel {
  const filters = 24;
  const model = tf.sequential({
    name: "lines",
    layers: [
      tf.layers.conv2d({
        inputShape: [null, null, 1],
        filters,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        name: "lines",
      }),
      tf.layers.globalAveragePooling2d({ name: "pool" }),
      tf.layers.dense({ units: 3, activation: "softmax", name: "classes" }),
    ],
  });
  const [kernel, bias, ...others] = fillWeights(model, seed)
    .getWeights()
    .map((weight) => weight.dataSync<"float32">().slice());
  for (let tap = 0; tap < 9; tap++) kernel![tap * filters] = tap === 4 ? 1 : 0; // of the first layer
  bias![0] = 0; // as above
  const values = [kernel!, bias!, ...others].map((data, i) => tf.tensor(data, model.weights[i]!.shape as number[])); // one for each
  model.setWeights(values);
  tf.dispose(values);
  return model;
}

/** As `tensorflowjs_converter` writes them: model.json and the weights in two parts. */
export async function filesOf(model: tf.LayersModel): Promise<ModelFiles> {
  let saved: tf.io.ModelArtifacts | null = null;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = saved as unknown as tf.io.ModelArtifacts; // the handler has been called
  const bytes = new Uint8Array(weightData as ArrayBuffer); // a list of them only where it is asked for
  const json = {
    format: "layers-model",
    generatedBy: "a test",
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: ["group1-shard1of2.bin", "group1-shard2of2.bin"], weights: weightSpecs ?? [] }],
  };
  return { json, files: [jsonFile(json), ...shards(bytes)] };
}

export function jsonFile(json: unknown, name = "model.json"): File {
  return new File([JSON.stringify(json)], name);
}

/** Parts of unequal length, cut within a number. */
export function shards(bytes: Uint8Array<ArrayBuffer>): readonly File[] {
  const middle = Math.floor(bytes.length / 3);
  return [
    new File([bytes.slice(0, middle)], "group1-shard1of2.bin"),
    new File([bytes.slice(middle)], "group1-shard2of2.bin"),
  ];
}
