/**
 * Which interval each score gets. Rows: Wilson for proportions, DeLong for two-class AUC, bootstrap for the rest.
 * Groups: the cluster bootstrap for all. Model and baseline are scored on the same resamples.
 */
import type { Interval } from "../core/evaluation";
import { createRandom } from "../core/random";
import { percentileInterval, resample } from "./bootstrap";
import type { Units } from "./bootstrap";
import { classificationScores, scoreRows } from "./classification";
import type { ClassificationScore, ClassifiedRows } from "./classification";
import { countConfusion, scoreConfusion } from "./confusion";
import type { Confusion } from "./confusion";
import { areaScoreInterval, delongInterval } from "./delong";
import { scoreRanking } from "./ranking";
import { regressionScores, scoreErrors } from "./regression";
import type { RegressedRows } from "./regression";
import { equalWeights } from "./weights";
import { wilsonInterval } from "./wilson";

/** 95 % intervals by score name; a score that is not defined has none. */
export type Intervals = Readonly<Record<string, Interval>>;

/** Intervals of each of `models`, in order. */
export function classificationIntervals(
  models: readonly ClassifiedRows[],
  units: Units,
  seed: number,
): readonly Intervals[] {
  const resampled = resampledIntervals(models, units, seed, classificationScores, scoreRows);
  return models.map((rows, index) => withClosedIntervals(rows, units, resampled[index] ?? {}));
}

/** Resampled intervals of a model with those by formula where these are better. */
export function withClosedIntervals(rows: ClassifiedRows, units: Units, resampled: Intervals): Intervals {
  const found: Record<string, Interval> = { ...resampled };
  for (const [name, interval] of Object.entries(closedIntervals(rows, units))) {
    const isKept = units.unitOfRow !== null && !isPoint(found[name]);
    if (!isKept) found[name] = interval;
  }
  return { ...found, ...perfectIntervals(rows, units, found) };
}

/** Intervals of each of `models`, in order. */
export function regressionIntervals(
  models: readonly RegressedRows[],
  units: Units,
  seed: number,
): readonly Intervals[] {
  return resampledIntervals(models, units, seed, regressionScores, scoreErrors);
}

/** Percentiles of the resampled scores of each of `models`, in order; `passes` is how often a score goes through the rows. */
export function resampledIntervals<Rows, Name extends string>(
  models: readonly Rows[],
  units: Units,
  seed: number,
  names: readonly Name[],
  score: (rows: Rows, weights: Int32Array) => Record<Name, number>,
  passes = 1,
): readonly Intervals[] {
  if (units.count < 2) return models.map(() => ({}));
  const method = units.unitOfRow ? "cluster-bootstrap" : "bootstrap";
  const random = createRandom(seed).fork("bootstrap");
  const drawn = new Float64Array(models.length * names.length);
  const scoreAll = (weights: Int32Array) => {
    let place = 0;
    for (const rows of models) {
      const scores = score(rows, weights);
      for (const name of names) drawn[place++] = scores[name];
    }
    return drawn;
  };
  const values = resample(units, random, drawn.length, scoreAll, passes);
  return models.map((rows, model) => {
    const estimates = score(rows, equalWeights(units.rowCount));
    const found: Record<string, Interval> = {};
    names.forEach((name, index) => {
      const interval = percentileInterval(estimates[name], values[model * names.length + index]!, units);
      if (interval) found[name] = { ...interval, method };
    });
    return found;
  });
}

/** Intervals by formula. Over groups they stand in where the bootstrap, seeing no error at all, has nothing to vary. */
function closedIntervals(rows: ClassifiedRows, units: Units): Intervals {
  const { positive, targets, predicted } = rows;
  const found: Record<string, Interval> = {};
  const add = (name: ClassificationScore, isTrial: (row: number) => boolean, isSuccess: (row: number) => boolean) => {
    const interval = proportionInterval(rows, units, isTrial, isSuccess);
    if (interval) found[name] = interval;
  };
  const isRight = (row: number) => predicted[row] === targets[row];
  add("accuracy", () => true, isRight);
  if (positive === null) return found;
  add("recall", (row) => targets[row] === positive, isRight);
  add("specificity", (row) => targets[row] !== positive, isRight);
  add("precision", (row) => predicted[row] === positive, isRight);
  add("npv", (row) => predicted[row] !== positive, isRight);
  const area = areaInterval(rows, units, positive);
  return area ? { ...found, rocAuc: area } : found;
}

