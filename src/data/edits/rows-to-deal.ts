/** What a split is dealt by, so that correcting a few labels or leaving out a few rows does not shuffle all the others. */
import { allRows } from "../../core/all-rows";
import { answerColumns } from "../../core/answer-columns";
import type { Column } from "../../core/column";
import { isMissingAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumns } from "../../core/find-column";
import { subsets, type Split } from "../../core/split";
import type { Task } from "../../core/task";

export interface RowsToDeal {
  /** Ascending; rows that are excluded among them. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Classes numbered from 0 in the order of their codes or values; null for other tasks. */
  readonly targetCodes: Int32Array<ArrayBuffer> | null;
}

/** Every row whose outcome is known, or was when it was opened, with the outcome that it was opened with; where there was none, as it is now. */
export function rowsToDeal(dataset: Dataset, task: Task): RowsToDeal {
  const now = findColumns(dataset.columns, answerColumns(task));
  const opened = now.map((column) => dataset.base?.find(({ name }) => name === column.name) ?? column);
  const isKnown = (columns: readonly Column[], row: number) => columns.every((column) => !isMissingAt(column, row));
  const wasKnown = (row: number) => isKnown(opened, row);
  const rows = allRows(dataset).filter((row) => wasKnown(row) || isKnown(now, row));
  if (task.kind !== "classification") return { rows, targetCodes: null };
  // Edits only add categories, so that a code means the same in both.
  const values = Array.from(rows, (row) => valueAt((wasKnown(row) ? opened : now)[0]!, row)); // one column
  const order = [...new Set(values)].toSorted((a, b) => a - b);
  const codeOf = new Map(order.map((value, code) => [value, code]));
  return { rows, targetCodes: Int32Array.from(values, (value) => codeOf.get(value)!) }; // every value is in the order
}

function valueAt(column: Dataset["columns"][number], row: number): number {
  if (column.kind === "category") return column.codes[row]!; // row is in the column
  return column.kind === "number" ? column.values[row]! : 0; // as above; other kinds hold no classes
}

/**
 * The rows of a split that take part: known and not excluded.
 * Throws `prepare/too-few-rows` where a subset that had rows has none left.
 */
export function restrictSplit(split: Split, taking: Uint32Array<ArrayBuffer>): Split {
  const takes = new Set(taking);
  const kept = (rows: Split["train"]) => rows.filter((row) => takes.has(row));
  const restricted = { train: kept(split.train), validation: kept(split.validation), test: kept(split.test) };
  for (const subset of subsets) {
    if (split[subset].length > 0 && restricted[subset].length === 0) {
      throw fail("prepare/too-few-rows", { subset, rows: 0 });
    }
  }
  return restricted;
}
