/** Skip-gram with negative sampling (Mikolov et al. 2013, "Distributed representations of words and phrases"), one pair a step. */
import type { Random } from "../../core/random";

type Weights = Float32Array | Float64Array;

/** Both sets of vectors, [word, size]. */
export interface Vectors {
  readonly input: Weights;
  readonly output: Weights;
}

/** As word2vec begins: small vectors at random, and neighbours' ones of zeros. */
export function startVectors(wordCount: number, size: number, random: Random) {
  const input = Float32Array.from({ length: wordCount * size }, () => (random.next() - 0.5) / size);
  return { input, output: new Float32Array(wordCount * size) };
}

/** Steps down the gradient of −log σ(u₀·v) − Σ log σ(−uₖ·v) for the vector v of a word and the vectors u of its neighbour and of words by chance. */
export interface PairLearner {
  /** The neighbour first, then words by chance; one that is the neighbour itself is passed over. */
  readonly others: Int32Array;
  /** One step on `others`; the loss before it. */
  learn(centre: number, rate: number): number;
}

export function createPairLearner({ input, output }: Vectors, size: number, negatives: number): PairLearner {
  const others = new Int32Array(1 + negatives);
  const slope = new Float64Array(size);
  return {
    others,
    learn(centre, rate) {
      const from = centre * size;
      const neighbour = others[0]!; // there is always one
      let loss = 0;
      slope.fill(0);
      for (let k = 0; k <= negatives; k++) {
        const other = others[k]!; // one more than the negatives
        if (k > 0 && other === neighbour) continue;
        const at = other * size;
        let logit = 0;
        for (let i = 0; i < size; i++) logit += input[from + i]! * output[at + i]!; // [word, size]
        const chance = 1 / (1 + Math.exp(-logit));
        const error = k === 0 ? chance - 1 : chance;
        loss += k === 0 ? softplusOf(-logit) : softplusOf(logit);
        for (let i = 0; i < size; i++) {
          slope[i]! += error * output[at + i]!; // [word, size]
          output[at + i]! -= rate * error * input[from + i]!; // as above
        }
      }
      for (let i = 0; i < size; i++) input[from + i]! -= rate * slope[i]!; // as above
      return loss;
    },
  };
}

/** log(1 + exp(x)); x itself where the exponential would be infinite. */
function softplusOf(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}
