/** How much one column tells of the outcome. `targetByRow` holds class codes or values by data set row number. */
import { isMissingAt } from "../../../core/column-values";
import type { Column } from "../../../core/column";

type Values = Float64Array<ArrayBuffer>;
type Rows = Uint32Array<ArrayBuffer>;

/** Rows of a class, on the side where it is counted, below which a perfect score may be luck. */
const fewestOfClass = 10;
const fewestHeldOut = 5;
const fewestRows = 20;
/** A column with more different values is no list of codes. */
const mostCodes = 50;
const mostClasses = 20;

/** Class codes by data set row number, -1 where the outcome is unknown or not looked at. */
export interface Classes {
  readonly codes: Int32Array<ArrayBuffer>;
  readonly classCount: number;
}

/** The smallest AUC between any two classes with enough rows, whichever way round; 0 where fewer than two have. */
export function separation(values: Values, rowsByClass: readonly Rows[]): number {
  const classes = rowsByClass.map((rows) => knownValues(values, rows)).filter((known) => known.length >= fewestOfClass);
  if (classes.length < 2 || classes.length > mostClasses) return 0;
  for (const known of classes) known.sort();
  let least = 1;
  classes.forEach((first, i) => {
    for (const second of classes.slice(i + 1)) {
      const auc = aucOf(first, second);
      least = Math.min(least, Math.max(auc, 1 - auc));
    }
  });
  return least;
}

/** A copy of the finite values at some rows. */
function knownValues(values: Values, rows: Rows): Values {
  const known = new Float64Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!; // rows are in the column
    if (Number.isFinite(value)) known[count++] = value;
  }
  return known.subarray(0, count);
}

/** Share of pairs in which the second is larger, ties counted half (Mann and Whitney 1947). Both ascending. */
function aucOf(first: Values, second: Values): number {
  let below = 0;
  let notAbove = 0;
  let sum = 0;
  for (const value of second) {
    while (below < first.length && first[below]! < value) below++; // below < length
    while (notAbove < first.length && first[notAbove]! <= value) notAbove++; // notAbove < length
    sum += (below + notAbove) / 2;
  }
  return sum / (first.length * second.length);
}

/**
 * Balanced accuracy on held-out rows of naming, for each value, the class that it mostly has among training rows; missing is a value too.
 * Number and time columns with many different values count as missing or not. 0 where fewer than two classes have enough rows.
 */
export function categoryAccuracy(column: Column, train: Rows, heldOut: Rows, { codes, classCount }: Classes): number {
  const keyAt = createKeyReader(column, train);
  if (!keyAt) return 0;
  const votes = new Map<number, Uint32Array>();
  for (let i = 0; i < train.length; i++) {
    const row = train[i]!; // i < length
    const key = keyAt(row);
    let counts = votes.get(key);
    if (!counts) votes.set(key, (counts = new Uint32Array(classCount)));
    counts[codes[row]!]!++; // a class
  }
  if (votes.size < 2) return 0;
  const winners = new Map<number, number>();
  for (const [key, counts] of votes) winners.set(key, placeOfLargest(counts));
  const right = new Uint32Array(classCount);
  const all = new Uint32Array(classCount);
  for (let i = 0; i < heldOut.length; i++) {
    const row = heldOut[i]!; // i < length
    const code = codes[row]!; // row is in the data set
    all[code]!++; // a class
    if (winners.get(keyAt(row)) === code) right[code]!++; // a class
  }
  let sum = 0;
  let judged = 0;
  for (let code = 0; code < classCount; code++) {
    if (all[code]! < fewestHeldOut) continue; // a class
    sum += right[code]! / all[code]!; // a class
    judged++;
  }
  return judged < 2 ? 0 : sum / judged;
}

function placeOfLargest(counts: Uint32Array): number {
  let best = 0;
  for (let i = 1; i < counts.length; i++) if (counts[i]! > counts[best]!) best = i; // i < length
  return best;
}

function createKeyReader(column: Column, rows: Rows): ((row: number) => number) | null {
  if (column.kind === "category") return (row) => column.codes[row]!; // row is in the column
  const asMissing = (row: number) => Number(isMissingAt(column, row));
  if (column.kind === "text" || column.kind === "image")
    return rows.some((row) => isMissingAt(column, row)) ? asMissing : null;
  const distinct = new Set<number>();
  for (const row of rows) {
    distinct.add(column.values[row]!); // row is in the column
    if (distinct.size > mostCodes) return rows.some((place) => isMissingAt(column, place)) ? asMissing : null;
  }
  return (row) => column.values[row]!; // row is in the column
}

/** Values of a column and of the outcome at the rows where the column is known. */
export interface Pairs {
  readonly values: Values;
  readonly outcomes: Values;
}

export function knownPairs(values: Values, rows: Rows, targetByRow: Values): Pairs {
  const known = new Float64Array(rows.length);
  const outcomes = new Float64Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!; // rows are in the column
    if (!Number.isFinite(value)) continue;
    known[count] = value;
    outcomes[count++] = targetByRow[rows[i]!]!; // rows are in the data set
  }
  return { values: known.subarray(0, count), outcomes: outcomes.subarray(0, count) };
}

/** Pearson's correlation; 0 where the pairs are too few or do not vary. */
export function correlation({ values: x, outcomes: y }: Pairs): number {
  if (x.length < fewestRows) return 0;
  const meanX = meanOf(x);
  const meanY = meanOf(y);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - meanX; // i < length
    const dy = y[i]! - meanY; // same length
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Spearman's correlation: Pearson's of the ranks, ties sharing their mean rank. */
export function rankCorrelation({ values, outcomes }: Pairs): number {
  return correlation({ values: ranksOf(values), outcomes: ranksOf(outcomes) });
}

function meanOf(values: Values): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!; // i < length
  return sum / values.length;
}

/** By looking each value up among the sorted ones: sorting places by a comparison takes several times as long. */
function ranksOf(values: Values): Values {
  const sorted = values.toSorted();
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!; // i < length
    ranks[i] = (countBelow(sorted, value, false) + countBelow(sorted, value, true) - 1) / 2;
  }
  return ranks;
}

/** How many of the ascending values are smaller than a value, or not larger. */
function countBelow(sorted: Values, value: number, isEqualCounted: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle]!; // middle < length
    if (other < value || (isEqualCounted && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
