/** Seeded percentile bootstrap over rows or over groups of rows: each resample is a whole weight per row. */
import type { Interval } from "../core/evaluation";
import type { Random } from "../core/random";
import { normalCdf, sortedQuantile, student95 } from "./normal";

/** The units that are drawn: rows, or groups of rows that belong together. */
export interface Units {
  readonly rowCount: number;
  readonly count: number;
  /** [row], unit number from 0; null where each row is its own unit. */
  readonly unitOfRow: Uint32Array | null;
}

/** Numbers the groups that occur from 0; rows without a group (−1) stand alone. */
export function unitsOf(rowCount: number, groups: Int32Array | null): Units {
  if (!groups) return { rowCount, count: rowCount, unitOfRow: null };
  if (groups.length !== rowCount) throw new RangeError(`${groups.length} group codes do not fit ${rowCount} rows`);
  const numbers = new Map<number, number>();
  let count = 0;
  const unitOfRow = Uint32Array.from(groups, (group) => {
    const known = group < 0 ? undefined : numbers.get(group);
    if (known !== undefined) return known;
    if (group >= 0) numbers.set(group, count);
    return count++;
  });
  return { rowCount, count, unitOfRow };
}

/** Whether units are stretches of time, and windows are counted one by one; else groups are both. */
export function isOfTime(unit: string): boolean {
  return unit === "windows";
}

/** The field's word for resampling what is called so. */
export function methodOf({ unitOfRow }: Units, unit: string): Interval["method"] {
  if (!unitOfRow) return "bootstrap";
  return isOfTime(unit) ? "block-bootstrap" : "cluster-bootstrap";
}

/** 1000 resamples, fewer (at least 200) where rows × resamples would pass twenty million. */
export function resampleCount(rowCount: number): number {
  return Math.max(200, Math.min(1000, Math.floor(2e7 / Math.max(1, rowCount))));
}

/**
 * The statistics of seeded resamples (Efron 1979): `score` gets a whole weight per row, on an array that it must not keep,
 * and returns a fixed number of values; `passes` is how often it goes through the rows. Result: [statistic][resample].
 */
export function resample(
  units: Units,
  random: Random,
  statisticCount: number,
  score: (weights: Int32Array) => Float64Array,
  passes = 1,
): readonly Float64Array[] {
  const { rowCount, count, unitOfRow } = units;
  const times = resampleCount(rowCount * passes);
  const results = Array.from({ length: statisticCount }, () => new Float64Array(times));
  const drawn = new Int32Array(count);
  const weights = unitOfRow ? new Int32Array(rowCount) : drawn;
  for (let round = 0; round < times; round++) {
    drawUnits(drawn, random);
    if (unitOfRow) for (let row = 0; row < rowCount; row++) weights[row] = drawn[unitOfRow[row]!]!;
    const values = score(weights);
    for (let i = 0; i < statisticCount; i++) results[i]![round] = values[i]!;
  }
  return results;
}

/** Draws as many units as there are, with replacement. One random number has bits enough for two draws. */
function drawUnits(drawn: Int32Array, random: Random): void {
  const count = drawn.length;
  drawn.fill(0);
  for (let draw = 0; draw < count; draw += 2) {
    const place = random.next() * count;
    const first = Math.floor(place);
    drawn[first]!++;
    if (draw + 1 < count) drawn[Math.floor((place - first) * count)]!++;
  }
}

/**
 * 95 % percentile interval of resampled values. The percentiles are widened for few units (Hesterberg 2015, "What
 * teachers should know about the bootstrap", §5.3) and the interval is stretched to the estimate where a biased statistic
 * would leave it out. Undefined where the estimate is, with fewer than two units, or where over half the resamples are.
 */
export function percentileInterval(
  estimate: number,
  values: Float64Array,
  units: Units,
): Pick<Interval, "low" | "high"> | undefined {
  if (!Number.isFinite(estimate) || units.count < 2) return undefined;
  const sorted = values.filter(Number.isFinite).toSorted();
  if (sorted.length * 2 < values.length) return undefined;
  const reach = Math.sqrt(units.count / (units.count - 1)) * student95(units.count - 1);
  const tail = normalCdf(-reach);
  return {
    low: Math.min(estimate, sortedQuantile(sorted, tail)),
    high: Math.max(estimate, sortedQuantile(sorted, 1 - tail)),
  };
}
