/** What a WebAssembly kernel is. It stands behind a stock name, or one of ours, and may leave a case to the JavaScript kernel. */
import { sizeOf } from "../../../core/block";
import type { tf } from "../../tf";
import type { WasmBackend } from "./backend";

export interface KernelCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  /** As the stock operation gives them; each kernel knows its own. */
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: WasmBackend;
}

export interface WasmKernel {
  readonly name: string;
  /** null where the inputs are not such that this kernel does them: the JavaScript kernel of the same name then does. */
  run(call: KernelCall): tf.TensorInfo | tf.TensorInfo[] | null;
}

/** Whether it is one number for each of so many columns, or not there: what the fused kernels add. */
export function isRow(bias: tf.TensorInfo | undefined, columns: number): boolean {
  return bias === undefined || (bias.shape.at(-1) === columns && sizeOf(bias.shape) === columns);
}
