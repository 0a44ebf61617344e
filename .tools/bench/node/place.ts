/** Where a network runs in Node, and what is said to the process that does. */
import type { Call } from "../page/calls";
import type { Device } from "./dawn";

export interface NodePlace {
  /** Path of Dawn's library. */
  readonly library: string;
  readonly device: Device;
  /** Ours, or those of TensorFlow.js alone. */
  readonly kernels: "ours" | "stock";
  /** Whether steps are recorded once and then replayed. */
  readonly isReplayed: boolean;
}

/** To open a network and time it, or to say which adapter there is. */
export type NodeCall = Call<NodePlace> | { readonly type: "find"; readonly library: string };
