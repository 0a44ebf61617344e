import { allRows } from "./all-rows";
import type { Dataset } from "./dataset";
import type { DatasetEdit } from "./dataset-edit";

/** Row numbers that the edits exclude, each once. */
export function excludedRows(edits: readonly DatasetEdit[] = []): ReadonlySet<number> {
  const excluded = new Set<number>();
  for (const edit of edits) if (edit.kind === "exclude") for (const row of edit.rows) excluded.add(row);
  return excluded;
}

/** The numbers of the rows that take part, ascending. */
export function includedRows(dataset: Pick<Dataset, "rowCount" | "edits">): Uint32Array<ArrayBuffer> {
  const excluded = excludedRows(dataset.edits);
  const rows = allRows(dataset);
  return excluded.size === 0 ? rows : rows.filter((row) => !excluded.has(row));
}
