/** The number that each filter or unit adds to its sums, and how a layer does without. */
import { zeros } from "./initializers";
import type { WeightSpec } from "./layer";

/** Part of the spec of every layer that has a bias. */
export interface Biased {
  /** Given only as false: no bias is added. Right before a batch normalisation, which would take it away again. */
  readonly useBias?: false;
}

/** [count], or nothing. */
export function biasWeights(count: number, useBias = true): readonly WeightSpec[] {
  return useBias ? [{ name: "bias", shape: [count], isDecayed: false, initialise: () => zeros([count]) }] : [];
}
