/** In which order the cases of a classification are looked at. */
import type { Cases } from "../../core/run";

export type CaseOrder = "worst" | "unsure" | "right";
export const caseOrders: readonly CaseOrder[] = ["worst", "unsure", "right"];

export interface OrderedCase {
  /** Data set row number. */
  readonly row: number;
  /** Class codes. */
  readonly actual: number;
  readonly predicted: number;
  /** Probability of the predicted class. */
  readonly confidence: number;
}

/**
 * worst: the lowest probability of the true class first. unsure: the smallest lead of the likeliest class over the next first.
 * right: only those it was right about, the surest first. Equal ones stay in row order.
 */
export function orderCases(cases: Cases, order: CaseOrder): readonly OrderedCase[] {
  const ranked = Array.from(cases.rows, (row, place) => rankCase(cases, row, place, order));
  return ranked
    .filter(({ actual, predicted }) => order !== "right" || actual === predicted)
    .toSorted((a, b) => a.rank - b.rank || a.row - b.row)
    .map(({ rank: _, ...ordered }) => ordered);
}

function rankCase(cases: Cases, row: number, place: number, order: CaseOrder): OrderedCase & { readonly rank: number } {
  const width = cases.categories.length;
  const probabilities = cases.probabilities.subarray(place * width, (place + 1) * width);
  const actual = cases.actual[place] ?? -1;
  const predicted = cases.predicted[place] ?? -1;
  const ofTruth = probabilities[actual] ?? 0;
  return {
    row,
    actual,
    predicted,
    confidence: probabilities[predicted] ?? Number.NaN,
    rank: order === "unsure" ? lead(probabilities) : order === "right" ? -ofTruth : ofTruth,
  };
}

function lead(probabilities: Float64Array): number {
  const [first = 0, second = 0] = probabilities.toSorted((a, b) => b - a);
  return first - second;
}
