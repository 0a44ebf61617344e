/**
 * Two recurrent layers of one kind over the same sequence, one from its beginning and one from its end (Schuster and Paliwal
 * 1997), their outputs side by side: at every step what came before and what comes behind, or the last of both. Made for
 * given recurrent layers, so that the registry can name both.
 */
import { tf } from "../tf";
import { weightsUnder } from "./inner-layers";
import type { LayerKind } from "./layer";
import type { RecurrentSpec } from "./recurrent";

export interface BidirectionalSpec<Inner> {
  readonly type: "bidirectional";
  /** Its `goBackwards` is not looked at. */
  readonly layer: Inner;
}

/** The draws of the two have nothing to do with each other. */
const backwardSalt = 2;

/** The layer around layers whose kinds `kindOf` knows. Its weights are named "forward/…" and "backward/…". */
export function bidirectionalOf<Inner extends RecurrentSpec>(
  kindOf: (spec: Inner) => LayerKind<Inner>,
): LayerKind<BidirectionalSpec<Inner>> {
  const forwardOf = ({ layer }: BidirectionalSpec<Inner>): Inner => ({ ...layer, goBackwards: false });
  return {
    label(spec) {
      const { en, zh } = kindOf(spec.layer).label(forwardOf(spec));
      return { en: `Bidirectional ${en}`, zh: `双向 ${zh}` };
    },
    isStochastic: true,
    outputShape({ layer }, inputShape) {
      const shape = kindOf(layer).outputShape(layer, inputShape);
      return [...shape.slice(0, -1), 2 * layer.units];
    },
    weights({ layer }, inputShape) {
      const weights = kindOf(layer).weights(layer, inputShape);
      return ["forward", "backward"].flatMap((direction) => weightsUnder(direction, weights));
    },
    innerShapes({ layer }, inputShape) {
      const kind = kindOf(layer);
      const shapes = [...(kind.innerShapes?.(layer, inputShape) ?? []), kind.outputShape(layer, inputShape)];
      return [...shapes, ...shapes];
    },
    apply(spec, inputs, weights, mode) {
      const kind = kindOf(spec.layer);
      const half = weights.length / 2;
      const forward = forwardOf(spec);
      const outputs = [
        kind.apply(forward, inputs, weights.slice(0, half), mode),
        kind.apply({ ...forward, goBackwards: true }, inputs, weights.slice(half), {
          ...mode,
          seed: mode.seed ^ backwardSalt,
        }),
      ];
      return tf.concat(outputs, -1);
    },
  };
}
