/** runCase of the table where numbers can only be awaited. */
import { tf } from "../../tf";
import { drawInput, type CaseResult, type KernelCase } from "../wasm/cases/kernel-case.fixture";

export async function runCaseAsync(kernelCase: KernelCase): Promise<CaseResult> {
  const { inputs, operation, differentiates } = kernelCase;
  const listOf = (result: tf.Tensor | readonly tf.Tensor[]) =>
    (Array.isArray(result) ? result : [result]) as tf.Tensor[];
  const found = tf.tidy(() => {
    const tensors = inputs.map((spec, i) => {
      const numbers = drawInput(spec, 100 + i);
      return tf.tensor(numbers, [...spec.shape], numbers instanceof Int32Array ? "int32" : "float32");
    });
    const outputs = listOf(operation(...tensors));
    if (!differentiates) return [...outputs];
    const floats = tensors.flatMap((tensor, i) => (tensor.dtype === "float32" ? [i] : []));
    const weights = outputs.map((output, i) => tf.tensor(drawInput({ shape: output.shape }, 200 + i), output.shape));
    const total = (...args: tf.Tensor[]) => {
      const all = [...tensors];
      floats.forEach((at, i) => (all[at] = args[i]!));
      return tf.addN(listOf(operation(...all)).map((output, i) => sumOfProducts(output, weights[i]!)));
    };
    return [...outputs, ...tf.grads(total)(floats.map((at) => tensors[at]!))];
  });
  const values = [];
  for (const tensor of found) values.push(Float32Array.from(await tensor.data()));
  const kinds = found.map(({ dtype, shape }) => `${dtype} [${shape.join(", ")}]`);
  for (const tensor of found) tensor.dispose();
  return { kinds, values };
}

/** As a product of matrices: the stock sum of nothing asks for a buffer without room. */
function sumOfProducts(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.matMul(tf.reshape(a, [1, a.size]), tf.reshape(b, [b.size, 1]));
}
