/** Numbers that stand far from all others. */
import type { NumberColumn } from "../../core/column";
import type { Finding } from "./finding";
import { outliers, sentinel } from "./finding-words";
import type { NumberFacts } from "./number-facts";

/** Numbers that programs write where they mean "missing". */
const usualMarks = new Set([-1, -9, -99, -100, -200, -999, -9999, -99999, 99, 999, 9999, 99999, 999999, -8888, 8888]);
const fewestMarks = 3;

/** A repeated extreme with a wide gap before the next value: -200 beside temperatures. It is not missing by itself. */
export function findSentinels(column: NumberColumn, facts: NumberFacts): readonly Finding[] {
  const { min, max, minCount, maxCount, nextToMin, nextToMax, distinct } = facts;
  if (distinct < 4) return [];
  const isMinMark = isMark(min, minCount, nextToMin - min, maxCount > 1 ? nextToMax - nextToMin : max - nextToMin);
  const isMaxMark = isMark(max, maxCount, max - nextToMax, isMinMark ? nextToMax - nextToMin : nextToMax - min);
  const found: Finding[] = [];
  if (isMinMark) found.push(sentinel(column.name, min, (row) => column.values[row] === min, minCount));
  if (isMaxMark) found.push(sentinel(column.name, max, (row) => column.values[row] === max, maxCount));
  return found;
}

/** @param spread range of the other values. */
function isMark(value: number, count: number, gap: number, spread: number): boolean {
  if (count < fewestMarks || !Number.isInteger(value) || value === 0) return false;
  return usualMarks.has(value) ? gap > spread * 0.1 : gap > spread * 2 && spread > 0;
}

/** Few values, more than twenty interquartile ranges beyond the quartiles: rather a slip of the pen than a long tail. */
export function findOutliers(column: NumberColumn, facts: NumberFacts): readonly Finding[] {
  const { lowerQuartile, upperQuartile, min, max, count } = facts;
  const reach = (upperQuartile - lowerQuartile) * 20;
  if (reach === 0 || count < 50) return [];
  const low = lowerQuartile - reach;
  const high = upperQuartile + reach;
  if (min >= low && max <= high) return [];
  const isBeyond = (value: number) => value < low || value > high;
  let found = 0;
  for (const value of column.values) if (isBeyond(value)) found++;
  if (found * 200 > count) return [];
  const extreme = max > high ? max : min;
  return [
    outliers(
      column.name,
      extreme,
      (row) => isBeyond(column.values[row]!), // row is in the column
      found,
    ),
  ];
}
