/** Scores of several labels at once: each label is two classes by itself, and the means are plain ones over labels. */
import { createBlock, type Block } from "../core/block";
import type { MultilabelMetrics } from "../core/metrics";
import { classifyRows } from "./classification";
import type { ClassifiedRows } from "./classification";
import { classCounts, classRates, countConfusion, meanOfDefined } from "./confusion";
import { weightedMean } from "./probability-loss";
import { scoreRanking } from "./ranking";
import { equalWeights } from "./weights";

/** The single numbers of several labels, in the order in which resamples store them. */
export const labelScores = [
  "accuracy",
  "exactMatch",
  "precision",
  "recall",
  "f1",
  "microF1",
  "rocAuc",
  "averagePrecision",
  "logLoss",
] as const;
export type LabelScore = (typeof labelScores)[number];

export interface LabelInput {
  /** [row, label], 1 where it holds. */
  readonly targets: Float64Array;
  /** [row, label]. */
  readonly probabilities: Block;
  readonly labels: readonly string[];
}

/** What every resample needs of each row, computed once. */
export interface LabelledRows {
  readonly labels: readonly string[];
  /** Each label as two classes, 0 without and 1 with it. */
  readonly byLabel: readonly ClassifiedRows[];
  /** [row], 1 where every label is right. */
  readonly exact: Float64Array;
}

/** A label as two classes; the other one has a name that no label has. */
export function asTwoClasses({ targets, probabilities, labels }: LabelInput, index: number) {
  const [width, label = ""] = [labels.length, labels[index]];
  const rowCount = targets.length / width;
  const pairs = new Float64Array(2 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    const probability = probabilities.data[row * width + index]!; // in the block
    pairs[2 * row] = 1 - probability;
    pairs[2 * row + 1] = probability;
  }
  return {
    targets: labelColumn(targets, width, index),
    probabilities: createBlock(pairs, [rowCount, 2]),
    categories: [label === "no" ? "–" : "no", label],
    positive: label,
  };
}

/** One label of [row, label]. */
export function labelColumn(values: Float64Array, width: number, index: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: values.length / width }, (_, row) => values[row * width + index]!); // in the array
}

/** `always` is what a baseline says of every row, 1 where it says the label. Throws a RangeError where shapes do not fit the labels. */
export function labelRows(input: LabelInput, always: readonly number[] | null = null): LabelledRows {
  const { labels, targets, probabilities } = input;
  const rowCount = targets.length / labels.length;
  const [, width] = probabilities.shape;
  if (width !== labels.length || probabilities.data.length !== targets.length) {
    const shape = probabilities.shape.join(", ");
    throw new RangeError(`probabilities [${shape}] do not fit ${targets.length} targets of ${labels.length} labels`);
  }
  const byLabel = labels.map((_, index) => classifyRows(asTwoClasses(input, index), always?.[index] ?? null));
  const exact = Float64Array.from({ length: rowCount }, (_, row) =>
    Number(byLabel.every(({ targets, predicted }) => targets[row] === predicted[row])),
  );
  return { labels, byLabel, exact };
}

/**
 * As scikit-learn's macro means, its micro F1, its subset accuracy and 1 − its Hamming loss; but what the rows do not define for a
 * label is left out of the mean instead of counting 0: recall, ROC AUC and average precision without a case, precision and F1 of a
 * label that neither occurs nor is predicted. The log loss is the mean binary cross-entropy.
 */
export function scoreLabels({ byLabel, exact }: LabelledRows, weights: Int32Array): Record<LabelScore, number> {
  let [hits, wrong, total] = [0, 0, 0];
  const rates = byLabel.map((rows) => {
    const confusion = countConfusion(rows.cellOfRow, 2, weights);
    const counts = classCounts(confusion, 1);
    const { truePositive, falsePositive, falseNegative, trueNegative } = counts;
    hits += truePositive;
    wrong += falsePositive + falseNegative;
    total += truePositive + falsePositive + falseNegative + trueNegative;
    const { precision, recall, f1 } = classRates(counts);
    const occurs = truePositive + falsePositive + falseNegative > 0;
    return { precision: occurs ? precision : NaN, recall, f1: occurs ? f1 : NaN };
  });
  const ranked = byLabel.map((rows) => scoreRanking(rows.rankings[1]!, weights)); // the label itself
  return {
    accuracy: 1 - wrong / total,
    exactMatch: weightedMean(exact, weights),
    precision: meanOfDefined(rates.map(({ precision }) => precision)),
    recall: meanOfDefined(rates.map(({ recall }) => recall)),
    f1: meanOfDefined(rates.map(({ f1 }) => f1)),
    microF1: (2 * hits) / (2 * hits + wrong),
    rocAuc: meanOfDefined(ranked.map(({ rocAuc }) => rocAuc)),
    averagePrecision: meanOfDefined(ranked.map(({ averagePrecision }) => averagePrecision)),
    logLoss: meanOfDefined(byLabel.map((rows) => weightedMean(rows.logLosses, weights))),
  };
}

/** Every score of labelled rows. */
export function labelMetrics(rows: LabelledRows): MultilabelMetrics {
  return { kind: "multilabel", ...scoreLabels(rows, equalWeights(rows.exact.length)), labels: rows.labels };
}
