import { tf } from "../../../tf";
import { attend } from "../../attention";
import type { AttentionProblem } from "../../attention.fixture";
import { attention64, attentionProblems, maskOf, nameOf, optionsOf, shapesOf } from "../../attention.fixture";
import type { KernelCase } from "./kernel-case.fixture";
import { drawInput } from "./kernel-case.fixture";

function caseOf(problem: AttentionProblem, kernel: string): KernelCase {
  const { q, k, v, outputs } = shapesOf(problem);
  const mask = maskOf(problem);
  return {
    kernel,
    what: nameOf(problem),
    inputs: [{ shape: q }, { shape: k }, { shape: v }],
    operation: (q, k, v) => attend(q, k, v, optionsOf(problem)),
    differentiates: kernel === "AttentionGrad",
    reference: (q, k, v) => {
      const dy = Float64Array.from(drawInput({ shape: outputs }, 200));
      const right = attention64(problem, { q, k, v, mask }, dy);
      return [right.outputs, right.dq, right.dk, right.dv];
    },
  };
}

/** Scores up to a few hundred: a softmax that is nearly all one key, whose largest score grows from block to block. */
const steep: KernelCase = {
  kernel: "Attention",
  what: "large scores over several blocks of keys",
  inputs: [{ shape: [2, 9, 8] }, { shape: [2, 400, 8] }, { shape: [2, 400, 8] }],
  operation: (q, k, v) =>
    attend(tf.mul(q, 20), tf.mul(k, tf.reshape(tf.range(0, 400), [1, 400, 1])), v, { scale: 0.05 }),
  reference: (q, k, v) => {
    const problem = { batch: 2, heads: 1, queries: 9, keys: 400, depth: 8, valueDepth: 8, scale: 0.05 };
    const grown = k.map((value, i) => Math.fround(value * (Math.floor(i / 8) % 400)));
    return [attention64(problem, { q: q.map((value) => Math.fround(value * 20)), k: grown, v, mask: null }).outputs];
  },
  // Scores of several hundred are rounded by 3e-5, and so their powers.
  tolerance: 2e-4,
};

export const attentionCases: readonly KernelCase[] = [
  ...["Attention", "AttentionGrad"].flatMap((kernel) => attentionProblems.map((problem) => caseOf(problem, kernel))),
  steep,
];
