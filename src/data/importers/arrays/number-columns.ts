/** From arrays of numbers to columns: a label is a category, k labels at once are k columns. */
import type { CategoryColumn, NumberColumn } from "../../../core/column";
import type { Wording } from "../../../core/wording";
import { categoryColumn } from "../../columns/category-column";
import { tooLarge } from "../byte-source";
import { itemLength } from "./array-header";
import { itemsOf, type ItemsContext } from "./array-items";
import type { NamedPart } from "./plan-blocks";
import { readNumbers } from "./number-types";

const cellLimit = 2 ** 27;
/** More different whole numbers than this are a quantity. */
const mostClasses = 1_000;

export interface PlacedNumbers {
  readonly part: NamedPart;
  /** Row of its first item. */
  readonly from: number;
}

export interface NumberResult {
  readonly columns: readonly (NumberColumn | CategoryColumn)[];
  readonly remarks: readonly Wording[];
}

/** Columns of parts with the same name. Rows that no part holds are missing. */
export async function readNumberColumns(
  name: string,
  placed: readonly PlacedNumbers[],
  rowCount: number,
  context: ItemsContext,
): Promise<NumberResult> {
  const width = Math.max(...placed.map(({ part }) => itemLength(part.header)));
  const isLabel = placed.some(({ part }) => part.role === "labels" || part.column === "label");
  const first = placed[0]?.part.source.name ?? "";
  if (width * rowCount > cellLimit) throw tooLarge(first, width * rowCount * 8);
  const values = Array.from({ length: width }, () => new Float64Array(rowCount).fill(NaN));
  for (const { part, from } of placed) {
    const length = itemLength(part.header);
    for await (const items of itemsOf(part, context)) {
      const numbers = new Float64Array(items.count * length);
      readNumbers(items.bytes, part.header, numbers);
      numbers.forEach((value, i) => {
        // Each number has a column and a row.
        values[i % length]![from + items.from + Math.floor(i / length)] = Number.isFinite(value) ? value : NaN;
      });
    }
  }
  const [only] = values;
  if (width === 1 && only) return { columns: [isLabel ? labelColumn(name, only) : numbersOf(name, only)], remarks: [] };
  const oneHot = isLabel ? fromOneHot(values, rowCount) : null;
  if (oneHot) return { columns: [labelColumn(name, oneHot)], remarks: [oneOf(width)] };
  const columnOf = isLabel ? labelColumn : numbersOf;
  return { columns: values.map((column, i) => columnOf(`${name} ${i}`, column)), remarks: [] };
}

function numbersOf(name: string, values: Float64Array<ArrayBuffer>): NumberColumn {
  return { kind: "number", name, values };
}

function labelColumn(name: string, values: Float64Array<ArrayBuffer>): NumberColumn | CategoryColumn {
  const codes = new Map<number, number>();
  for (const value of values) {
    if (Number.isNaN(value) || codes.has(value)) continue;
    if (!Number.isInteger(value) || codes.size >= mostClasses) return numbersOf(name, values);
    codes.set(value, codes.size);
  }
  const own = Int32Array.from(values, (value) => codes.get(value) ?? -1);
  return categoryColumn(name, own, [...codes.keys()].map(String));
}

/** The place of the only 1 in each row; null where a row has not exactly one 1 among zeros. */
function fromOneHot(values: readonly Float64Array<ArrayBuffer>[], rowCount: number): Float64Array<ArrayBuffer> | null {
  const places = new Float64Array(rowCount).fill(NaN);
  let known = 0;
  for (let row = 0; row < rowCount; row++) {
    let ones = 0;
    let held = 0;
    for (let place = 0; place < values.length; place++) {
      const value = values[place]![row]!; // place and row are in range
      if (Number.isNaN(value)) continue;
      held++;
      if (value !== 0 && value !== 1) return null;
      if (value === 1) places[row] = place;
      ones += value;
    }
    if (held === 0) continue;
    if (ones !== 1) return null;
    known++;
  }
  return known > 0 ? places : null;
}

function oneOf(width: number): Wording {
  return {
    en: `Each item has exactly one of its ${width} labels, so they became one column of ${width} classes.`,
    zh: `每项恰好有 ${width} 个标签之一，因此合并为一列（${width} 个类别）。`,
  };
}
