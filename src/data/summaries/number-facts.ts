/** What can be said of a column of numbers or times. */
import { createDistinctCounter } from "./distinct";
import { selectKth } from "./select-kth";

const histogramBins = 24;

export interface NumberFacts {
  /** Present values; all else is 0 where there are none. */
  readonly count: number;
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** With n - 1; 0 for a single value. */
  readonly standardDeviation: number;
  /** Quartiles as order statistics; the median is the mean of the two middle ones. */
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly histogram: readonly number[];
  /** How often the extremes stand, and the values next to them. */
  readonly minCount: number;
  readonly maxCount: number;
  readonly nextToMin: number;
  readonly nextToMax: number;
  /** A value that more than half of the rows have, if there is one. */
  readonly majority: { readonly value: number; readonly count: number } | null;
  readonly isWhole: boolean;
  /** Each value is one more, or each one less, than the one above it. */
  readonly isSequence: boolean;
}

export function numberFacts(values: Float64Array): NumberFacts {
  const present = presentValues(values);
  const count = present.length;
  if (count === 0) return noFacts;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let isWhole = true;
  let candidate = 0;
  let lead = 0;
  for (const value of present) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
    // Boyer and Moore's majority vote.
    if (lead === 0) candidate = value;
    lead += value === candidate ? 1 : -1;
  }
  const mean = sum / count;
  const histogram = Array.from({ length: histogramBins }, () => 0);
  const scale = max > min ? histogramBins / (max - min) : 0;
  let squares = 0;
  let minCount = 0;
  let maxCount = 0;
  let nextToMin = Infinity;
  let nextToMax = -Infinity;
  let candidateCount = 0;
  for (const value of present) {
    squares += (value - mean) * (value - mean);
    const bin = Math.min(histogramBins - 1, Math.floor((value - min) * scale));
    histogram[bin]!++; // bin < histogramBins
    if (value === candidate) candidateCount++;
    if (value === min) minCount++;
    else if (value < nextToMin) nextToMin = value;
    if (value === max) maxCount++;
    else if (value > nextToMax) nextToMax = value;
  }
  const facts = {
    count,
    distinct: countDistinct(present),
    min,
    max,
    mean,
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    histogram,
    minCount,
    maxCount,
    nextToMin: Number.isFinite(nextToMin) ? nextToMin : min,
    nextToMax: Number.isFinite(nextToMax) ? nextToMax : max,
    majority: candidateCount * 2 > count ? { value: candidate, count: candidateCount } : null,
    isWhole,
    isSequence: isSequence(values),
  };
  // The last use of `present`: selecting reorders it.
  const half = count >> 1;
  const upper = selectKth(present, half);
  const lower = count % 2 === 1 ? upper : maximum(present.subarray(0, half));
  return {
    ...facts,
    median: (lower + upper) / 2,
    lowerQuartile: selectKth(present, Math.floor((count - 1) / 4), 0, half),
    upperQuartile: selectKth(present, Math.ceil(((count - 1) * 3) / 4), half),
  };
}

function presentValues(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (value - value === 0) present[count++] = value; // neither NaN nor infinite
  return present.subarray(0, count);
}

const noFacts: NumberFacts = {
  count: 0,
  distinct: 0,
  min: 0,
  max: 0,
  mean: 0,
  standardDeviation: 0,
  lowerQuartile: 0,
  median: 0,
  upperQuartile: 0,
  histogram: [],
  minCount: 0,
  maxCount: 0,
  nextToMin: 0,
  nextToMax: 0,
  majority: null,
  isWhole: false,
  isSequence: false,
};

function countDistinct(present: Float64Array): number {
  const counter = createDistinctCounter(present.length);
  for (const value of present) if (!counter.add(value)) break;
  return counter.count;
}

function isSequence(values: Float64Array): boolean {
  const step = (values[1] ?? 0) - (values[0] ?? 0);
  if (values.length < 10 || Math.abs(step) !== 1) return false;
  for (let row = 1; row < values.length; row++) if (values[row]! - values[row - 1]! !== step) return false; // in range
  return true;
}

function maximum(values: Float64Array): number {
  let max = -Infinity;
  for (const value of values) if (value > max) max = value;
  return max;
}
