/** Attention in 64 bits, as its formula has it, with its gradients, and problems to try it on. */
import { tf } from "../tf";
import type { AttentionOptions } from "./attention";
import { scramble } from "./cpu/seeded-mask";

export interface AttentionProblem {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  readonly depth: number;
  readonly valueDepth: number;
  readonly isCausal?: boolean;
  /** Whether some keys are missing: those that `maskAt` says. */
  readonly isMasked?: boolean;
  readonly dropout?: { readonly rate: number; readonly seed: number; readonly step: number };
  readonly scale?: number;
}

/** Row-major, as `attend` takes them. */
export interface AttentionArrays {
  readonly q: Float64Array;
  readonly k: Float64Array;
  readonly v: Float64Array;
  /** [batch, key] */
  readonly mask: Float64Array | null;
}

/** Outputs, weights [batch, head, query, key], and the gradients of Σ dy × output. */
export function attention64(problem: AttentionProblem, { q, k, v, mask }: AttentionArrays, dy?: Float64Array) {
  const { batch, heads, queries, keys, depth, valueDepth, isCausal = false, dropout } = problem;
  const scale = problem.scale ?? 1 / Math.sqrt(depth);
  const outputs = new Float64Array(batch * queries * heads * valueDepth);
  const weights = new Float64Array(batch * heads * queries * keys);
  const [dq, dk, dv] = [new Float64Array(q.length), new Float64Array(k.length), new Float64Array(v.length)];
  for (let n = 0; n < batch; n++)
    for (let h = 0; h < heads; h++)
      for (let i = 0; i < queries; i++) {
        const [fromQ, fromO] = [((n * queries + i) * heads + h) * depth, ((n * queries + i) * heads + h) * valueDepth];
        const fromK = (j: number) => ((n * keys + j) * heads + h) * depth;
        const fromV = (j: number) => ((n * keys + j) * heads + h) * valueDepth;
        const row = ((n * heads + h) * queries + i) * keys;
        const isSeen = (j: number) => (!mask || mask[n * keys + j] !== 0) && (!isCausal || j <= i);
        const scores = Array.from({ length: keys }, (_, j) =>
          isSeen(j) ? scale * dot(q, fromQ, k, fromK(j), depth) : -Infinity,
        );
        const largest = Math.max(...scores);
        const powers = scores.map((score) => (score === -Infinity ? 0 : Math.exp(score - largest)));
        const sum = powers.reduce((a, b) => a + b, 0);
        const kept = powers.map((_, j) => (dropout ? dropAt(row + j, dropout) : 1));
        powers.forEach((power, j) => {
          const weight = sum === 0 ? 0 : power / sum;
          weights[row + j] = weight;
          for (let c = 0; c < valueDepth; c++) outputs[fromO + c]! += weight * kept[j]! * v[fromV(j) + c]!; // within
        });
        if (!dy) continue;
        const dWeights = powers.map((_, j) => kept[j]! * dot(dy, fromO, v, fromV(j), valueDepth)); // one for each key
        const mean = dWeights.reduce((total, slope, j) => total + slope * weights[row + j]!, 0); // as above
        dWeights.forEach((slope, j) => {
          const weight = weights[row + j]!; // as above
          const dScore = scale * weight * (slope - mean);
          for (let c = 0; c < depth; c++) {
            dq[fromQ + c]! += dScore * k[fromK(j) + c]!; // within
            dk[fromK(j) + c]! += dScore * q[fromQ + c]!; // within
          }
          for (let c = 0; c < valueDepth; c++) dv[fromV(j) + c]! += weight * kept[j]! * dy[fromO + c]!; // within
        });
      }
  return { outputs, weights, dq, dk, dv };
}

function dot(a: Float64Array, fromA: number, b: Float64Array, fromB: number, count: number): number {
  let sum = 0;
  for (let c = 0; c < count; c++) sum += a[fromA + c]! * b[fromB + c]!; // within both
  return sum;
}

function dropAt(element: number, { rate, seed, step }: NonNullable<AttentionProblem["dropout"]>): number {
  const salt = scramble(step + scramble(seed));
  return (scramble(element + salt) >>> 8) / 2 ** 24 < Math.fround(rate) ? 0 : 1 / (1 - rate);
}

/** One step, one head, one case; odd sizes; keys of another length; several blocks of keys and queries; heads that are cut for the threads. */
export const attentionProblems: readonly AttentionProblem[] = [
  { batch: 1, heads: 1, queries: 1, keys: 1, depth: 1, valueDepth: 1 },
  { batch: 2, heads: 1, queries: 5, keys: 5, depth: 4, valueDepth: 4 },
  { batch: 3, heads: 2, queries: 7, keys: 7, depth: 3, valueDepth: 5 },
  { batch: 1, heads: 3, queries: 4, keys: 9, depth: 8, valueDepth: 8 },
  { batch: 2, heads: 4, queries: 13, keys: 6, depth: 16, valueDepth: 9 },
  { batch: 1, heads: 1, queries: 1, keys: 33, depth: 5, valueDepth: 12 },
  { batch: 17, heads: 1, queries: 6, keys: 8, depth: 7, valueDepth: 1 },
  { batch: 1, heads: 1, queries: 131, keys: 300, depth: 6, valueDepth: 10 },
  { batch: 8, heads: 2, queries: 200, keys: 5, depth: 2, valueDepth: 3 },
  { batch: 8, heads: 2, queries: 7, keys: 137, depth: 3, valueDepth: 2 },
  { batch: 1, heads: 2, queries: 50, keys: 50, depth: 32, valueDepth: 32 },
].flatMap((problem): readonly AttentionProblem[] => [
  problem,
  { ...problem, isCausal: true },
  { ...problem, isMasked: true },
  { ...problem, isMasked: true, isCausal: true, dropout: { rate: 0.25, seed: 7, step: 3 } },
]);

export function nameOf(problem: AttentionProblem): string {
  const { batch, heads, queries, keys, depth, valueDepth, isCausal, isMasked, dropout } = problem;
  const words = [isCausal && "causal", isMasked && "masked", dropout && "dropout"].filter(Boolean);
  return [`${batch} × ${heads} heads, ${queries} by ${keys}, ${depth} and ${valueDepth} wide`, ...words].join(", ");
}

/** Whether a key is there: the first cases miss all of them, the first one, and ever more at the end. */
function maskAt(item: number, key: number, keys: number): number {
  if (item === 0) return keys > 1 && key !== 1 ? 0 : 1;
  if (item === 1) return 0;
  return key === 0 || key > keys - item ? 0 : 1;
}

export function maskOf({ batch, keys, isMasked = false }: AttentionProblem): Float64Array | null {
  if (!isMasked) return null;
  return Float64Array.from({ length: batch * keys }, (_, i) => maskAt(Math.floor(i / keys), i % keys, keys));
}

export function shapesOf({ batch, heads, queries, keys, depth, valueDepth }: AttentionProblem) {
  return {
    q: [batch, queries, heads * depth],
    k: [batch, keys, heads * depth],
    v: [batch, keys, heads * valueDepth],
    outputs: [batch, queries, heads * valueDepth],
  };
}

/** As `attend` takes them. */
export function optionsOf(problem: AttentionProblem): AttentionOptions {
  const { heads, isCausal = false, scale, dropout, batch, keys } = problem;
  const mask = maskOf(problem);
  return {
    ...{ heads, isCausal, ...(scale !== undefined && { scale }) },
    mask: mask && tf.tensor(Float32Array.from(mask), [batch, keys]),
    dropout: dropout ? { ...dropout, step: tf.scalar(dropout.step) } : null,
  };
}
