/** Vectors of words have no cases: they are judged on pairs of neighbours that are drawn from the texts. */
import type { Cases, Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { WordWeights } from "../../core/word-vectors";
import { evaluateNeighbours } from "../../metrics/evaluate-neighbours";
import type { Prepared } from "../../preprocessing/build-samples";
import type { StoredModel } from "../../storage/storage";

export interface JudgedWords {
  readonly evaluation: NonNullable<Run["evaluation"]>;
  readonly cases: StoredModel["cases"];
}

export function judgeWords(
  weights: WordWeights,
  { validation, test }: Pick<Prepared, "validation" | "test">,
  seed: number,
): JudgedWords {
  const judge = ({ inputs, rows: texts }: Samples) => evaluateNeighbours({ weights, inputs, texts, seed });
  return {
    evaluation: { test: judge(test), validation: validation && judge(validation) },
    cases: { test: noCases(), validation: validation && noCases() },
  };
}

function noCases(): Cases {
  const none = () => new Float64Array(0);
  return { rows: new Uint32Array(0), actual: none(), predicted: none(), probabilities: none(), categories: [] };
}
