/** A layers model of one convolution for pictures of 16 × 16 in colour, with a classifier behind it, as bytes: it needs no TensorFlow.js. */
import { createRandom } from "../../core/random";

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** model.json, and its weights. */
export function edgeFiles(): readonly [NamedBytes, NamedBytes] {
  const random = createRandom(4);
  const layer = (class_name: string, config: object) => ({ class_name, config });
  const layers = [
    layer("Conv2D", {
      ...{ name: "edges", batch_input_shape: [null, 16, 16, 3], filters: 8, kernel_size: [3, 3], strides: [1, 1] },
      ...{ padding: "same", activation: "relu", use_bias: true },
    }),
    layer("GlobalAveragePooling2D", { name: "pool" }),
    layer("Dense", { name: "classes", units: 4, activation: "softmax" }),
  ];
  const weights = [
    { name: "edges/kernel", shape: [3, 3, 3, 8], dtype: "float32" },
    { name: "edges/bias", shape: [8], dtype: "float32" },
    { name: "classes/kernel", shape: [8, 4], dtype: "float32" },
    { name: "classes/bias", shape: [4], dtype: "float32" },
  ];
  const numbers = Float32Array.from({ length: 216 + 8 + 32 + 4 }, () => random.normal());
  const json = {
    format: "layers-model",
    modelTopology: { model_config: layer("Sequential", { name: "edges_net", layers }) },
    weightsManifest: [{ paths: ["group1-shard1of1.bin"], weights }],
  };
  return [
    { name: "model.json", bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: "group1-shard1of1.bin", bytes: new Uint8Array(numbers.buffer) },
  ];
}
