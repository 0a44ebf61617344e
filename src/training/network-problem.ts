import type { Block } from "../core/block";
import type { NetworkSpec } from "../tensor/network";
import type { LossSpec } from "../tensor/losses/registry";
import type { Rows } from "../tensor/rows";

/** gaussian: normal numbers of this deviation are added. masking: this share of the inputs becomes 0. */
export interface InputNoise {
  readonly kind: "gaussian" | "masking";
  readonly amount: number;
}

/** What a network is to learn, in the numbers that its loss takes. */
export interface NetworkProblem {
  readonly spec: NetworkSpec;
  readonly loss: LossSpec;
  readonly train: Rows;
  readonly validation: Rows | null;
  /** The metric to report from the mean error of the loss's rows and their mean loss. */
  metric(meanError: number, meanLoss: number): number;
  /** λ of ½λ‖w‖² added to the loss. */
  readonly penalty: number;
  /** Weight decay as the optimiser understands it. */
  readonly decay: number;
  /** Of pictures: what separates black from white in each channel; 1 where not given. */
  readonly fullScale?: readonly number[];
  /** Numbers to start from in the place of random ones, by the names of the network's variables; others start as their layers say. */
  readonly start?: Readonly<Record<string, Block>>;
  /** Share of the learning rate that the first layer's weights get; 1 where not given. */
  readonly firstLayerRate?: number;
  /** The inputs themselves are the targets: a picture that is varied is to be given back as it was varied. */
  readonly givesBack?: true;
  /** Laid over the inputs of training batches, never over the targets. */
  readonly noise?: InputNoise;
  /** Bytes of inputs that may lie on the device; more are streamed. */
  readonly residentCapBytes?: number;
}
