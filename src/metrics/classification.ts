/** Scores of stated probabilities against class codes. One pass serves the estimate and, with weights, each resample. */
import type { Block } from "../core/block";
import type { ClassificationMetrics } from "../core/metrics";
import { binProbabilities, expectedCalibrationError } from "./calibration";
import type { CalibrationRows } from "./calibration";
import { averagedScores, classCounts, classRates, countConfusion, meanOfDefined, scoreConfusion } from "./confusion";
import { equalWeights } from "./weights";
import { brierLosses, logLosses, weightedMean } from "./probability-loss";
import { rankRows, scoreRanking } from "./ranking";
import type { Ranking } from "./ranking";

/** The single numbers of a classification, in the order in which resamples store them. */
export const classificationScores = [
  "accuracy",
  "balancedAccuracy",
  "precision",
  "recall",
  "specificity",
  "npv",
  "f1",
  "mcc",
  "kappa",
  "rocAuc",
  "averagePrecision",
  "logLoss",
  "brier",
  "expectedCalibrationError",
] as const;
export type ClassificationScore = (typeof classificationScores)[number];

export interface ClassificationInput {
  /** [row], class codes. */
  readonly targets: Float64Array;
  /** [row, class]. */
  readonly probabilities: Block;
  readonly categories: readonly string[];
  /** Counts as found; the second category where null. Ignored with more than two classes. */
  readonly positive: string | null;
  /** Two classes: positive from this probability up; 0.5 where left out. */
  readonly threshold?: number;
}

/** What every resample needs of each row, computed once. */
export interface ClassifiedRows {
  readonly categories: readonly string[];
  /** Class index for two classes, null for more. */
  readonly positive: number | null;
  readonly targets: Uint32Array;
  readonly predicted: Uint32Array;
  /** actual × classes + predicted. */
  readonly cellOfRow: Uint32Array;
  readonly logLosses: Float64Array;
  readonly brierLosses: Float64Array;
  readonly calibration: CalibrationRows;
  /** Per class, against the rest, by its own probability; null where a probability is not a number. */
  readonly rankings: readonly (Ranking | null)[];
}

/** `always` is the class that a baseline says of every row, or of each. Throws a RangeError where shapes or codes do not fit the categories. */
export function classifyRows(input: ClassificationInput, always: number | Uint32Array | null = null): ClassifiedRows {
  const { categories, probabilities } = input;
  const classCount = categories.length;
  const rowCount = input.targets.length;
  if (probabilities.data.length !== rowCount * classCount) {
    const shape = probabilities.shape.join(", ");
    throw new RangeError(`probabilities [${shape}] do not fit ${rowCount} rows of ${classCount} classes`);
  }
  const targets = toCodes(input.targets, classCount);
  const positive = classCount === 2 ? positiveIndex(categories, input.positive) : null;
  const columns = categories.map((_, index) => columnOf(probabilities, index, rowCount, classCount));
  const predicted = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    if (always !== null) predicted[row] = typeof always === "number" ? always : always[row]!; // one for each row
    else if (positive === null) predicted[row] = mostProbable(columns, row);
    else predicted[row] = columns[positive]![row]! >= (input.threshold ?? 0.5) ? positive : 1 - positive;
  }
  const stated = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) stated[row] = columns[positive ?? predicted[row]!]![row]!;
  return {
    categories,
    positive,
    targets,
    predicted,
    cellOfRow: targets.map((actual, row) => actual * classCount + predicted[row]!),
    logLosses: logLosses(targets, probabilities.data, classCount),
    brierLosses: brierLosses(targets, probabilities.data, classCount, positive),
    calibration: binProbabilities(stated, (row) => targets[row] === (positive ?? predicted[row])),
    rankings: columns.map((scores, index) => rankRows(scores, (row) => targets[row] === index)),
  };
}

/** The single numbers, with a weight per row. Two classes: of `positive`; more: macro means, rocAuc and averagePrecision one-vs-rest. */
export function scoreRows(rows: ClassifiedRows, weights: Int32Array): Record<ClassificationScore, number> {
  const confusion = countConfusion(rows.cellOfRow, rows.categories.length, weights);
  const ranked = (rows.positive === null ? rows.rankings : [rows.rankings[rows.positive]!]).map((ranking) =>
    scoreRanking(ranking, weights),
  );
  const decided = scoreConfusion(confusion, rows.positive);
  return {
    accuracy: decided.accuracy,
    balancedAccuracy: decided.balancedAccuracy,
    precision: decided.precision,
    recall: decided.recall,
    specificity: decided.specificity,
    npv: decided.npv,
    f1: decided.f1,
    mcc: decided.mcc,
    kappa: decided.kappa,
    rocAuc: meanOfDefined(ranked.map((scores) => scores.rocAuc)),
    averagePrecision: meanOfDefined(ranked.map((scores) => scores.averagePrecision)),
    logLoss: weightedMean(rows.logLosses, weights),
    brier: weightedMean(rows.brierLosses, weights),
    expectedCalibrationError: expectedCalibrationError(rows.calibration, weights),
  };
}

/** Every score of classified rows. */
export function classificationMetrics(rows: ClassifiedRows): ClassificationMetrics {
  const { categories } = rows;
  const classCount = categories.length;
  const once = equalWeights(rows.targets.length);
  const confusion = countConfusion(rows.cellOfRow, classCount, once);
  return {
    kind: "classification",
    ...scoreRows(rows, once),
    confusion: categories.map((_, actual) => [
      ...confusion.cells.subarray(actual * classCount, (actual + 1) * classCount),
    ]),
    categories,
    positive: rows.positive === null ? null : categories[rows.positive]!,
    perClass: categories.map((category, index) => {
      const counts = classCounts(confusion, index);
      return {
        category,
        support: counts.truePositive + counts.falseNegative,
        ...classRates(counts),
        rocAuc: scoreRanking(rows.rankings[index]!, once).rocAuc,
      };
    }),
    ...averagedScores(confusion),
  };
}

function toCodes(targets: Float64Array, classCount: number): Uint32Array {
  return Uint32Array.from(targets, (code) => {
    if (Number.isInteger(code) && code >= 0 && code < classCount) return code;
    throw new RangeError(`class code ${code} is not one of 0 to ${classCount - 1}`);
  });
}

function positiveIndex(categories: readonly string[], positive: string | null): number {
  if (positive === null) return 1;
  const index = categories.indexOf(positive);
  if (index < 0) throw new RangeError(`“${positive}” is not one of ${categories.join(", ")}`);
  return index;
}

function columnOf(block: Block, index: number, rowCount: number, classCount: number): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => block.data[row * classCount + index]!);
}

/** The first of the most probable classes, as argmax takes it. */
function mostProbable(columns: readonly Float64Array[], row: number): number {
  let best = 0;
  for (let index = 1; index < columns.length; index++) {
    if (columns[index]![row]! > columns[best]![row]!) best = index;
  }
  return best;
}
