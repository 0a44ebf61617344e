/** One honest evaluation of several labels: all of them together, and each by itself. */
import type { Evaluation, Interval } from "../core/evaluation";
import type { MultilabelMetrics } from "../core/metrics";
import { unitsOf } from "./bootstrap";
import type { Units } from "./bootstrap";
import { classificationScores, scoreRows } from "./classification";
import { classifyRivals, tellClassification } from "./evaluate";
import type { EvaluationFrame } from "./evaluate";
import { evaluateUnits } from "./evaluate-units";
import { resampledIntervals, withClosedIntervals } from "./intervals";
import type { Intervals } from "./intervals";
import { asTwoClasses, labelColumn, labelMetrics, labelRows, labelScores, scoreLabels } from "./multilabel";
import type { LabelInput, LabelledRows } from "./multilabel";
import { wilsonInterval } from "./wilson";

export interface LabelEvaluationInput extends LabelInput, EvaluationFrame {
  /** Units that are judged as one beside, of each label. */
  readonly units: { readonly codes: Int32Array; readonly name: string } | null;
}

/**
 * Scores label probabilities against labels, one holding from 0.5 up. The baseline always says the labels that more than half of the
 * training rows have, with the training frequencies as its probabilities. RangeError where shapes disagree.
 */
export function evaluateLabels(input: LabelEvaluationInput): Evaluation {
  const { labels, trainTargets, groups, unit, seed } = input;
  const inputs = labels.map((_, index) => ({
    ...asTwoClasses(input, index),
    ...{ trainTargets: labelColumn(trainTargets, labels.length, index), groups, unit, seed },
  }));
  const rivals = inputs.map(classifyRivals);
  const model = labelRows(
    labels,
    rivals.map((rival) => rival.model),
  );
  const baseline = labelRows(
    labels,
    rivals.map((rival) => rival.baseline),
  );
  const models = [model, baseline];
  const rowCount = model.exact.length;
  const units = unitsOf(rowCount, groups);
  const resampled = resampledIntervals(models, units, seed, namesOf(labels), scoreEach, labels.length);
  const [metrics, baselineMetrics] = [labelMetrics(model), labelMetrics(baseline)];
  return {
    metrics,
    baseline: baselineMetrics,
    baselineRule: { kind: "label-frequencies" },
    n: units.count,
    rowCount,
    unit,
    intervals: withDoubt(model, metrics, units, resampled[0] ?? {}),
    baselineIntervals: withDoubt(baseline, baselineMetrics, units, resampled[1] ?? {}),
    byLabel: rivals.map((rival, index) => {
      const own = inputs[index]!; // one for each label
      const intervals = [rival.model, rival.baseline].map((rows, i) =>
        withClosedIntervals(rows, units, intervalsOf(resampled[i] ?? {}, index)),
      );
      const evaluation = tellClassification(own, rival, units, intervals);
      const byUnit = input.units ? evaluateUnits({ ...own, units: input.units.codes, unit: input.units.name }) : [];
      return byUnit.length > 0 ? { ...evaluation, byUnit } : evaluation;
    }),
  };
}

/** A score of one label among those that are resampled together. */
const nameOf = (index: number, score: string) => `${index} ${score}`;

function namesOf(labels: readonly string[]): readonly string[] {
  return [...labelScores, ...labels.flatMap((_, index) => classificationScores.map((score) => nameOf(index, score)))];
}

/** Of all labels together and of each, from one pass over each. */
function scoreEach(rows: LabelledRows, weights: Int32Array): Record<string, number> {
  const byLabel = rows.byLabel.map((label) => scoreRows(label, weights));
  const scores: Record<string, number> = scoreLabels(rows, byLabel, weights);
  byLabel.forEach((own, index) => {
    for (const score of classificationScores) scores[nameOf(index, score)] = own[score];
  });
  return scores;
}

function intervalsOf(resampled: Intervals, index: number): Intervals {
  return Object.fromEntries(
    classificationScores.flatMap((score) => {
      const interval = resampled[nameOf(index, score)];
      return interval ? [[score, interval]] : [];
    }),
  );
}

/**
 * Rows that are right in every label get Wilson's interval. Where all are, every resample is too: the scores then reach down to
 * Wilson's limit, those of single labels by the cases of the rarest.
 */
function withDoubt(
  { exact, byLabel }: LabelledRows,
  metrics: MultilabelMetrics,
  units: Units,
  resampled: Intervals,
): Intervals {
  const found: Record<string, Interval> = {};
  for (const name of labelScores) if (resampled[name]) found[name] = resampled[name];
  const share = exact.reduce((sum, value) => sum + value, 0) / exact.length;
  const exactly = wilsonInterval(share * units.count, units.count);
  if (exactly && (!units.unitOfRow || isPoint(found["exactMatch"]))) found["exactMatch"] = exactly;
  const cases = byLabel.map(({ targets }) => countUnits(targets, units)).filter((count) => count > 0);
  const fewest = Math.min(units.count, ...cases);
  for (const name of labelScores) {
    const interval = found[name];
    if (name === "logLoss" || name === "exactMatch" || metrics[name] !== 1 || !interval || !isPoint(interval)) continue;
    const trials = name === "accuracy" ? units.count : fewest;
    found[name] = wilsonInterval(trials, trials) ?? interval;
  }
  return found;
}

/** Units with a row that has the label. */
function countUnits(targets: Uint32Array, { unitOfRow }: Units): number {
  const counted = new Set<number>();
  targets.forEach((code, row) => {
    if (code === 1) counted.add(unitOfRow ? unitOfRow[row]! : row); // one for each row
  });
  return counted.size;
}

function isPoint(interval: Interval | undefined): boolean {
  return !interval || interval.low === interval.high;
}
