/** Picking rows by hand: one more, or one less. */
import { inEveryLanguage } from "../../core/wording";
import { messages } from "../../i18n/messages";
import type { Selection } from "../../state/workbench";

/** The selection with the row in it, or without it where it was; null where none is left. */
export function toggledRow(selection: Selection | null, dataset: string, row: number): Selection | null {
  const rows = selection?.rows ?? [];
  const next = rows.includes(row) ? rows.filter((other) => other !== row) : [...rows, row].toSorted((a, b) => a - b);
  if (next.length === 0) return null;
  return picked(dataset, next);
}

/** The selection with all of these rows in it. */
export function withRows(selection: Selection | null, dataset: string, rows: readonly number[]): Selection {
  return picked(
    dataset,
    [...new Set([...(selection?.rows ?? []), ...rows])].toSorted((a, b) => a - b),
  );
}

function picked(dataset: string, rows: readonly number[]): Selection {
  return { dataset, rows, label: inEveryLanguage((locale) => messages[locale].data.pickedRows) };
}
