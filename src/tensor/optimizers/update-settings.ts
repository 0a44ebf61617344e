/** What the kernel "OptimizerUpdate" is told beside its arrays, on every backend that has it. */
import type { OptimizerId } from "./registry";

export interface UpdateSettings {
  readonly rule: OptimizerId;
  /** λ whose λw is added to the gradient of the weights that are decayed. */
  readonly penalty: number;
  /** λ by which ηλ of them is taken off before the update. */
  readonly decay: number;
  /** Norm that all gradients together are shortened to where they are longer; 0: never. */
  readonly clipNorm: number;
  /** Of each weight. */
  readonly decayed: readonly boolean[];
  /** Of each weight, which of the learning rates is its own. */
  readonly rates: readonly number[];
  /** Of learning rates. */
  readonly rateCount: number;
  /** Of weights. */
  readonly count: number;
  /** Of arrays beside each weight. */
  readonly slots: number;
}
