/**
 * The confusion matrix and every score that can be read off it. Cells may hold whole counts or weights, so the same
 * code serves the estimate and each bootstrap resample.
 */
import type { AveragedMetrics } from "../core/metrics";

/** Row-major [actual, predicted]. */
export interface Confusion {
  readonly cells: Float64Array;
  readonly classCount: number;
}

/** One class against the rest. */
export interface ClassCounts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** Scores of the positive class for two classes, macro means for more. */
export interface ConfusionScores extends AveragedMetrics {
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  readonly specificity: number;
  readonly npv: number;
  readonly mcc: number;
  readonly kappa: number;
}

/** Counts rows by cell; `cellOfRow` is actual × classCount + predicted. */
export function countConfusion(cellOfRow: Uint32Array, classCount: number, weights: Int32Array): Confusion {
  const cells = new Float64Array(classCount * classCount);
  for (let row = 0; row < cellOfRow.length; row++) cells[cellOfRow[row]!]! += weights[row]!;
  return { cells, classCount };
}

export function classCounts(confusion: Confusion, index: number): ClassCounts {
  const { cells, classCount } = confusion;
  let actual = 0;
  let predicted = 0;
  let total = 0;
  for (const cell of cells) total += cell;
  for (let other = 0; other < classCount; other++) {
    actual += cells[index * classCount + other]!;
    predicted += cells[other * classCount + index]!;
  }
  const truePositive = cells[index * classCount + index]!;
  return {
    truePositive,
    falsePositive: predicted - truePositive,
    falseNegative: actual - truePositive,
    trueNegative: total - actual - predicted + truePositive,
  };
}

/**
 * Rates of one class. What the rows leave undefined is NaN (recall without such a case, specificity without any other);
 * what only the model leaves undefined is 0, as in scikit-learn (precision of a class that is never predicted).
 */
export function classRates(counts: ClassCounts): AveragedMetrics & { specificity: number; npv: number } {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  if (tp + fp + fn + tn === 0) return { precision: NaN, recall: NaN, f1: NaN, specificity: NaN, npv: NaN };
  return {
    precision: orZero(tp / (tp + fp)),
    recall: tp / (tp + fn),
    f1: orZero((2 * tp) / (2 * tp + fp + fn)),
    specificity: tn / (tn + fp),
    npv: orZero(tn / (tn + fn)),
  };
}

/** Every score of a confusion matrix. `positive` is a class index for two classes, null for macro means. */
export function scoreConfusion(confusion: Confusion, positive: number | null): ConfusionScores {
  const margins = marginsOf(confusion);
  const { classCount } = confusion;
  const rates =
    positive === null
      ? macroRates(Array.from({ length: classCount }, (_, index) => classCounts(confusion, index)))
      : classRates(classCounts(confusion, positive));
  let recallSum = 0;
  let presentCount = 0;
  for (let index = 0; index < classCount; index++) {
    const actual = margins.actual[index]!;
    if (actual === 0) continue;
    recallSum += confusion.cells[index * classCount + index]! / actual;
    presentCount++;
  }
  // Spelled out, not spread: thousands of resamples read these properties.
  return {
    precision: rates.precision,
    recall: rates.recall,
    f1: rates.f1,
    specificity: rates.specificity,
    npv: rates.npv,
    accuracy: margins.correct / margins.total,
    balancedAccuracy: recallSum / presentCount,
    mcc: matthewsCorrelation(margins),
    kappa: cohensKappa(margins),
  };
}

/** Means over classes: by their number of cases, and over all decisions together (equal to accuracy here). */
export function averagedScores(confusion: Confusion): { weighted: AveragedMetrics; micro: AveragedMetrics } {
  const { actual, total, correct } = marginsOf(confusion);
  let precision = 0;
  let recall = 0;
  let f1 = 0;
  for (let index = 0; index < confusion.classCount; index++) {
    const share = actual[index]! / total;
    const rates = classRates(classCounts(confusion, index));
    precision += share * rates.precision;
    recall += share * orZero(rates.recall);
    f1 += share * rates.f1;
  }
  const accuracy = correct / total;
  return { weighted: { precision, recall, f1 }, micro: { precision: accuracy, recall: accuracy, f1: accuracy } };
}

/** Unweighted means over the classes that occur in targets or predictions (scikit-learn's `macro`). */
function macroRates(counts: readonly ClassCounts[]): ReturnType<typeof classRates> {
  const rates = counts
    .filter(({ truePositive, falsePositive, falseNegative }) => truePositive + falsePositive + falseNegative > 0)
    .map(classRates);
  return {
    precision: meanOfDefined(rates.map((rate) => rate.precision)),
    recall: meanOfDefined(rates.map((rate) => orZero(rate.recall))),
    f1: meanOfDefined(rates.map((rate) => rate.f1)),
    specificity: meanOfDefined(rates.map((rate) => rate.specificity)),
    npv: meanOfDefined(rates.map((rate) => rate.npv)),
  };
}

/** Mean of the numbers that are not NaN; NaN where there are none. */
export function meanOfDefined(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

interface Margins {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  readonly correct: number;
  readonly total: number;
}

function marginsOf({ cells, classCount }: Confusion): Margins {
  const actual = new Float64Array(classCount);
  const predicted = new Float64Array(classCount);
  let correct = 0;
  let total = 0;
  for (let row = 0; row < classCount; row++) {
    for (let column = 0; column < classCount; column++) {
      const cell = cells[row * classCount + column]!;
      actual[row]! += cell;
      predicted[column]! += cell;
      total += cell;
      if (row === column) correct += cell;
    }
  }
  return { actual, predicted, correct, total };
}

/** Gorodkin 2004, "Comparing two K-category assignments by a K-category correlation coefficient"; 0 where one side is constant, as in scikit-learn. */
function matthewsCorrelation({ actual, predicted, correct, total }: Margins): number {
  if (total === 0) return NaN;
  let joint = 0;
  let actualSquares = 0;
  let predictedSquares = 0;
  for (let index = 0; index < actual.length; index++) {
    joint += actual[index]! * predicted[index]!;
    actualSquares += actual[index]! ** 2;
    predictedSquares += predicted[index]! ** 2;
  }
  const spread = Math.sqrt((total ** 2 - actualSquares) * (total ** 2 - predictedSquares));
  return spread === 0 ? 0 : (correct * total - joint) / spread;
}

/** Cohen 1960: agreement beyond what the margins alone would give. NaN where all rows are of one class and predicted so. */
function cohensKappa({ actual, predicted, correct, total }: Margins): number {
  let chance = 0;
  for (let index = 0; index < actual.length; index++) chance += (actual[index]! / total) * (predicted[index]! / total);
  return chance === 1 ? NaN : (correct / total - chance) / (1 - chance);
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
