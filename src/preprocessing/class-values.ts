/** The values of a column read as classes. */
import { nameAt } from "../core/column-values";
import type { Column } from "../core/column";
import { fail } from "../core/failure";
import { pick } from "./frame";
import type { KnownTargets } from "./outcomes";
import { createCategoryLookup } from "./parse-values";

/** A number column with more different values than this is a quantity and no list of classes. */
const mostNumberClasses = 100;

/** The codes of rows, and what they stand for in ascending order or in that of the column; null where it cannot hold classes. */
export function readClasses(
  column: Column,
  rows: Uint32Array<ArrayBuffer>,
): Pick<KnownTargets, "values" | "categories"> | null {
  if (column.kind === "text" || column.kind === "time" || column.kind === "image") return null;
  const raw = column.kind === "category" ? column.codes : column.values;
  const known = new Map<number, number>();
  const numbers = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = raw[rows[i]!]!; // rows are in the column
    let number = known.get(value);
    if (number === undefined) {
      known.set(value, (number = known.size));
      if (column.kind === "number" && known.size > mostNumberClasses) return null;
    }
    numbers[i] = number;
  }
  const name = (value: number) => (column.kind === "category" ? column.categories[value]! : String(value)); // codes are in range
  const distinct = [...known.keys()];
  const order = [...distinct.keys()].sort((a, b) => distinct[a]! - distinct[b]!); // both are below the length
  const codes = new Float64Array(distinct.length);
  order.forEach((number, code) => (codes[number] = code));
  return {
    values: pick(codes, new Float64Array(rows.length), numbers),
    categories: order.map((number) => name(distinct[number]!)), // below the length
  };
}

/** The codes of rows of other data, all of which have a value. Throws `fit/unknown-category`. */
export function codesIn(
  categories: readonly string[],
  column: Column,
  rows: Uint32Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  const codeOf = createCategoryLookup(categories, column.kind === "number");
  return Float64Array.from(rows, (row) => {
    const name = nameAt(column, row) ?? ""; // there is one
    const code = codeOf(name);
    if (code !== undefined) return code;
    throw fail("fit/unknown-category", { column: column.name, value: name });
  });
}

/** Throws `fit/setting` where a setting names a category that the column does not have. */
export function requireCategory(setting: string, category: string, { name }: Column, known: readonly string[]): void {
  if (known.includes(category)) return;
  const list = known.join(", ");
  throw fail("fit/setting", {
    setting,
    reasonEn: `“${category}” is no category of “${name}”; they are ${list}`,
    reasonZh: `“${category}”不是“${name}”的类别；其类别为 ${list}`,
  });
}
