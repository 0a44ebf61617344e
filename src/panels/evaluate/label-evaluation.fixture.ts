/** Several labels judged, for the tests of panels: made-up cases of which the labels hold in falling shares. */
import { createBlock } from "../../core/block";
import type { Evaluation } from "../../core/evaluation";
import { createRandom } from "../../core/random";
import type { Cases } from "../../core/run";
import { evaluateLabels } from "../../metrics/evaluate-labels";

/** Rows 100, 101, …; probabilities lean to the truth; a function of its seed. */
export function labelledCases(labels: readonly string[], rowCount: number, seed = 1): Cases {
  const random = createRandom(seed);
  const actual = Float64Array.from({ length: rowCount * labels.length }, (_, at) =>
    Number(random.next() < 0.45 / (1 + (at % labels.length) / 3)),
  );
  const probabilities = actual.map((holds) => Math.min(1, Math.max(0, 0.25 + 0.4 * holds + 0.2 * random.normal())));
  return {
    rows: Uint32Array.from({ length: rowCount }, (_, at) => 100 + at),
    actual,
    predicted: probabilities.map((probability) => Number(probability >= 0.5)),
    probabilities,
    categories: labels,
  };
}

export function labelEvaluation(labels: readonly string[], rowCount: number, seed = 1): Evaluation {
  const { actual, probabilities } = labelledCases(labels, rowCount, seed);
  return evaluateLabels({
    labels,
    targets: actual,
    probabilities: createBlock(probabilities, [rowCount, labels.length]),
    trainTargets: labelledCases(labels, 3 * rowCount, seed + 1).actual,
    groups: null,
    unit: "rows",
    units: null,
    seed,
  });
}
