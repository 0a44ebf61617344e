/** One honest evaluation: the model's scores and its baseline's on the same rows, each with its interval. */
import type { Block } from "../core/block";
import type { Evaluation } from "../core/evaluation";
import { unitsOf } from "./bootstrap";
import type { Units } from "./bootstrap";
import { classificationMetrics, classifyRows } from "./classification";
import type { ClassificationInput, ClassifiedRows } from "./classification";
import { classificationIntervals, regressionIntervals } from "./intervals";
import type { Intervals } from "./intervals";
import { meanOf, regressionMetrics, regressRows } from "./regression";
import { rocCurve, thinCurve } from "./roc-curve";

/** Points of a curve that a chart can draw and a person can tell apart. */
const curvePoints = 1000;

export interface EvaluationFrame {
  /** [row], the targets that the model learned from: all that the baseline knows. */
  readonly trainTargets: Float64Array;
  /** [row], code of the unit that a row belongs to, −1 for none; null where each row stands alone. */
  readonly groups: Int32Array | null;
  /** What n counts: "rows", or the name of the grouping column. */
  readonly unit: string;
  readonly seed: number;
}

/**
 * Scores class probabilities against class codes. The baseline always says the most frequent class of the training
 * targets (the first of equals), with the training frequencies as its probabilities. RangeError where shapes disagree.
 */
export function evaluateClassification(input: ClassificationInput & EvaluationFrame): Evaluation {
  const units = unitsOf(input.targets.length, input.groups);
  const rivals = classifyRivals(input);
  const models = [rivals.model, rivals.baseline];
  return tellClassification(input, rivals, units, classificationIntervals(models, units, input.seed));
}

/** A model's rows and its baseline's. */
export interface ClassifiedRivals {
  readonly model: ClassifiedRows;
  readonly baseline: ClassifiedRows;
  readonly mostFrequent: number;
}

export function classifyRivals(input: ClassificationInput & Pick<EvaluationFrame, "trainTargets">): ClassifiedRivals {
  const frequencies = frequenciesOf(input.trainTargets, input.categories.length);
  const mostFrequent = frequencies.indexOf(Math.max(...frequencies));
  const probabilities = repeated(frequencies, input.targets.length);
  return {
    model: classifyRows(input),
    baseline: classifyRows({ ...input, probabilities }, mostFrequent),
    mostFrequent,
  };
}

/** An evaluation from what was worked out of its rows; the intervals are the model's and the baseline's. */
export function tellClassification(
  input: ClassificationInput & Pick<EvaluationFrame, "unit">,
  { model, baseline, mostFrequent }: ClassifiedRivals,
  units: Units,
  [intervals = {}, baselineIntervals = {}]: readonly Intervals[],
): Evaluation {
  return {
    metrics: classificationMetrics(model),
    baseline: classificationMetrics(baseline),
    baselineRule: { kind: "most-frequent", category: input.categories[mostFrequent]! }, // a class
    n: units.count,
    rowCount: input.targets.length,
    unit: input.unit,
    intervals,
    baselineIntervals,
    ...rocOf(input, model),
  };
}

/** Scores predicted numbers. The baseline always says the mean of the training targets. RangeError where shapes disagree. */
export function evaluateRegression(
  input: EvaluationFrame & { readonly targets: Float64Array; readonly predictions: Float64Array },
): Evaluation {
  const units = unitsOf(input.targets.length, input.groups);
  const mean = meanOf(input.trainTargets);
  const model = regressRows(input.targets, input.predictions);
  const baseline = regressRows(input.targets, new Float64Array(input.targets.length).fill(mean));
  const [intervals = {}, baselineIntervals = {}] = regressionIntervals([model, baseline], units, input.seed);
  return {
    metrics: regressionMetrics(model),
    baseline: regressionMetrics(baseline),
    baselineRule: { kind: "mean", value: mean },
    n: units.count,
    rowCount: input.targets.length,
    unit: input.unit,
    intervals,
    baselineIntervals,
  };
}

function rocOf(
  { probabilities, categories }: ClassificationInput,
  { positive, targets, rankings }: ReturnType<typeof classifyRows>,
): Pick<Evaluation, "roc"> {
  const ranking = positive === null ? null : rankings[positive];
  const positives = targets.filter((code) => code === positive).length;
  if (positive === null || !ranking || positives === 0 || positives === targets.length) return {};
  const scores = Float64Array.from(targets, (_, row) => probabilities.data[row * categories.length + positive]!);
  return { roc: thinCurve(rocCurve(ranking, scores), curvePoints) };
}

/** Share of each class among the codes. */
function frequenciesOf(targets: Float64Array, classCount: number): readonly number[] {
  if (targets.length === 0) throw new RangeError("a baseline needs training targets; there are none");
  const counts = Array.from({ length: classCount }, () => 0);
  for (const code of targets) counts[code]!++;
  return counts.map((count) => count / targets.length);
}

function repeated(row: readonly number[], times: number): Block {
  const data = new Float64Array(row.length * times);
  for (let i = 0; i < data.length; i++) data[i] = row[i % row.length]!;
  return { data, shape: [times, row.length] };
}
