/** A network as a drawing: its layers with their shapes, weights and cost. */
import type { Wording } from "./wording";

export interface LayerSummary {
  readonly type: string;
  readonly label: Wording;
  /** Shape of one case after this layer, without the batch axis. */
  readonly outputShape: readonly number[];
  readonly weightCount: number;
  /** Numbers that it makes of a case, those of layers within it among them; runs of before do not say. */
  readonly valueCount?: number;
}

export interface NetworkSummary {
  /** Shape of one case, without the batch axis; runs of before have none. */
  readonly inputShape?: readonly number[];
  readonly layers: readonly LayerSummary[];
  readonly weightCount: number;
  /** Weights, gradients, optimiser state and activations of one batch, estimated. */
  readonly memoryBytes: number;
  /** A plain sentence where it is far too big for the data. */
  readonly warning?: Wording;
}
