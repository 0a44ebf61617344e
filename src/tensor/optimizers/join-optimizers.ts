/** Several optimisers as one: each has its share of the weights, in their order, and of the learning rate. */
import type { Optimizer } from "./optimizer";

export interface JoinedPart {
  readonly optimizer: Optimizer;
  /** How many of the weights it has. */
  readonly count: number;
  /** Share of the learning rate. */
  readonly rate: number;
}

/** All of them are of one kind and step together, so that the running numbers that they save under the same names are the same. */
export function joinOptimizers(parts: readonly JoinedPart[]): Optimizer {
  return {
    variables: parts.flatMap(({ optimizer }) => optimizer.variables),
    apply(gradients) {
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
    },
  };
}
