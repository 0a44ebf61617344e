/** Pooling layers of a file. */
import { windowCounts } from "../../layers/sliding-window";
import { tf } from "../../tf";
import { type Config, flagIn, paddingIn, pairIn, requireChannelsLast } from "../config";
import { mapsOf, nodeKind, single, type AnyNodeKind } from "../node-kind";

type Pool = (x: tf.Tensor4D, size: [number, number], strides: [number, number], pad: "same" | "valid") => tf.Tensor4D;

const largest: Pool = (x, size, strides, pad) => tf.maxPool(x, size, strides, pad);
const mean: Pool = (x, size, strides, pad) => tf.avgPool(x, size, strides, pad);

function pooling(pool: Pool): AnyNodeKind {
  return nodeKind({
    read(config: Config) {
      requireChannelsLast(config);
      const size = pairIn(config, "pool_size", [2, 2]);
      return { size, strides: pairIn(config, "strides", size), padding: paddingIn(config) };
    },
    outputShape({ size, strides, padding }, inputs) {
      const [height, width, channels] = mapsOf(single(inputs));
      return [...windowCounts("a pool", [height, width], size, strides, padding), channels];
    },
    apply: ({ size, strides, padding }, inputs) => pool(single(inputs) as tf.Tensor4D, size, strides, padding), // outputShape has checked the rank
  });
}

function globalPooling(pool: Pool): AnyNodeKind {
  return nodeKind({
    read(config: Config) {
      requireChannelsLast(config);
      return { keepsAxes: flagIn(config, "keepdims", false) };
    },
    outputShape({ keepsAxes }, inputs) {
      const [, , channels] = mapsOf(single(inputs));
      return keepsAxes ? [1, 1, channels] : [channels];
    },
    apply({ keepsAxes }, inputs) {
      const x = single(inputs) as tf.Tensor4D; // outputShape has checked the rank
      const [batch, height, width, channels] = x.shape;
      const pooled = pool(x, [height, width], [1, 1], "valid");
      return keepsAxes ? pooled : tf.reshape(pooled, [batch, channels]);
    },
  });
}

export const maxPooling2d = pooling(largest);
export const averagePooling2d = pooling(mean);
export const globalMaxPooling2d = globalPooling(largest);
export const globalAveragePooling2d = globalPooling(mean);
