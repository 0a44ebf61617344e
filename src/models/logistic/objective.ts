/** What logistic regression makes smallest, with its slope and curvature: ½‖w‖² / C + Σ weight × log loss. */
import type { Block } from "../../core/block";

/**
 * Rows with their classes. Parameters are [output][feature, then intercept] in one array: one output (the logit of the
 * second class) for two classes, else one for each.
 */
export interface LogisticProblem {
  readonly inputs: Block;
  readonly codes: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  readonly outputCount: number;
  /** 1 / C; intercepts are not penalised. */
  readonly penalty: number;
}

export interface Evaluated {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Weighted mean of the log loss, without the penalty. */
  readonly meanLoss: number;
  /** Share of rows whose most probable class is right. */
  readonly accuracy: number;
  /** [row, output] probabilities. */
  readonly probabilities: Float64Array;
}

/** Numbers multiplied between two breaths. */
const breathNumbers = 2 ** 21;

export function parameterCountOf({ inputs, outputCount }: Pick<LogisticProblem, "inputs" | "outputCount">): number {
  return outputCount * ((inputs.shape[1] ?? 0) + 1);
}

export async function evaluate(
  problem: LogisticProblem,
  parameters: Float64Array,
  breathe: () => Promise<void>,
): Promise<Evaluated> {
  const { inputs, codes, weights, outputCount, penalty } = problem;
  const [rowCount = 0, width = 0] = inputs.shape;
  const { data } = inputs;
  const stride = width + 1;
  const gradient = new Float64Array(parameters.length);
  const probabilities = new Float64Array(rowCount * outputCount);
  const rowsPerBreath = Math.max(1, Math.floor(breathNumbers / (stride * outputCount)));
  let [loss, weightSum, right] = [0, 0, 0];
  for (let row = 0; row < rowCount; row++) {
    if (row % rowsPerBreath === rowsPerBreath - 1) await breathe();
    const from = row * width;
    const own = probabilities.subarray(row * outputCount, (row + 1) * outputCount);
    for (let k = 0; k < outputCount; k++) {
      let logit = parameters[k * stride + width]!; // the intercept comes last
      for (let j = 0; j < width; j++) logit += parameters[k * stride + j]! * data[from + j]!; // within both
      own[k] = logit;
    }
    const code = codes[row]!; // one for each row
    const weight = weights[row]!; // one for each row
    const judged = outputCount === 1 ? judgePair(own, code) : judgeClasses(own, code);
    loss += weight * judged.loss;
    weightSum += weight;
    right += Number(judged.isRight);
    for (let k = 0; k < outputCount; k++) {
      const slope = weight * (own[k]! - Number(outputCount === 1 ? code === 1 : code === k)); // k < outputs
      if (slope === 0) continue;
      for (let j = 0; j < width; j++) gradient[k * stride + j]! += slope * data[from + j]!; // within both
      gradient[k * stride + width]! += slope; // the intercept comes last
    }
  }
  let squares = 0;
  for (let i = 0; i < parameters.length; i++) {
    if (i % stride === width) continue;
    squares += parameters[i]! ** 2; // i < length
    gradient[i]! += penalty * parameters[i]!; // i < length
  }
  return {
    value: loss + 0.5 * penalty * squares,
    gradient,
    meanLoss: loss / weightSum,
    accuracy: right / rowCount,
    probabilities,
  };
}

/** Turns the logit of the second class into its probability. */
function judgePair(own: Float64Array, code: number): { loss: number; isRight: boolean } {
  const logit = own[0]!; // one output
  own[0] = 1 / (1 + Math.exp(-logit));
  // log(1 + e^z) - y z without overflow.
  const loss = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - code * logit;
  return { loss, isRight: logit > 0 === (code === 1) };
}

/** Turns logits into probabilities. */
function judgeClasses(own: Float64Array, code: number): { loss: number; isRight: boolean } {
  let best = 0;
  for (let k = 1; k < own.length; k++) if (own[k]! > own[best]!) best = k; // k < length
  const largest = own[best]!; // best < length
  const logit = own[code]! - largest; // codes are below the number of classes
  let sum = 0;
  for (let k = 0; k < own.length; k++) sum += own[k] = Math.exp(own[k]! - largest); // k < length
  for (let k = 0; k < own.length; k++) own[k]! /= sum; // k < length
  return { loss: Math.log(sum) - logit, isRight: best === code };
}

/**
 * Second derivatives [parameter][parameter], lower triangle. With several classes the loss does not change when all
 * intercepts grow alike; that direction gets a curvature of its own, and no step ever goes there.
 */
export async function curvatureOf(
  problem: LogisticProblem,
  probabilities: Float64Array,
  breathe: () => Promise<void>,
): Promise<Float64Array[]> {
  const { inputs, weights, outputCount, penalty } = problem;
  const [rowCount = 0, width = 0] = inputs.shape;
  const stride = width + 1;
  const size = outputCount * stride;
  const curvature = Array.from({ length: size }, (_, i) => new Float64Array(i + 1));
  const extended = new Float64Array(stride).fill(1);
  const rowsPerBreath = Math.max(1, Math.floor(breathNumbers / (size * size)));
  for (let row = 0; row < rowCount; row++) {
    if (row % rowsPerBreath === rowsPerBreath - 1) await breathe();
    extended.set(inputs.data.subarray(row * width, (row + 1) * width));
    for (let k = 0; k < outputCount; k++) {
      const p = probabilities[row * outputCount + k]!; // one for each row and output
      for (let l = 0; l <= k; l++) {
        const q = probabilities[row * outputCount + l]!; // one for each row and output
        const factor = weights[row]! * (k === l ? p * (1 - p) : -p * q); // one for each row
        for (let i = 0; i < stride; i++) {
          const scaled = factor * extended[i]!; // i < stride
          if (scaled === 0) continue;
          const line = curvature[k * stride + i]!; // within the matrix
          const end = k === l ? i + 1 : stride;
          for (let j = 0; j < end; j++) line[l * stride + j]! += scaled * extended[j]!; // within the line
        }
      }
    }
  }
  const shared = outputCount > 1 ? 1 : 0;
  for (let k = 0; k < outputCount; k++) {
    for (let j = 0; j < width; j++) curvature[k * stride + j]![k * stride + j]! += penalty; // the diagonal
    for (let l = 0; l <= k; l++) curvature[k * stride + width]![l * stride + width]! += shared; // intercepts
  }
  return curvature;
}
