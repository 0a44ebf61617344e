/** Small data sets for tests. */
import type { Column, ColumnInfo } from "./column";
import { isMissingAt, nameAt } from "./column-values";
import type { Dataset, DatasetInfo } from "./dataset";
import { lengthOfColumn } from "./column-values";

export function toyDataset(columns: readonly Column[]): Dataset {
  const [first] = columns;
  const rowCount = first ? lengthOfColumn(first) : 0;
  return { id: "toy", name: "toy", rowCount, columns, source: { files: [] }, warnings: [] };
}

/** Row numbers 0 .. count - 1, or from .. to - 1. */
export function rowRange(from: number, to?: number): Uint32Array<ArrayBuffer> {
  const start = to === undefined ? 0 : from;
  return Uint32Array.from({ length: (to ?? from) - start }, (_, i) => start + i);
}

/** What the page would know of the data set, as far as proposals look at it. */
export function toyInfo(dataset: Dataset, idLike: readonly string[] = []): DatasetInfo {
  return {
    ...dataset,
    columns: dataset.columns.map((column) => describe(column, dataset.rowCount, idLike.includes(column.name))),
    warningCount: 0,
    redFlags: [],
    fingerprint: "toy",
    sizeBytes: 0,
  };
}

function describe(column: Column, rowCount: number, idLike: boolean): ColumnInfo {
  const present = Array.from(rowRange(rowCount)).filter((row) => !isMissingAt(column, row));
  const base = {
    name: column.name,
    kind: column.kind,
    missing: rowCount - present.length,
    distinct: new Set(present.map((row) => nameAt(column, row))).size,
    categories: column.kind === "category" ? column.categories : [],
    idLike,
  };
  if (column.kind === "category") return { ...base, summary: { kind: "category", top: [] } };
  if (column.kind === "text") return { ...base, summary: { kind: "text", meanLength: 0, example: "" } };
  if (column.kind === "image") {
    return { ...base, summary: { kind: "image", channels: column.channels, widths: [0, 0, 0], heights: [0, 0, 0] } };
  }
  const sorted = Float64Array.from(present, (row) => column.values[row]!).sort(); // row is in the column
  const range = { min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, histogram: [] };
  if (column.kind === "time") return { ...base, summary: { kind: "time", ...range } };
  return { ...base, summary: { kind: "number", ...range, mean: NaN, standardDeviation: NaN, median: NaN } };
}
