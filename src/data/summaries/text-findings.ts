/** Categories and texts that mean the same but are written differently. */
import { lengthOfColumn, nameAt } from "../../core/column-values";
import type { CategoryColumn, TextColumn } from "../../core/column";
import { readDate } from "../columns/date-text";
import type { Finding } from "./finding";
import { dateMix, nameVariants } from "./finding-words";

const judgedDates = 1_000;

/** Categories that differ only in case, width or spaces. The rows are those of the rarer spellings. */
export function findNameVariants(column: CategoryColumn): readonly Finding[] {
  const groups = new Map<string, number[]>();
  for (const [code, category] of column.categories.entries()) {
    const plain = category.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
    const group = groups.get(plain);
    if (group) group.push(code);
    else groups.set(plain, [code]);
  }
  const variants = [...groups.values()].filter((codes) => codes.length > 1);
  const [first] = variants;
  if (!first) return [];
  const counts = new Uint32Array(column.categories.length);
  for (const code of column.codes) if (code >= 0) counts[code]!++; // codes are within the categories
  const rare = new Set(variants.flatMap((codes) => codes.toSorted((a, b) => counts[b]! - counts[a]!).slice(1))); // known codes
  const example = first.map((code) => column.categories[code] ?? "").slice(0, 3);
  const isRare = (row: number) => rare.has(column.codes[row]!); // row is in the column
  return [nameVariants(column.name, example, variants.length, isRare)];
}

/** Dates that stayed text because they are not all written in one way. */
export function findDateMix(column: CategoryColumn | TextColumn): readonly Finding[] {
  const rowCount = lengthOfColumn(column);
  const examples = new Map<string, string>();
  let seen = 0;
  let dates = 0;
  for (let row = 0; row < rowCount && seen < judgedDates; row++) {
    const text = nameAt(column, row);
    if (text === null) continue;
    seen++;
    const date = readDate(text);
    if (!date) {
      // Most columns hold no dates at all: a few cells tell.
      if (seen === 20 && dates === 0) return [];
      continue;
    }
    dates++;
    const isDayFirst = date.shape === "numeric" && date.first > 12;
    const isMonthFirst = date.shape === "numeric" && date.second > 12;
    const order = isDayFirst ? "day" : isMonthFirst ? "month" : date.shape;
    if (order !== "numeric" && !examples.has(order)) examples.set(order, text);
  }
  return dates * 10 >= seen * 9 && examples.size > 1 ? [dateMix(column.name, [...examples.values()])] : [];
}
