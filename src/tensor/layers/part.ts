/**
 * A layer for some steps of a sequence: those before `from` and from `to` on go by as they are. What comes first may so be read by an encoder and
 * what follows be written by a decoder, in one row. Made for given layers, so that the registry can name both.
 */
import { tf } from "../tf";
import type { LayerKind, LayerMode } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface PartSpec<Inner> {
  readonly type: "part";
  readonly from: number;
  /** One past the last; to the end where not given. */
  readonly to?: number;
  /** Leaves the shape as it is. */
  readonly layer: Inner;
}

export function partOf<Inner>(kindOf: (spec: Inner) => LayerKind<Inner>): LayerKind<PartSpec<Inner>> {
  const innerShape = ({ from, to }: PartSpec<Inner>, inputShape: readonly number[]) => {
    const [steps, width] = sequenceShape("a layer for a part", inputShape);
    return [(to ?? steps) - from, width];
  };
  return {
    label(spec) {
      const { en, zh } = kindOf(spec.layer).label(spec.layer);
      return spec.from === 0
        ? { en: `Encoder: ${en}`, zh: `编码器: ${zh}` }
        : { en: `Decoder: ${en}`, zh: `解码器: ${zh}` };
    },
    isStochastic: true,
    outputShape: (_, inputShape) => sequenceShape("a layer for a part", inputShape),
    weights: (spec, inputShape) => kindOf(spec.layer).weights(spec.layer, innerShape(spec, inputShape)),
    innerShapes(spec, inputShape) {
      const kind = kindOf(spec.layer);
      const shape = innerShape(spec, inputShape);
      return [...(kind.innerShapes?.(spec.layer, shape) ?? []), shape];
    },
    apply(spec, inputs, weights, mode) {
      const steps = inputs.shape[1] ?? 0;
      const to = spec.to ?? steps;
      const own = stepsOf(inputs, spec.from, to);
      const mask = mode.mask && (stepsOf(mode.mask, spec.from, to) as tf.Tensor2D); // of the same rank
      const inner: LayerMode = { ...mode, mask };
      const done = kindOf(spec.layer).apply(spec.layer, own, weights, inner);
      const parts = [
        ...(spec.from > 0 ? [stepsOf(inputs, 0, spec.from)] : []),
        done,
        ...(to < steps ? [stepsOf(inputs, to, steps)] : []),
      ];
      return parts.length > 1 ? tf.concat(parts, 1) : done;
    },
  };
}

/** Steps from..to of [batch, step] or [batch, step, feature]. */
export function stepsOf(values: tf.Tensor, from: number, to: number): tf.Tensor {
  const [batch = 0, , ...rest] = values.shape;
  return tf.slice(values, [0, from, ...rest.map(() => 0)], [batch, to - from, ...rest]);
}
