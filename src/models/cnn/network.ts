/** The convolution networks that lessons name, to the letter; the last layer gives logits, one for two classes. */
import type { LayerSpec } from "../../tensor/layers/registry";
import type { NetworkSpec } from "../../tensor/network";

/** `inputShape` is [height, width, channel]; shapes that are too small are refused when the network is made. */
type Preset = (inputShape: readonly number[], outputCount: number) => NetworkSpec;

const pool: LayerSpec = { type: "max-pooling2d", poolSize: 2 };
const flatten: LayerSpec = { type: "flatten" };
const dense = (units: number): LayerSpec => ({ type: "dense", units, activation: "relu" });
const logits = (units: number): LayerSpec => ({ type: "dense", units, activation: "linear" });

function convolution(filters: number, padding: "same" | "valid"): LayerSpec {
  return { type: "conv2d", filters, kernelSize: 3, padding, activation: "relu" };
}

export const presets = {
  /** On 224 × 224 × 3 nearly all of its 50,467,969 weights are in one dense layer. */
  "scan-224": (inputShape, outputCount) => ({
    inputShape,
    layers: [convolution(32, "valid"), pool, flatten, dense(128), logits(outputCount)],
  }),
  "digits-1conv": (inputShape, outputCount) => ({
    inputShape,
    layers: [convolution(32, "valid"), flatten, logits(outputCount)],
  }),
  "digits-3conv": (inputShape, outputCount) => ({
    inputShape,
    layers: [
      convolution(32, "valid"),
      pool,
      convolution(64, "valid"),
      pool,
      convolution(64, "valid"),
      flatten,
      dense(64),
      logits(outputCount),
    ],
  }),
  "rgb-2conv": (inputShape, outputCount) => ({
    inputShape,
    layers: [convolution(32, "same"), pool, convolution(64, "same"), pool, flatten, dense(1000), logits(outputCount)],
  }),
} as const satisfies Readonly<Record<string, Preset>>;
