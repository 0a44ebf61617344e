import type { CategoryColumn } from "../../core/column";

/**
 * A category column from codes into a list of names: equal names become one category, null is missing.
 * Categories are in a fixed order, numbers by value and then texts by code unit, whatever the order of the rows.
 */
export function categoryColumn(
  name: string,
  codes: Int32Array<ArrayBuffer>,
  names: readonly (string | null)[],
): CategoryColumn {
  const used = new Uint8Array(names.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  const present = names.filter((text, code): text is string => text !== null && used[code] === 1);
  const categories = [...new Set(present)].toSorted(compareCategories);
  const numbers = new Map(categories.map((category, index) => [category, index]));
  const renumbered = Int32Array.from(names, (text) => (text === null ? -1 : (numbers.get(text) ?? -1)));
  const own = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!; // row < length
    own[row] = code < 0 ? -1 : renumbered[code]!; // every code has a name
  }
  return { kind: "category", name, codes: own, categories };
}

function compareCategories(a: string, b: string): number {
  const first = a.trim() === "" ? Number.NaN : Number(a);
  const second = b.trim() === "" ? Number.NaN : Number(b);
  if (!Number.isNaN(first) && !Number.isNaN(second) && first !== second) return first - second;
  if (Number.isNaN(first) !== Number.isNaN(second)) return Number.isNaN(first) ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
