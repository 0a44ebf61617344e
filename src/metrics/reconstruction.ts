/** How well rows are given back, and what their errors tell apart. */
import type { Interval } from "../core/evaluation";
import type { CategoryScores, ReconstructionMetrics } from "../core/metrics";
import { createRandom } from "../core/random";
import { methodOf, percentileInterval, resample, unitsOf } from "./bootstrap";
import { delongInterval } from "./delong";
import { sortedQuantile } from "./normal";
import { rankRows, scoreRanking } from "./ranking";
import { wilsonInterval } from "./wilson";

/** Of each row: the mean of the absolute and of the squared differences of its inputs. */
export interface RowErrors {
  readonly absolute: Float64Array<ArrayBuffer>;
  readonly squared: Float64Array<ArrayBuffer>;
}

/** @param before [row, input] @param after the same, as it came back */
export function rowErrors(before: ArrayLike<number>, after: ArrayLike<number>, rowCount: number): RowErrors {
  if (before.length !== after.length) throw new RangeError(`${after.length} numbers came back for ${before.length}`);
  const width = rowCount === 0 ? 0 : before.length / rowCount;
  const absolute = new Float64Array(rowCount);
  const squared = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let [sum, squares] = [0, 0];
    for (let i = row * width; i < (row + 1) * width; i++) {
      const difference = after[i]! - before[i]!; // within both
      sum += Math.abs(difference);
      squares += difference * difference;
    }
    absolute[row] = sum / width;
    squared[row] = squares / width;
  }
  return { absolute, squared };
}

/** The error that this share of the usual rows stays at or below; NaN without rows. `usual` is ascending. */
export function thresholdOf(usual: Float64Array, quantile: number): number {
  return usual.length === 0 ? NaN : sortedQuantile(usual, quantile);
}

/** What rows are beside their errors. */
export interface JudgedRows {
  /** [row], category codes. */
  readonly codes: Float64Array;
  readonly categories: readonly string[];
  /** The category that was learned from; null where all rows were. */
  readonly normal: string | null;
  /** [row], code of the unit that a row belongs to, −1 for none; null where each row stands alone. */
  readonly groups: Int32Array | null;
  /** What the groups are: "windows" of stretches of time. */
  readonly unit: string;
  readonly seed: number;
}

export function reconstructionMetrics(errors: RowErrors, threshold: number, rows: JudgedRows): ReconstructionMetrics {
  const { categories, codes, normal } = rows;
  const isNormal = normalOf(rows);
  const usual = placesWhere(codes, (row) => isNormal(row));
  const others = placesWhere(codes, (row) => !isNormal(row));
  const flagged = (places: readonly number[]) => places.filter((row) => errors.absolute[row]! > threshold).length; // aligned
  const falseAlarmRate = share(flagged(usual), usual.length);
  const ranked = scoreRanking(
    rankRows(errors.absolute, (row) => !isNormal(row)),
    ones(codes.length),
  );
  const byCategory = categories.flatMap((category, code): CategoryScores[] => {
    if (category === normal || normal === null) return [];
    const own = placesWhere(codes, (row) => codes[row] === code);
    const beside = [...usual, ...own].toSorted((a, b) => a - b);
    const scores = Float64Array.from(beside, (row) => errors.absolute[row]!); // aligned
    const ranking = rankRows(scores, (place) => codes[beside[place]!] === code); // place of a row
    return [
      {
        category,
        support: own.length,
        mae: meanAt(errors.absolute, own),
        recall: share(flagged(own), own.length),
        rocAuc: own.length > 0 && usual.length > 0 ? scoreRanking(ranking, ones(beside.length)).rocAuc : NaN,
      },
    ];
  });
  const hasBoth = usual.length > 0 && others.length > 0;
  return {
    kind: "reconstruction",
    mae: meanAt(errors.absolute, usual),
    mse: meanAt(errors.squared, usual),
    threshold,
    falseAlarmRate,
    rocAuc: hasBoth ? ranked.rocAuc : NaN,
    averagePrecision: hasBoth ? ranked.averagePrecision : NaN,
    recall: share(flagged(others), others.length),
    specificity: others.length > 0 ? 1 - falseAlarmRate : NaN,
    normalCount: usual.length,
    normal,
    byCategory,
  };
}

/**
 * 95 % intervals: of the errors by resampling, of shares by Wilson's score and of the area by DeLong; where rows belong to groups all
 * by resampling the groups. The threshold counts as given: how it might have fallen otherwise is not in them.
 */
