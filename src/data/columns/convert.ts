/** The same values as another kind of column. */
import { assertNever } from "../../core/assert-never";
import type { Column, ColumnKind } from "../../core/column";
import { lengthOfColumn, nameAt } from "../../core/column-values";
import { fail } from "../../core/failure";
import { categoryColumn } from "./category-column";
import { createMissingMarks, type MissingMarks } from "./missing-marks";
import { createNumberReader } from "./number-reader";
import { readTimes } from "./read-times";
import type { TextSequence } from "./text-sequence";
import { createTextStore } from "./text-store";

/** Throws `data/conversion` where a present value does not fit the kind; says how many do not and which is the first. */
export function convertColumn(column: Column, kind: ColumnKind): Column {
  if (column.kind === kind) return column;
  if (column.kind === "image" || kind === "image") throw fail("data/picture-conversion", { column: column.name });
  switch (kind) {
    case "number":
      return { kind, name: column.name, values: column.kind === "time" ? column.values : toNumbers(column) };
    case "time":
      return { kind, name: column.name, values: column.kind === "number" ? numbersToTimes(column) : toTimes(column) };
    case "category":
      return toCategory(column);
    case "text":
      return toText(column);
    default:
      return assertNever(kind);
  }
}

function toCategory(column: Column): Column {
  const rowCount = lengthOfColumn(column);
  const codes = new Int32Array(rowCount);
  const numbers = new Map<string, number>();
  for (let row = 0; row < rowCount; row++) {
    const name = nameAt(column, row)?.trim();
    let code = name ? numbers.get(name) : -1;
    if (code === undefined) {
      code = numbers.size;
      numbers.set(name ?? "", code);
    }
    codes[row] = code;
  }
  return categoryColumn(column.name, codes, [...numbers.keys()]);
}

function toText(column: Column): Column {
  const store = createTextStore();
  const rowCount = lengthOfColumn(column);
  for (let row = 0; row < rowCount; row++) store.append(nameAt(column, row) ?? "");
  return { kind: "text", name: column.name, ...store.finish() };
}

function toNumbers(column: Column): Float64Array<ArrayBuffer> {
  const marks = createMissingMarks();
  const readings = ([".", ","] as const).map((decimal) => readNumbers(column, decimal, marks));
  const [best] = readings.toSorted((a, b) => a.failures - b.failures);
  if (!best) throw new Error("there are two ways to read a number");
  if (best.failures > 0) throw conversionFailure(column, "number", best.firstRow, best.failures);
  return best.values;
}

function readNumbers(column: Column, decimal: "." | ",", marks: MissingMarks) {
  const numbers = createNumberReader(decimal);
  const values = new Float64Array(lengthOfColumn(column)).fill(Number.NaN);
  let failures = 0;
  let firstRow = -1;
  for (let row = 0; row < values.length; row++) {
    const text = nameAt(column, row);
    if (text === null || text.trim() === "") continue;
    const value = numbers.read(text);
    values[row] = value;
    if (!Number.isNaN(value) || marks.isMarkAmongNumbers(text)) continue;
    if (failures++ === 0) firstRow = row;
  }
  return { values, failures, firstRow };
}

function toTimes(column: Column): Float64Array<ArrayBuffer> {
  const rowCount = lengthOfColumn(column);
  const texts: TextSequence = { size: rowCount, textAt: (row) => nameAt(column, row) ?? "", countAt: () => 1 };
  const marks = createMissingMarks();
  const times = readTimes(texts, marks);
  if (times && times.badIndices.length === 0) return times.values;
  const firstRow = times?.badIndices[0] ?? firstPresentRow(column);
  if (firstRow < 0) return new Float64Array(rowCount).fill(Number.NaN);
  throw conversionFailure(column, "time", firstRow, times?.badIndices.length ?? presentCount(column));
}

/** Years, dates written 20240131, and seconds or milliseconds since 1970: told apart by their size. */
function numbersToTimes(column: Column & { readonly kind: "number" }): Float64Array<ArrayBuffer> {
  const times = column.values.map(timeOfNumber);
  const isBad = (row: number) => Number.isNaN(times[row]) && !Number.isNaN(column.values[row]);
  const badRows = Array.from(times.keys()).filter(isBad);
  if (badRows.length > 0) throw conversionFailure(column, "time", badRows[0] ?? 0, badRows.length);
  return times;
}

function timeOfNumber(value: number): number {
  if (!Number.isFinite(value)) return Number.NaN;
  if (Number.isInteger(value) && value >= 1000 && value <= 2999) return Date.UTC(value, 0, 1);
  if (Number.isInteger(value) && value >= 10_000_101 && value <= 29_991_231) {
    const month = Math.floor(value / 100) % 100;
    const day = value % 100;
    const time = new Date(Date.UTC(Math.floor(value / 10_000), month - 1, day));
    return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? time.getTime() : Number.NaN;
  }
  if (value >= 1e8 && value < 1e10) return value * 1000;
  return value >= 1e11 && value < 1e13 ? value : Number.NaN;
}

function firstPresentRow(column: Column): number {
  const rowCount = lengthOfColumn(column);
  for (let row = 0; row < rowCount; row++) if (nameAt(column, row)?.trim()) return row;
  return -1;
}

function presentCount(column: Column): number {
  let count = 0;
  for (let row = 0; row < lengthOfColumn(column); row++) if (nameAt(column, row)?.trim()) count++;
  return count;
}

function conversionFailure(column: Column, kind: ColumnKind, row: number, failures: number) {
  return fail("data/conversion", {
    column: column.name,
    kind,
    row: row + 1,
    value: (nameAt(column, row) ?? "").slice(0, 60),
    failures,
  });
}
