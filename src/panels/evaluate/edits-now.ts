import type { DatasetEdit } from "../../core/dataset-edit";

export interface EditOfRow {
  /** The label by hand; null where there is none. */
  readonly label: string | null;
  readonly isExcluded: boolean;
}

/** What has been corrected of the outcome, by row. */
export function editsByRow(edits: readonly DatasetEdit[] = [], target: string | null): ReadonlyMap<number, EditOfRow> {
  const found = new Map<number, EditOfRow>();
  for (const edit of edits) {
    for (const row of edit.rows) {
      const known = found.get(row) ?? { label: null, isExcluded: false };
      if (edit.kind === "exclude") found.set(row, { ...known, isExcluded: true });
      else if (edit.column === target) found.set(row, { ...known, label: edit.category });
    }
  }
  return found;
}
