/** Several optimisers as one: each has its share of the weights, in their order, and of the learning rate. */
import { TensorScope } from "../scope";
import type { tf } from "../tf";
import { clippedGradients } from "./clip-gradients";
import type { Optimizer } from "./optimizer";

export interface JoinedPart {
  readonly optimizer: Optimizer;
  /** How many of the weights it has. */
  readonly count: number;
  /** Share of the learning rate. */
  readonly rate: number;
}

/**
 * All of them are of one kind and step together, so that the running numbers that they save under the same names are the same.
 * The norm of `clipNorm` is that of all gradients together, not of each part; weights that stand still, at a rate of 0, have none.
 */
export function joinOptimizers(parts: readonly JoinedPart[], clipNorm: number): Optimizer {
  const scope = new TensorScope();

  function clipped(gradients: readonly tf.Tensor[]): readonly tf.Tensor[] {
    if (clipNorm === 0) return gradients;
    const moves = parts.flatMap(({ count, rate }) => Array.from({ length: count }, () => rate !== 0));
    const moving = clippedGradients(
      gradients.filter((_, i) => moves[i]),
      clipNorm,
      (value) => scope.constant(value),
    );
    let used = 0;
    return gradients.map((gradient, i) => (moves[i] ? moving[used++]! : gradient)); // one for each that moves
  }

  return {
    variables: parts.flatMap(({ optimizer }) => optimizer.variables),
    apply(given) {
      const gradients = clipped(given);
      let used = 0;
      for (const { optimizer, count } of parts) optimizer.apply(gradients.slice(used, (used += count)));
    },
    setLearningRate(value) {
      for (const { optimizer, rate } of parts) optimizer.setLearningRate(rate * value);
    },
    async save() {
      const saved = await Promise.all(parts.map(({ optimizer }) => optimizer.save()));
      return Object.assign({}, ...saved) as (typeof saved)[number]; // each is of this type
    },
    load(blocks) {
      for (const { optimizer } of parts) optimizer.load(blocks);
    },
    dispose() {
      for (const { optimizer } of parts) optimizer.dispose();
      scope.dispose();
    },
  };
}
