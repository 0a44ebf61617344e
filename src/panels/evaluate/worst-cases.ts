/** Test cases by how wrong the model was about them. */
import type { Cases } from "../../core/run";
import { roundStep } from "../../ui/charts/round-range";

export interface RankedCase {
  /** Data set row number. */
  readonly row: number;
  readonly actual: number;
  readonly predicted: number;
  /** 1 − the probability of the true class, or |predicted − actual|. */
  readonly badness: number;
}

/** Every case, worst first; cases of equal badness stay in row order. */
export function rankCases({ rows, actual, predicted, probabilities, categories }: Cases): readonly RankedCase[] {
  const ranked = Array.from(rows, (row, index): RankedCase => {
    const truth = actual[index] ?? Number.NaN;
    const said = predicted[index] ?? Number.NaN;
    const badness =
      categories.length > 0 ? 1 - (probabilities[index * categories.length + truth] ?? 0) : Math.abs(said - truth);
    return { row, actual: truth, predicted: said, badness };
  });
  return ranked.toSorted((a, b) => b.badness - a.badness || a.row - b.row);
}

/** Equal bins of a round width over the residuals (predicted − actual), about `count` of them, with the rows of each. */
export function binResiduals(
  { rows, actual, predicted }: Cases,
  count: number,
): readonly { readonly from: number; readonly to: number; readonly rows: readonly number[] }[] {
  const residuals = Array.from(rows, (_, index) => (predicted[index] ?? 0) - (actual[index] ?? 0));
  const low = residuals.reduce((a, b) => Math.min(a, b), Infinity);
  const high = residuals.reduce((a, b) => Math.max(a, b), -Infinity);
  const width = roundStep(high - low, count);
  const first = Math.floor(low / width);
  const binCount = Math.floor(high / width) - first + 1;
  const bins = Array.from({ length: binCount }, (_, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width,
    rows: new Array<number>(),
  }));
  residuals.forEach((residual, index) => {
    const bin = bins[Math.floor(residual / width) - first];
    bin?.rows.push(rows[index] ?? 0);
  });
  return bins;
}
