/** One honest evaluation of classes or numbers over windows: the model beside saying what it is now, and beside what is commonest. */
import type { Evaluation, Interval, WindowRival, WindowRule } from "../core/evaluation";
import { isOfTime, methodOf, unitsOf, type Units } from "./bootstrap";
import { classificationMetrics, classifyRows, type ClassificationInput, type ClassifiedRows } from "./classification";
import { classifyRivals, evaluateClassification, evaluateRegression, tellClassification } from "./evaluate";
import type { EvaluationFrame } from "./evaluate";
import { classificationIntervals, regressionIntervals, type Intervals } from "./intervals";
import { leadInterval } from "./lead-interval";
import { meanOf, regressionMetrics, regressRows } from "./regression";

/** What windows are in the middle of. */
export interface KnownNow {
  /** [window], class code or value of the last row looked back at; NaN where it is unknown, which counts as the commonest. */
  readonly values: Float64Array;
  /** [class now][class of the answer], as in `WindowMemory`; left out of numbers. */
  readonly follows?: readonly (readonly number[])[];
}

export interface WindowFrame extends EvaluationFrame {
  /** null where the answer is that of now. */
  readonly now: KnownNow | null;
}

/** Of the training windows, how often each class came after each: what is never seen now is followed by what is commonest. */
export function learnFollows(
  now: Float64Array,
  answers: Float64Array,
  classCount: number,
): readonly (readonly number[])[] {
  const counts = Array.from({ length: classCount }, () => Array.from({ length: classCount }, () => 0));
  const all = Array.from({ length: classCount }, () => 0);
  answers.forEach((answer, window) => {
    all[answer]!++; // a class
    const row = counts[now[window]!]; // aligned; NaN is no class
    if (row) row[answer]!++; // a class
  });
  return counts.map((row) => sharesOf(row.some((count) => count > 0) ? row : all));
}

function sharesOf(counts: readonly number[]): readonly number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => count / sum);
}

/** The baseline is the rule with the better accuracy, of equals saying what it is now. Intervals are by blocks of time, or by groups where the split is by group. */
export function evaluateWindowClasses(input: ClassificationInput & WindowFrame): Evaluation {
  const { now, targets, categories, seed } = input;
  const units = unitsOf(targets.length, input.groups);
  if (!now) return told(input, evaluateClassification(input), units);
  const { model, baseline: usual, mostFrequent } = classifyRivals(input);
  const codes = Uint32Array.from(now.values, (code) => (Number.isNaN(code) ? mostFrequent : code));
  const probabilities = new Float64Array(targets.length * categories.length);
  codes.forEach((code, window) => {
    probabilities.set(now.follows?.[code] ?? [], window * categories.length);
  });
  const shape = [targets.length, categories.length];
  const asNow = classifyRows({ ...input, probabilities: { data: probabilities, shape } }, codes);
  const rivals: readonly (readonly [WindowRule, ClassifiedRows])[] = [
    ["as-now", asNow],
    ["usual", usual],
  ];
  const isRight = ({ predicted }: ClassifiedRows, window: number) => Number(predicted[window] === targets[window]);
  const judged = rivals.map(([rule, rows]): WindowRival => {
    const gains = Float64Array.from(targets, (_, window) => isRight(model, window) - isRight(rows, window));
    return { rule, metrics: classificationMetrics(rows), ...leadOf(gains, units, input) };
  });
  const accuracyOf = (rows: ClassifiedRows) => targets.reduce((sum, _, window) => sum + isRight(rows, window), 0);
  const isNow = accuracyOf(asNow) >= accuracyOf(usual);
  const baseline = isNow ? asNow : usual;
  const intervals = classificationIntervals([model, baseline], units, seed);
  const evaluation = tellClassification(input, { model, baseline, mostFrequent }, units, intervals);
  return told(
    input,
    { ...evaluation, ...(isNow ? { baselineRule: { kind: "as-now" } } : {}), windowRivals: judged },
    units,
  );
}

/** The same of numbers, by the mean absolute error. */
export function evaluateWindowValues(input: WindowFrame & RegressionValues): Evaluation {
  const { now, targets, trainTargets, seed } = input;
  const units = unitsOf(targets.length, input.groups);
  const evaluation = evaluateRegression(input);
  if (!now) return told(input, evaluation, units);
  const mean = meanOf(trainTargets);
  const saidNow = Float64Array.from(now.values, (value) => (Number.isNaN(value) ? mean : value));
  const model = regressRows(targets, input.predictions);
  const asNow = regressRows(targets, saidNow);
  const usual = regressRows(targets, new Float64Array(targets.length).fill(mean));
  const judged = (
    [
      ["as-now", asNow],
      ["usual", usual],
    ] as const
  ).map(([rule, rows]): WindowRival => {
    const gains = rows.error.map((error, window) => Math.abs(error) - Math.abs(model.error[window]!)); // the same windows
    return { rule, metrics: regressionMetrics(rows), ...leadOf(gains, units, input) };
  });
  const [maeOfNow, maeOfMean] = [regressionMetrics(asNow).mae, regressionMetrics(usual).mae];
  if (maeOfNow > maeOfMean) return told(input, { ...evaluation, windowRivals: judged }, units);
  const [intervals = {}, baselineIntervals = {}] = regressionIntervals([model, asNow], units, seed);
  return told(
    input,
    {
      ...evaluation,
      ...{ intervals, baselineIntervals, windowRivals: judged },
      baseline: regressionMetrics(asNow),
      baselineRule: { kind: "as-now" },
    },
    units,
  );
}

export interface RegressionValues {
  readonly targets: Float64Array;
  readonly predictions: Float64Array;
}

function leadOf(gains: Float64Array, units: Units, { unit, seed }: WindowFrame): Pick<WindowRival, "lead"> {
  const interval = leadInterval(gains, units, seed);
  return interval ? { lead: { ...interval, method: methodOf(units, unit) } } : {};
}

function told({ unit }: WindowFrame, evaluation: Evaluation, units: Units): Evaluation {
  if (!isOfTime(unit)) return { ...evaluation, n: units.count, rowUnit: "windows" };
  const { intervals, baselineIntervals } = evaluation;
  return {
    ...evaluation,
    ...{ n: evaluation.rowCount, rowUnit: "windows" },
    intervals: byBlocks(intervals),
    baselineIntervals: byBlocks(baselineIntervals),
  };
}

function byBlocks(intervals: Intervals): Intervals {
  const rename = (interval: Interval): Interval =>
    interval.method === "cluster-bootstrap" ? { ...interval, method: "block-bootstrap" } : interval;
  return Object.fromEntries(Object.entries(intervals).map(([name, interval]) => [name, rename(interval)]));
}
