/** A working table: columns whose values are aligned with some rows of a data set. Steps take one and give another; the data set is never touched. */
import { assertNever } from "../core/assert-never";
import type { Column } from "../core/column";
import type { Dataset } from "../core/dataset";
import { findColumns } from "../core/find-column";
import type { Work } from "../core/work";

export interface Frame {
  /** Data set row numbers. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Values aligned with `rows`. */
  readonly columns: readonly Column[];
  /** How many of the first rows the steps were learned from, where that is known: a step may tell apart what it did to the others. */
  readonly learnedRows?: number;
}

/** Copies the named columns at the given rows. Throws `data/unknown-column`. */
export function takeFrame(dataset: Dataset, columnNames: readonly string[], rows: Uint32Array<ArrayBuffer>): Frame {
  return { rows, columns: findColumns(dataset.columns, columnNames).map((column) => takeColumn(column, rows)) };
}

/** Copies a column's values at the given places. */
export function takeColumn(column: Column, places: Uint32Array<ArrayBuffer>): Column {
  switch (column.kind) {
    case "number":
    case "time":
      return { ...column, values: pick(column.values, new Float64Array(places.length), places) };
    case "category":
      return { ...column, codes: pick(column.codes, new Int32Array(places.length), places) };
    case "text": {
      const offsets = new Uint32Array(places.length + 1);
      places.forEach((place, i) => {
        offsets[i + 1] = offsets[i]! + column.offsets[place + 1]! - column.offsets[place]!; // places are in the column
      });
      const utf8 = new Uint8Array(offsets[places.length]!); // the last offset
      places.forEach((place, i) => {
        utf8.set(column.utf8.subarray(column.offsets[place], column.offsets[place + 1]), offsets[i]);
      });
      return { ...column, utf8, offsets };
    }
    case "image":
      return {
        ...column,
        starts: pick(column.starts, new Uint32Array(places.length), places),
        widths: pick(column.widths, new Uint16Array(places.length), places),
        heights: pick(column.heights, new Uint16Array(places.length), places),
      };
    default:
      return assertNever(column);
  }
}

type Picked = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** A plain loop: the hottest one of preparing, and several times as fast as `from` with a function. */
export function pick<T extends Picked>(values: T, into: T, places: Uint32Array<ArrayBuffer>): T {
  for (let i = 0; i < places.length; i++) into[i] = values[places[i]!]!; // places are in the column
  return into;
}

/** Keeps the rows at the given places. */
export function* keepPlaces(frame: Frame, places: Uint32Array<ArrayBuffer>): Work<Frame> {
  const columns: Column[] = [];
  for (const column of frame.columns) {
    columns.push(takeColumn(column, places));
    yield;
  }
  const { learnedRows } = frame;
  return {
    rows: pick(frame.rows, new Uint32Array(places.length), places),
    columns,
    ...(learnedRows === undefined ? {} : { learnedRows: places.filter((place) => place < learnedRows).length }),
  };
}

/** Puts other columns in the place of some; a column without an entry stays as it is. */
export function replaceColumns(frame: Frame, replacements: ReadonlyMap<string, readonly Column[]>): Frame {
  return {
    ...frame,
    columns: frame.columns.flatMap((column) => replacements.get(column.name) ?? [column]),
  };
}
