/** Fits the columns of another data set to those that a pipeline was fitted on: by name, with kinds and categories translated. */
import { nameAt } from "../core/column-values";
import type { Column } from "../core/column";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { textColumn } from "../core/make-column";
import type { FittedPipeline, InputColumn } from "../core/pipeline";
import { takeColumn, type Frame } from "./frame";
import { createCategoryLookup, parseNumber, parseTime } from "./parse-values";
import { namedColumns } from "./sentence";

/**
 * The input columns of a fitted pipeline, read from any data set. A category that training rows did not have gets a code after theirs.
 * Throws `fit/missing-column` (naming all that are missing) and `data/conversion`.
 */
export function conformFrame(dataset: Dataset, fitted: FittedPipeline, rows: Uint32Array<ArrayBuffer>): Frame {
  const byName = new Map(dataset.columns.map((column) => [column.name, column]));
  const missing = fitted.inputColumns.map(({ name }) => name).filter((name) => !byName.has(name));
  if (missing.length > 0) throw fail("fit/missing-column", { columns: namedColumns(missing), count: missing.length });
  const columns = fitted.inputColumns.flatMap((wanted) => {
    const column = byName.get(wanted.name);
    return column ? [conformColumn(takeColumn(column, rows), wanted, rows)] : [];
  });
  return { rows, columns };
}

function conformColumn(column: Column, wanted: InputColumn, rows: Uint32Array<ArrayBuffer>): Column {
  switch (wanted.kind) {
    case "number":
      return column.kind === "number"
        ? column
        : { kind: "number", name: wanted.name, values: parseValues(column, wanted, rows, parseNumber) };
    case "time":
      return column.kind === "time"
        ? column
        : { kind: "time", name: wanted.name, values: parseValues(column, wanted, rows, parseTime) };
    case "category":
      return matchCategories(column, wanted, rows.length);
    case "text":
      // A few short texts look like categories, and some are numbers.
      return column.kind === "text"
        ? column
        : textColumn(
            wanted.name,
            Array.from(rows, (_, place) => nameAt(column, place)),
          );
    case "image":
      if (column.kind === "image") return column;
      throw fail("prepare/no-pictures", { column: wanted.name });
  }
}

function parseValues(
  column: Column,
  wanted: InputColumn,
  rows: Uint32Array<ArrayBuffer>,
  parse: (text: string) => number,
): Float64Array<ArrayBuffer> {
  let failures = 0;
  let first = { row: 0, value: "" };
  const values = Float64Array.from(rows, (row, place) => {
    const text = nameAt(column, place);
    if (text === null) return NaN;
    const value = column.kind === "time" ? NaN : parse(text);
    if (Number.isNaN(value) && failures++ === 0) first = { row: row + 1, value: text };
    return value;
  });
  if (failures === 0) return values;
  throw fail("data/conversion", { column: wanted.name, kind: wanted.kind, ...first, failures });
}

/** Codes by the names of the training categories; names that are new follow them. */
function matchCategories(column: Column, wanted: InputColumn, rowCount: number): Column {
  const lookUp = createCategoryLookup(wanted.categories, column.kind === "number");
  const added = new Map<string, number>();
  const codeOf = (name: string) => {
    const known = lookUp(name) ?? added.get(name);
    if (known !== undefined) return known;
    const code = wanted.categories.length + added.size;
    added.set(name, code);
    return code;
  };
  const codes = Int32Array.from({ length: rowCount }, (_, place) => {
    const name = nameAt(column, place);
    return name === null ? -1 : codeOf(name);
  });
  return { kind: "category", name: wanted.name, codes, categories: [...wanted.categories, ...added.keys()] };
}
