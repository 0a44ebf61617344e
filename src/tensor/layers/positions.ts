/**
 * Tells the steps of a sequence apart, which attention alone does not: every place has numbers of its own that are added,
 * learned ones, or sines and cosines of wavelengths from 2π to 20,000π (Vaswani et al. 2017; those of one frequency side by
 * side).
 */
import { tf } from "../tf";
import { uniform } from "./initializers";
import type { LayerKind } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface PositionsSpec {
  readonly type: "positions";
  readonly kind: "learned" | "sinusoidal";
}

export const positions: LayerKind<PositionsSpec> = {
  label: ({ kind }) =>
    kind === "learned"
      ? { en: "Positions, learned", zh: "位置编码, 可学习" }
      : { en: "Positions, sinusoidal", zh: "位置编码, 正弦" },
  isStochastic: false,
  outputShape: (_, inputShape) => sequenceShape("a layer of positions", inputShape),
  weights({ kind }, inputShape) {
    const [steps = 0, width = 0] = inputShape;
    const shape = [steps, width];
    // Kept with the weights so that it is on the device, but never changed.
    if (kind === "sinusoidal")
      return [{ name: "table", shape, isDecayed: false, isMeasured: true, initialise: () => sinusoids(steps, width) }];
    return [{ name: "table", shape, isDecayed: false, initialise: (random) => uniform(shape, 0.05, random) }];
  },
  apply(_, inputs, [table]) {
    const [steps = 0, width = 0] = inputs.shape.slice(1);
    // A model of a language is also asked of shorter rows.
    return tf.add(inputs, steps === table!.shape[0] ? table! : tf.slice(table!, [0, 0], [steps, width])); // made by weights()
  },
};

/** [step, width]: sin and cos of step / 10,000^(2i / width) at 2i and 2i + 1. */
export function sinusoids(steps: number, width: number): Float32Array {
  return Float32Array.from({ length: steps * width }, (_, at) => {
    const [step, column] = [Math.floor(at / width), at % width];
    const even = column - (column % 2);
    const angle = step / 10_000 ** (even / width);
    return column === even ? Math.sin(angle) : Math.cos(angle);
  });
}
