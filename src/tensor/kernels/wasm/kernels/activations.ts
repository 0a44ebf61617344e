/** The activation of a fused kernel: ReLU as the numbers are written, others in a pass of their own. */
import { tf } from "../../../tf";
import type { KernelCall } from "../kernel";

/** Activations that are a pass of their own, by the kernels that do them. */
const passes: { readonly [Activation in string]: string } = { sigmoid: "Sigmoid", relu6: "Relu6", elu: "Elu" };

/** What `compute` makes, activated as the attributes of the fused kernel say; null for an activation that is left to the JavaScript kernel. */
export function activated(
  { attrs, backend }: KernelCall,
  compute: (isRelu: boolean) => tf.TensorInfo | null,
): tf.TensorInfo | null {
  const { activation = "linear" } = attrs as { activation?: string }; // given by the fused operation
  const pass = passes[activation];
  if (!pass && activation !== "linear" && activation !== "relu") return null;
  const z = compute(activation === "relu");
  if (!z || !pass) return z;
  const y = tf.getKernel(pass, "wasm").kernelFunc({ inputs: { x: z }, backend });
  backend.disposeIntermediateTensorInfo(z);
  return y as tf.TensorInfo; // these kernels have one output
}
