/** A network as a drawing: its layers with their shapes, weights and cost. */
import type { Wording } from "./wording";

export interface LayerSummary {
  readonly type: string;
  readonly label: Wording;
  /** Shape of one case after this layer, without the batch axis. */
  readonly outputShape: readonly number[];
  readonly weightCount: number;
}

export interface NetworkSummary {
  readonly layers: readonly LayerSummary[];
  readonly weightCount: number;
  /** Weights, gradients, optimiser state and activations of one batch, estimated. */
  readonly memoryBytes: number;
}
