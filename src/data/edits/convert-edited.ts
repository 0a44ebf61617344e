import type { ColumnKind } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import { convertColumn } from "../columns/convert";
import { editDataset, openedDataset } from "./edit-dataset";

/**
 * The opened column as another kind, with the edits laid over it again.
 * Throws `data/unknown-column`, `data/conversion`, and `data/edit-kind` where labels were corrected that the new kind cannot hold.
 */
export function convertEdited(dataset: Dataset, name: string, kind: ColumnKind): Dataset {
  const shown = findColumn(dataset.columns, name);
  if (shown.kind === kind) return dataset;
  const opened = openedDataset(dataset);
  const column = opened.columns.find((known) => known.name === name);
  // What exists by edits alone is nothing but labels.
  if (!column) throw fail("data/edit-kind", { column: name, kind });
  const converted = convertColumn(column, kind);
  const columns = opened.columns.map((known) => (known === column ? converted : known));
  return editDataset({ ...opened, columns }, dataset.edits ?? []);
}