export function reconstructionIntervals(
  errors: RowErrors,
  threshold: number,
  rows: JudgedRows,
): Readonly<Record<string, Interval>> {
  const { codes, groups, seed } = rows;
  const isNormal = normalOf(rows);
  const units = unitsOf(codes.length, groups);
  const kinds = Uint8Array.from(codes, (_, row) => (isNormal(row) ? 0 : 1));
  const isFlagged = Uint8Array.from(codes, (_, row) => (errors.absolute[row]! > threshold ? 1 : 0)); // aligned
  const ranking = rankRows(errors.absolute, (row) => kinds[row] === 1);
  const names = ["mae", "mse", "falseAlarmRate", "specificity", "recall", "rocAuc"] as const;
  const score = (weights: Int32Array): Float64Array => {
    const sums = { usual: 0, absolute: 0, squared: 0, alarms: 0, others: 0, found: 0 };
    for (let row = 0; row < weights.length; row++) {
      const weight = weights[row]!; // row < length, as all below
      if (kinds[row] === 0) {
        sums.usual += weight;
        sums.absolute += weight * errors.absolute[row]!;
        sums.squared += weight * errors.squared[row]!;
        sums.alarms += weight * isFlagged[row]!;
      } else {
        sums.others += weight;
        sums.found += weight * isFlagged[row]!;
      }
    }
    const alarms = sums.alarms / sums.usual;
    const area = groups ? scoreRanking(ranking, weights).rocAuc : NaN;
    const [absolute, squared] = [sums.absolute / sums.usual, sums.squared / sums.usual];
    return Float64Array.of(absolute, squared, alarms, 1 - alarms, sums.found / sums.others, area);
  };
  const estimates = score(new Int32Array(codes.length).fill(1));
  const drawn = resample(units, createRandom(seed).fork("intervals"), names.length, score);
  const method = methodOf(units, rows.unit);
  const found: Record<string, Interval> = {};
  names.forEach((name, i) => {
    const interval = percentileInterval(estimates[i]!, drawn[i]!, units); // one for each
    if (interval) found[name] = { ...interval, method };
  });
  if (kinds.every((kind) => kind === 0)) for (const name of ["specificity", "recall", "rocAuc"]) delete found[name];
  if (groups) return found;
  const counted = (kind: number) => kinds.reduce((sum, own) => sum + Number(own === kind), 0);
  const flagged = (kind: number) =>
    kinds.reduce((sum, own, row) => sum + Number(own === kind && isFlagged[row] === 1), 0);
  const [usual, others, alarms] = [counted(0), counted(1), flagged(0)];
  return {
    ...found,
    ...named("falseAlarmRate", wilsonInterval(alarms, usual)),
    ...(others > 0 ? named("specificity", wilsonInterval(usual - alarms, usual)) : {}),
    ...named("recall", wilsonInterval(flagged(1), others)),
    ...(ranking && usual > 0 && others > 0 ? named("rocAuc", delongInterval(ranking)) : {}),
  };
}

/**
 * By how much the errors tell other kinds apart better than each rival's do, in ROC AUC: 95 % intervals over the same resamples of rows or of groups for all.
 * Undefined where nothing is told apart, or with fewer than two units.
 */
export function apartLeads(
  errors: RowErrors,
  rivals: readonly RowErrors[],
  rows: JudgedRows,
): readonly (Interval | undefined)[] {
  const { codes, groups, seed } = rows;
  const isNormal = normalOf(rows);
  const units = unitsOf(codes.length, groups);
  if (rows.normal === null || units.count < 2) return rivals.map(() => undefined);
  const rankings = [errors, ...rivals].map(({ absolute }) => rankRows(absolute, (row) => !isNormal(row)));
  const score = (weights: Int32Array): Float64Array => {
    const [own = NaN, ...others] = rankings.map((ranking) => scoreRanking(ranking, weights).rocAuc);
    return Float64Array.from(others, (area) => own - area);
  };
  const estimates = score(ones(codes.length));
  const drawn = resample(units, createRandom(seed).fork("lead"), rivals.length, score, rankings.length);
  return rivals.map((_, i) => {
    const interval = percentileInterval(estimates[i]!, drawn[i]!, units); // one for each
    return interval && { ...interval, method: methodOf(units, rows.unit) };
  });
}

function named(name: string, interval: Interval | undefined): Readonly<Record<string, Interval>> {
  return interval ? { [name]: interval } : {};
}

function normalOf({ codes, categories, normal }: JudgedRows): (row: number) => boolean {
  const code = normal === null ? -1 : categories.indexOf(normal);
  return (row) => normal === null || codes[row] === code;
}

function placesWhere(codes: Float64Array, isWanted: (row: number) => boolean): readonly number[] {
  return Array.from(codes.keys()).filter(isWanted);
}

function meanAt(values: Float64Array, places: readonly number[]): number {
  return places.reduce((sum, row) => sum + values[row]!, 0) / places.length; // places of the rows
}

const share = (count: number, of: number) => (of === 0 ? NaN : count / of);
const ones = (count: number) => new Int32Array(count).fill(1);
