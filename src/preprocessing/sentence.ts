/** Pieces of the sentences in which steps say what they did, in every language. */
import type { Wording } from "../core/wording";

/** A number as people write it: at most six significant digits. */
export function shownNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** "1 column", "3 columns". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Column names in quotation marks, at most three of them, the rest as a number. */
export function namedColumns(names: readonly string[]): Wording {
  return listed(names.map((name) => ({ en: `“${name}”`, zh: `“${name}”` })));
}

/** Items of a list, at most three of them, the rest as a number. */
export function listed(items: readonly Wording[]): Wording {
  const shown = items.slice(0, items.length > 4 ? 3 : 4);
  const rest = items.length - shown.length;
  return {
    en: shown.map((item) => item.en).join(", ") + (rest > 0 ? ` and ${rest} more` : ""),
    zh: shown.map((item) => item.zh).join("、") + (rest > 0 ? `等 ${items.length} 项` : ""),
  };
}