/** Wilson's interval of a share of rows, with as many trials as there are units that have such rows. */
function proportionInterval(
  rows: ClassifiedRows,
  units: Units,
  isTrial: (row: number) => boolean,
  isSuccess: (row: number) => boolean,
): Interval | undefined {
  let trials = 0;
  let successes = 0;
  for (let row = 0; row < rows.targets.length; row++) {
    if (!isTrial(row)) continue;
    trials++;
    if (isSuccess(row)) successes++;
  }
  const unitTrials = countUnits(rows, units, isTrial);
  return wilsonInterval((successes / trials) * unitTrials, unitTrials);
}

function areaInterval(rows: ClassifiedRows, units: Units, index: number): Interval | undefined {
  const ranking = rows.rankings[index];
  if (!ranking) return undefined;
  if (!units.unitOfRow) return delongInterval(ranking);
  const { rocAuc } = scoreRanking(ranking, equalWeights(rows.targets.length));
  if (rocAuc !== 0 && rocAuc !== 1) return undefined;
  const positives = countUnits(rows, units, (row) => rows.targets[row] === index);
  return areaScoreInterval(
    rocAuc,
    positives,
    countUnits(rows, units, (row) => rows.targets[row] !== index),
  );
}

/**
 * Where all rows are right, every resample is too. Then the scores of a confusion matrix reach down to what they would be
 * at the lowest accuracy that the rows allow, and those of a ranking, being means over cases, to Wilson's limit.
 */
function perfectIntervals(rows: ClassifiedRows, units: Units, found: Intervals): Intervals {
  const stretched: Record<string, Interval> = {};
  const once = equalWeights(rows.targets.length);
  const confusion = countConfusion(rows.cellOfRow, rows.categories.length, once);
  const scores = scoreRows(rows, once);
  if (scores.accuracy === 1 && found["accuracy"]) {
    const worst = scoreConfusion(spreadErrors(confusion, 1 - found["accuracy"].low), rows.positive);
    for (const [name, low] of Object.entries(worst)) {
      const interval = found[name];
      if (interval && isPoint(interval))
        stretched[name] = { low: Math.min(low, interval.low), high: interval.high, method: "wilson" };
    }
  }
  for (const name of ["rocAuc", "averagePrecision"] as const) {
    if (scores[name] !== 1 || !isPoint(found[name])) continue;
    const fewest = rows.categories.map((_, index) => countUnits(rows, units, (row) => rows.targets[row] === index));
    const trials = rows.positive === null ? Math.min(...fewest.filter((count) => count > 0)) : fewest[rows.positive]!;
    const interval = wilsonInterval(trials, trials);
    if (interval) stretched[name] = interval;
  }
  return stretched;
}

/** Moves a share of each class's cases from the diagonal evenly to the other classes. */
function spreadErrors({ cells, classCount }: Confusion, share: number): Confusion {
  const spread = new Float64Array(cells.length);
  for (let actual = 0; actual < classCount; actual++) {
    const cases = cells[actual * classCount + actual]!;
    for (let predicted = 0; predicted < classCount; predicted++) {
      const part = predicted === actual ? 1 - share : share / (classCount - 1);
      spread[actual * classCount + predicted] = cases * part;
    }
  }
  return { cells: spread, classCount };
}

/** Number of units that have at least one such row. */
function countUnits(rows: ClassifiedRows, units: Units, isCounted: (row: number) => boolean): number {
  const counted = new Set<number>();
  for (let row = 0; row < rows.targets.length; row++) {
    if (isCounted(row)) counted.add(units.unitOfRow ? units.unitOfRow[row]! : row);
  }
  return counted.size;
}

/** Without width, or missing. */
function isPoint(interval: Interval | undefined): boolean {
  return !interval || interval.low === interval.high;
}
