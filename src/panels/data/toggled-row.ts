/** Picking rows by hand: one more, or one less. */
import { inEveryLanguage } from "../../core/wording";
import { messages } from "../../i18n/messages";
import type { Selection } from "../../state/workbench";

/** The selection with the row in it, or without it where it was; null where none is left. */
export function toggledRow(selection: Selection | null, dataset: string, row: number): Selection | null {
  const rows = selection?.rows ?? [];
  const next = rows.includes(row) ? rows.filter((other) => other !== row) : [...rows, row].toSorted((a, b) => a - b);
  if (next.length === 0) return null;
  return { dataset, rows: next, label: inEveryLanguage((locale) => messages[locale].data.pickedRows) };
}
