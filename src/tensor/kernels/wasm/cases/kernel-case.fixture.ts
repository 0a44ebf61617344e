/** One line of the table that holds every WebAssembly kernel against the JavaScript backend or a 64-bit reference. */
import { createRandom } from "../../../../core/random";
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";

export interface InputSpec {
  readonly shape: readonly number[];
  /** What is drawn: standard normal numbers (the default), numbers from 0.5 to 1.5, or whole numbers from 0 to below `below`. */
  readonly draws?: "normal" | "positive" | "integers";
  readonly below?: number;
  readonly dtype?: "float32" | "int32";
}

export interface KernelCase {
  /** The kernel that this case is there for: it must have run, and not have passed the case on. */
  readonly kernel: string;
  /** What is special about the case: "same padding, stride 2, odd size". */
  readonly what: string;
  readonly inputs: readonly InputSpec[];
  readonly operation: (...inputs: tf.Tensor[]) => tf.Tensor | readonly tf.Tensor[];
  /** Whether the gradients by all Float32 inputs are held, too. */
  readonly differentiates?: boolean;
  /** The right outputs in 64 bits, one array each, where the JavaScript backend is wrong or lacks the kernel. */
  readonly reference?: (...inputs: Float64Array[]) => readonly ArrayLike<number>[];
  /** Largest difference allowed, relative to the largest right value of the tensor. 1e-5 if not given: measured, Float32 sums of a few thousand terms differ by 1e-6. */
  readonly tolerance?: number;
}

/** The numbers of an input; the same for a case on every backend. */
export function drawInput(spec: InputSpec, seed: number): Float32Array | Int32Array {
  const random = createRandom(seed);
  const size = sizeOf(spec.shape);
  switch (spec.draws ?? "normal") {
    case "integers": {
      const whole = Int32Array.from({ length: size }, () => random.below(spec.below ?? 10));
      return spec.dtype === "float32" ? Float32Array.from(whole) : whole;
    }
    case "positive":
      return Float32Array.from({ length: size }, () => 0.5 + random.next());
    case "normal":
      return Float32Array.from({ length: size }, () => random.normal());
  }
}

export interface CaseResult {
  /** "float32 [2, 3]" */
  readonly kinds: readonly string[];
  readonly values: readonly Float32Array[];
}

/** Σ a × b. */
type SumOfProducts = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Outputs of a case on the backend in use, then the gradients of Σ output × weights by the Float32 inputs. */
export function runCase(kernelCase: KernelCase): CaseResult {
  const found = tensorsOf(kernelCase, (a, b) => tf.sum(tf.mul(a, b)));
  const values = found.map((tensor) => Float32Array.from(tensor.dataSync()));
  return resultOf(found, values);
}

/** The same where numbers can only be awaited. */
export async function runCaseAsync(kernelCase: KernelCase, sumOfProducts: SumOfProducts): Promise<CaseResult> {
  const found = tensorsOf(kernelCase, sumOfProducts);
  const values: Float32Array[] = [];
  for (const tensor of found) values.push(Float32Array.from(await tensor.data()));
  return resultOf(found, values);
}

function tensorsOf({ inputs, operation, differentiates }: KernelCase, sumOfProducts: SumOfProducts): tf.Tensor[] {
  return tf.tidy(() => {
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
      floats.forEach((at, i) => (all[at] = args[i]!)); // one for each
      return tf.addN(listOf(operation(...all)).map((output, i) => sumOfProducts(output, weights[i]!))); // one for each
    };
    return [...outputs, ...tf.grads(total)(floats.map((at) => tensors[at]!))]; // within tensors
  });
}

/** The tensors are gone afterwards. */
function resultOf(found: readonly tf.Tensor[], values: readonly Float32Array[]): CaseResult {
  const kinds = found.map(({ dtype, shape }) => `${dtype} [${shape.join(", ")}]`);
  for (const tensor of found) tensor.dispose();
  return { kinds, values };
}

function listOf(result: tf.Tensor | readonly tf.Tensor[]): readonly tf.Tensor[] {
  return Array.isArray(result) ? (result as readonly tf.Tensor[]) : [result as tf.Tensor]; // Array.isArray does not narrow readonly arrays
}

/** Largest difference relative to the largest finite right value; Infinity where one is a number, or finite, and the other is not. */
export function relativeDifference(found: ArrayLike<number>, right: ArrayLike<number>): number {
  if (found.length !== right.length) return Infinity;
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < right.length; i++) {
    const [a, b] = [found[i]!, right[i]!]; // of one length
    if (Number.isFinite(b)) largest = Math.max(largest, Math.abs(b));
    if (Object.is(a, b) || a === b) continue;
    const apart = Math.abs(a - b);
    difference = Math.max(difference, Number.isNaN(apart) ? Infinity : apart);
  }
  return difference === 0 ? 0 : difference / (largest || 1);
}
