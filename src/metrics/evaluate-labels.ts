/** One honest evaluation of several labels: all of them together, and each by itself. */
import { createBlock } from "../core/block";
import type { Evaluation, Interval } from "../core/metrics";
import { unitsOf } from "./bootstrap";
import type { Units } from "./bootstrap";
import { evaluateClassification } from "./evaluate";
import type { EvaluationFrame } from "./evaluate";
import { evaluateUnits } from "./evaluate-units";
import { resampledIntervals } from "./intervals";
import type { Intervals } from "./intervals";
import { asTwoClasses, labelColumn, labelMetrics, labelRows, labelScores, scoreLabels } from "./multilabel";
import type { LabelInput, LabelledRows } from "./multilabel";
import { equalWeights } from "./weights";
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
  const { labels, trainTargets } = input;
  const width = labels.length;
  if (trainTargets.length === 0) throw new RangeError("a baseline needs training targets; there are none");
  const model = labelRows(input);
  const rowCount = model.exact.length;
  const frequencies = labels.map((_, index) => mean(labelColumn(trainTargets, width, index)));
  const stated = Float64Array.from({ length: rowCount * width }, (_, i) => frequencies[i % width]!); // one for each label
  const said = frequencies.map((frequency) => Number(frequency > 0.5));
  const baseline = labelRows({ ...input, probabilities: createBlock(stated, [rowCount, width]) }, said);
  const units = unitsOf(rowCount, input.groups);
  const models = [model, baseline];
  const resampled = resampledIntervals(models, units, input.seed, labelScores, scoreLabels);
  const [intervals = {}, baselineIntervals = {}] = models.map((rows, i) => withDoubt(rows, units, resampled[i] ?? {}));
  return {
    metrics: labelMetrics(model),
    baseline: labelMetrics(baseline),
    baselineRule: { kind: "label-frequencies" },
    n: units.count,
    rowCount,
    unit: input.unit,
    intervals,
    baselineIntervals,
    byLabel: labels.map((_, index) => evaluateLabel(input, index)),
  };
}

function evaluateLabel(input: LabelEvaluationInput, index: number): Evaluation {
  const { labels, trainTargets, groups, unit, seed, units } = input;
  const frame = { trainTargets: labelColumn(trainTargets, labels.length, index), groups, unit, seed };
  const two = { ...frame, ...asTwoClasses(input, index) };
  const evaluation = evaluateClassification(two);
  const byUnit = units ? evaluateUnits({ ...two, units: units.codes, unit: units.name }) : [];
  return byUnit.length > 0 ? { ...evaluation, byUnit } : evaluation;
}

/**
 * Rows that are right in every label get Wilson's interval. Where all are, every resample is too: the scores then reach down to
 * Wilson's limit, those of single labels by the cases of the rarest.
 */
function withDoubt(rows: LabelledRows, units: Units, resampled: Intervals): Intervals {
  const { exact, byLabel } = rows;
  const found: Record<string, Interval> = { ...resampled };
  const share = mean(exact);
  const exactly = wilsonInterval(share * units.count, units.count);
  if (exactly && (!units.unitOfRow || isPoint(found["exactMatch"]))) found["exactMatch"] = exactly;
  const scores = scoreLabels(rows, equalWeights(exact.length));
  const cases = byLabel.map(({ targets }) => countUnits(targets, units)).filter((count) => count > 0);
  const fewest = Math.min(units.count, ...cases);
  for (const name of labelScores) {
    const interval = found[name];
    if (name === "logLoss" || name === "exactMatch" || scores[name] !== 1 || !interval || !isPoint(interval)) continue;
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

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
