/** Reads a whole column as times: one way of writing dates for all of it, day and month told apart by the evidence. */
import { dateMs, readDate, type DateOrder, type DateParts } from "./date-text";
import type { MissingMarks } from "./missing-marks";
import { isTolerable, type ReadValues, type TextSequence } from "./text-sequence";

export interface ReadTimes extends ReadValues {
  readonly order: DateOrder;
  /** Index of a text that only one order can read; null where day and month could be swapped throughout. */
  readonly evidence: number | null;
}

/** The times of a column, or null where it does not hold times written in one way. */
export function readTimes(texts: TextSequence, marks: MissingMarks): ReadTimes | null {
  const values = new Float64Array(texts.size).fill(Number.NaN);
  const swapped = new Float64Array(texts.size).fill(Number.NaN);
  const counts = { "year-first": 0, "named-month": 0, numeric: 0 };
  const marksMet = new Set<string>();
  const shapes = new Uint8Array(texts.size);
  const shapeNames = ["none", "year-first", "named-month", "numeric"] as const;
  let firstAsDay = -1;
  let secondAsDay = -1;
  let firstAsDayCount = 0;
  let secondAsDayCount = 0;
  const badIndices: number[] = [];
  for (let index = 0; index < texts.size; index++) {
    const text = texts.textAt(index);
    if (text.trim() === "") continue;
    const date = readDate(text);
    const count = texts.countAt(index);
    if (!date) {
      if (marks.isMarkAmongNumbers(text)) marksMet.add(text.trim());
      else {
        badIndices.push(index);
        if (badIndices.length >= 100 && badIndices.length * 2 > index) return null;
      }
      continue;
    }
    shapes[index] = shapeNames.indexOf(date.shape);
    counts[date.shape] += count;
    values[index] = dateMs(date, "day-first");
    if (date.shape !== "numeric") continue;
    swapped[index] = dateMs(date, "month-first");
    if (date.first > 12) {
      if (firstAsDay < 0) firstAsDay = index;
      firstAsDayCount += count;
    }
    if (date.second > 12) {
      if (secondAsDay < 0) secondAsDay = index;
      secondAsDayCount += count;
    }
  }
  const shape = commonest(counts);
  if (counts[shape] === 0) return null;
  const isMonthFirst =
    shape === "numeric" &&
    (firstAsDayCount === secondAsDayCount
      ? firstAsDay < 0 && isAscending(swapped) && !isAscending(values)
      : secondAsDayCount > firstAsDayCount);
  const chosen = isMonthFirst ? swapped : values;
  const known = new Set(badIndices);
  let good = 0;
  let bad = 0;
  for (let index = 0; index < texts.size; index++) {
    if (shapes[index] !== 0 && shapeNames[shapes[index]!] !== shape) chosen[index] = Number.NaN; // index < size
    if (!Number.isNaN(chosen[index])) good += texts.countAt(index);
    else if (shapes[index] !== 0) known.add(index);
  }
  for (const index of known) bad += texts.countAt(index);
  if (!isTolerable(good, bad)) return null;
  const order = shape === "numeric" ? (isMonthFirst ? "month-first" : "day-first") : shape;
  const evidence = isMonthFirst ? secondAsDay : firstAsDay;
  return {
    values: chosen,
    badIndices: [...known].toSorted((a, b) => a - b),
    marks: marksMet,
    order,
    evidence: evidence < 0 ? null : evidence,
  };
}

/** Time of one text, for a form or a conversion; numeric dates are read day first. NaN where it is none. */
export function readTime(text: string): number {
  const date = readDate(text);
  return date ? dateMs(date, "day-first") : Number.NaN;
}

function commonest(counts: Readonly<Record<DateParts["shape"], number>>): DateParts["shape"] {
  if (counts.numeric > counts["year-first"] && counts.numeric > counts["named-month"]) return "numeric";
  return counts["named-month"] > counts["year-first"] ? "named-month" : "year-first";
}

function isAscending(values: Float64Array): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < last) return false;
    last = value;
  }
  return true;
}
