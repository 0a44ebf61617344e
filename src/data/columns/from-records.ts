/** A data set from a few records, such as a filled-in form, with the columns of another data set. */
import { assertNever } from "../../core/assert-never";
import type { Column, ColumnInfo } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { createNumberReader } from "./number-reader";
import { readTime } from "./read-times";
import { createTextStore } from "./text-store";

/** What must be known of a column to read its cells. */
type KnownColumn = Pick<ColumnInfo, "name" | "kind" | "categories">;

type RecordLike = Readonly<Record<string, unknown>>;

/**
 * Columns by the names and kinds of `like`; what a record leaves out is missing, what `like` does not name is left out.
 * Categories keep the codes that they have in `like`; unknown ones come after them. Throws `data/conversion`.
 */
export function datasetFromRecords(
  id: string,
  name: string,
  records: readonly RecordLike[],
  like: readonly KnownColumn[],
): Dataset {
  const columns = like.map((info) => columnFrom(records, info));
  return { id, name, rowCount: records.length, columns, source: { files: [] }, warnings: [] };
}

function columnFrom(records: readonly RecordLike[], info: KnownColumn): Column {
  const { kind, name } = info;
  const cells = records.map((record) => present(record[name]));
  const read = (convert: (cell: string | number) => number) =>
    Float64Array.from(cells, (cell, row) => {
      if (cell === null) return Number.NaN;
      const value = convert(cell);
      if (!Number.isNaN(value)) return value;
      throw fail("data/conversion", { column: name, kind, row: row + 1, value: String(cell), failures: 1 });
    });
  switch (kind) {
    case "number":
      return { kind, name, values: read((cell) => (typeof cell === "number" ? cell : plainNumbers.read(cell))) };
    case "time":
      return { kind, name, values: read((cell) => (typeof cell === "number" ? cell : readTime(cell))) };
    case "category": {
      const categories = [...info.categories];
      const codes = new Map(categories.map((category, code) => [category, code]));
      const codeOf = (cell: string | number | null) => {
        if (cell === null) return -1;
        const category = String(cell).trim();
        const known = codes.get(category);
        if (known !== undefined) return known;
        codes.set(category, categories.length);
        return categories.push(category) - 1;
      };
      return { kind, name, codes: Int32Array.from(cells, codeOf), categories };
    }
    case "text": {
      const store = createTextStore();
      for (const cell of cells) store.append(cell === null ? "" : String(cell));
      return { kind, name, ...store.finish() };
    }
    case "image":
      throw fail("data/picture-by-form", { column: name });
    default:
      return assertNever(kind);
  }
}

const plainNumbers = createNumberReader(".");

/** A cell's value; null where it is missing. Booleans are written as in a file. */
function present(value: unknown): string | number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value === "boolean") return String(value);
  return value instanceof Date ? value.getTime() : null;
}
