/** Holds a layer on the backend in use against a 64-bit reference: outputs, gradients by differences of the reference, and what is measured. */
import { sizeOf } from "../../../core/block";
import { createRandom } from "../../../core/random";
import { tf } from "../../tf";
import { read } from "../../transfer";
import type { LayerSpec } from "../registry";
import { layerKind } from "../registry";
import type { Array64 } from "./references.fixture";

export interface LayerCase<Spec extends LayerSpec = LayerSpec> {
  readonly name: string;
  readonly spec: Spec;
  /** Of one case. */
  readonly inputShape: readonly number[];
  readonly batch: number;
  /** The inputs are whole numbers below this, and have no gradient. */
  readonly idsBelow?: number;
  /** Applied in order to predict; else, as usual, in order to fit. */
  readonly isPredicting?: boolean;
  /** How many steps each of the batch has; all where not given. */
  readonly lengths?: readonly number[];
  /** Largest error of a gradient that is allowed; 1e-6 where not given. */
  readonly tolerance?: number;
  /** From the weights as the layer lists them. */
  readonly reference: (x: Array64, weights: readonly Array64[]) => Array64;
  /** The measured ones of the weights after one application; as they were where not given. */
  readonly measured?: (x: Array64, weights: readonly Array64[]) => readonly Array64[];
}

/** Relative errors ‖found - right‖ / ‖right‖. */
export interface LayerErrors {
  readonly outputs: number;
  /** Of the worst one. */
  readonly gradients: number;
  /** Of the worst weight that the layer measures itself; 0 where there is none. */
  readonly measured: number;
}

/** What random layers draw from. */
export const caseSeed = 1;
export const caseStep = 3;

/** Half the step of the central differences. The references are linear in each number, but for kinks and bends. */
const nudge = 1e-4;

/** Throws where the outputs have another shape than the layer says. */
export async function layerErrors(layerCase: LayerCase): Promise<LayerErrors> {
  const { spec, inputShape, batch, isPredicting = false, lengths } = layerCase;
  const kind = layerKind(spec);
  const right = rightOf(layerCase);
  const { inputs, isMeasured, learned, c } = right;
  const shape = [batch, ...kind.outputShape(spec, inputShape)];
  if (shape.join() !== c.shape.join()) throw new Error(`the reference has the shape [${c.shape.join(", ")}]`);

  const measured: tf.Tensor[] = [];
  const [outputs, ...gradients] = tf.tidy(() => {
    const tensors = inputs.map((array, i) => (isMeasured[i] ? tf.variable(toTensor(array)) : toTensor(array)));
    const step = isPredicting ? null : tf.scalar(caseStep);
    const mask = lengths ? maskOf(lengths, inputShape[0]!) : null; // sequences have steps
    const mode = { isFitting: !isPredicting, seed: caseSeed, step, mask };
    const apply = ([x, ...weights]: readonly tf.Tensor[]) => kind.apply(spec, x!, weights, mode); // the inputs come first
    const found = apply(tensors);
    if (found.shape.join() !== shape.join()) throw new Error(`the layer gives the shape [${found.shape.join(", ")}]`);
    tensors.forEach((tensor, i) => {
      if (isMeasured[i]) measured.push(tf.keep(tf.clone(tensor)));
    });
    const total = (...changed: tf.Tensor[]) => {
      const all = [...tensors];
      learned.forEach((at, i) => (all[at] = changed[i]!)); // one for each
      return tf.sum<tf.Scalar>(tf.mul(apply(all), toTensor(c)));
    };
    const slopes = tf.grads(total)(learned.map((at) => tensors[at]!)); // within tensors
    tensors.forEach((tensor, i) => isMeasured[i] && tensor.dispose());
    return [found, ...slopes];
  });
  return {
    outputs: await worstError([outputs], [right.outputs]),
    gradients: await worstError(gradients, right.gradients),
    measured: measured.length === 0 ? 0 : await worstError(measured, right.measured),
  };
}

/** A case with its numbers and what is right. */
interface Right {
  /** The inputs, then the weights. */
  readonly inputs: readonly Array64[];
  /** Of each of them, whether the layer measures it. */
  readonly isMeasured: readonly boolean[];
  /** Which of them have a gradient. */
  readonly learned: readonly number[];
  readonly outputs: Array64;
  /** What the gradients are of: Σ c × output. */
  readonly c: Array64;
  readonly gradients: readonly Array64[];
  readonly measured: readonly Array64[];
}

/** Worked out once for all backends. */
const rightOnes = new Map<LayerCase, Right>();

function rightOf(layerCase: LayerCase): Right {
  const known = rightOnes.get(layerCase);
  if (known) return known;
  const { name, spec, inputShape, batch, idsBelow, reference } = layerCase;
  const random = createRandom(11).fork(name);
  const filled = (shape: readonly number[], next: () => number): Array64 => ({
    data: Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(next())),
    shape,
  });
  const normal = () => random.normal();
  const x = filled([batch, ...inputShape], idsBelow === undefined ? normal : () => random.below(idsBelow));
  const specs = layerKind(spec).weights(spec, inputShape);
  // A measured variance is not below 0.
  const weights = specs.map(({ shape, isMeasured }) => filled(shape, isMeasured ? () => 0.5 + random.next() : normal));
  const isMeasured = [false, ...specs.map((weight) => weight.isMeasured === true)];
  const learned = isMeasured.flatMap((measured, at) => (measured || (at === 0 && idsBelow !== undefined) ? [] : [at]));
  const outputs = reference(x, weights);
  const c = filled(outputs.shape, normal);
  const inputs = [x, ...weights];
  const gradients = learned.map((at) => slopes(() => dot(reference(x, weights), c), inputs[at]!)); // one of them
  const measured = layerCase.measured?.(x, weights) ?? inputs.filter((_, i) => isMeasured[i]);
  const right = { inputs, isMeasured, learned, outputs, c, gradients, measured };
  rightOnes.set(layerCase, right);
  return right;
}

/** Derivatives of a total by the numbers in `array`, which it reads. */
function slopes(total: () => number, { data, shape }: Array64): Array64 {
  const slope = (value: number, i: number) => {
    data[i] = value + nudge;
    const above = total();
    data[i] = value - nudge;
    const below = total();
    data[i] = value;
    return (above - below) / (2 * nudge);
  };
  return { data: data.map(slope), shape };
}

function dot(a: Array64, b: Array64): number {
  return a.data.reduce((sum, value, i) => sum + value * b.data[i]!, 0); // of one shape
}

/** [batch, step]: 1 for as many steps as each has. */
function maskOf(lengths: readonly number[], steps: number): tf.Tensor2D {
  return tf.tensor2d(lengths.map((length) => Array.from({ length: steps }, (_, step) => Number(step < length))));
}

function toTensor({ data, shape }: Array64): tf.Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}

/** Reads the tensors and frees them. */
async function worstError(found: readonly tf.Tensor[], right: readonly Array64[]): Promise<number> {
  if (found.length !== right.length) return NaN;
  const errors: number[] = [];
  for (const [i, tensor] of found.entries()) {
    errors.push(relativeError(await read(tensor), right[i]!.data)); // of one length
    tensor.dispose();
  }
  return Math.max(...errors);
}

function relativeError(found: Float32Array, right: Float64Array): number {
  if (found.length !== right.length) return NaN;
  let difference = 0;
  let size = 0;
  right.forEach((value, i) => {
    difference += (found[i]! - value) ** 2; // of the same length
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
