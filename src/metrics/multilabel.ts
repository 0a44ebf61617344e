/** Scores of several labels at once: each label is two classes by itself, and the means are plain ones over labels. */
import { createBlock, type Block } from "../core/block";
import type { MultilabelMetrics } from "../core/metrics";
import { scoreRows } from "./classification";
import type { ClassificationScore, ClassifiedRows } from "./classification";
import { meanOfDefined } from "./confusion";
import { weightedMean } from "./probability-loss";
import { equalWeights } from "./weights";

/** The single numbers of several labels. */
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
  /** [row], labels that are said and hold. */
  readonly hits: Float64Array;
  /** [row], labels that are wrong. */
  readonly wrong: Float64Array;
  /** [row], 1 where none is. */
  readonly exact: Float64Array;
}

/** A label as two classes; the other one has a name that no label has. Throws a RangeError where shapes do not fit the labels. */
export function asTwoClasses({ targets, probabilities, labels }: LabelInput, index: number) {
  const [width, label = ""] = [labels.length, labels[index]];
  const rowCount = targets.length / width;
  if (probabilities.shape[1] !== width || probabilities.data.length !== targets.length) {
    const shape = probabilities.shape.join(", ");
    throw new RangeError(`probabilities [${shape}] do not fit ${targets.length} targets of ${width} labels`);
  }
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

/** Puts together what was worked out label by label. */
export function labelRows(labels: readonly string[], byLabel: readonly ClassifiedRows[]): LabelledRows {
  const rowCount = byLabel[0]?.targets.length ?? 0;
  const [hits, wrong] = [new Float64Array(rowCount), new Float64Array(rowCount)];
  for (const { targets, predicted } of byLabel) {
    for (let row = 0; row < rowCount; row++) {
      if (targets[row] !== predicted[row]) wrong[row]!++; // row < length
      else if (targets[row] === 1) hits[row]!++; // row < length
    }
  }
  return { labels, byLabel, hits, wrong, exact: wrong.map((count) => Number(count === 0)) };
}

/**
 * From the scores of each label with the same weights. As scikit-learn's macro means, its micro F1, its subset accuracy and 1 − its
 * Hamming loss; but what the rows do not define for a label is left out of the mean instead of counting 0: recall, ROC AUC and
 * average precision without a case, precision and F1 of a label that neither occurs nor is predicted. The log loss is the mean
 * binary cross-entropy.
 */
export function scoreLabels(
  { hits, wrong, exact }: LabelledRows,
  byLabel: readonly Readonly<Record<ClassificationScore, number>>[],
  weights: Int32Array,
): Record<LabelScore, number> {
  const mean = (name: ClassificationScore) => meanOfDefined(byLabel.map((scores) => scores[name]));
  const occurring = byLabel.filter(({ recall, specificity }) => !Number.isNaN(recall) || specificity !== 1);
  const meanOfOccurring = (name: ClassificationScore) => meanOfDefined(occurring.map((scores) => scores[name]));
  const found = 2 * weightedMean(hits, weights);
  return {
    accuracy: mean("accuracy"),
    exactMatch: weightedMean(exact, weights),
    precision: meanOfOccurring("precision"),
    recall: mean("recall"),
    f1: meanOfOccurring("f1"),
    microF1: found / (found + weightedMean(wrong, weights)),
    rocAuc: mean("rocAuc"),
    averagePrecision: mean("averagePrecision"),
    logLoss: mean("logLoss"),
  };
}

/** Every score of labelled rows. */
export function labelMetrics(rows: LabelledRows): MultilabelMetrics {
  const once = equalWeights(rows.exact.length);
  const byLabel = rows.byLabel.map((label) => scoreRows(label, once));
  return { kind: "multilabel", ...scoreLabels(rows, byLabel, once), labels: rows.labels };
}
