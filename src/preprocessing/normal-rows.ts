/** Which rows are learned from where only some of them are to be: those of one category. */
import { answerColumns } from "../core/answer-columns";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { findColumns } from "../core/find-column";
import type { Split } from "../core/split";
import type { ReconstructionTask } from "../core/task";
import type { Wording } from "../core/wording";
import { pick } from "./frame";
import { knownRows } from "./label-targets";
import { createCategoryLookup } from "./parse-values";
import { classesOf } from "./class-values";

/** What `readTargets` gives for categories. */
interface Kinds {
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Codes, aligned with `rows`. */
  readonly values: Float64Array<ArrayBuffer>;
  readonly width: number;
  readonly categories: readonly string[];
  readonly notes: readonly Wording[];
  readonly missing: number;
}

/**
 * The category of each row, where the task names one that is learned from; rows without one are left out. Else all rows, with 0.
 * Throws `data/unknown-column`, `prepare/too-few-rows`, `prepare/target-kind`, and `fit/setting` for an unknown category.
 */
export function readKinds(dataset: Dataset, task: ReconstructionTask, rows: Uint32Array<ArrayBuffer>): Kinds {
  const rest = { width: 1, notes: [] };
  const { normal } = task;
  if (!normal) return { ...rest, rows, values: new Float64Array(rows.length), categories: [], missing: 0 };
  const columns = findColumns(dataset.columns, answerColumns(task));
  const known = knownRows(columns, rows);
  if (known.length === 0) throw fail("prepare/too-few-rows", { subset: "train", rows: 0 });
  const [column] = columns;
  const classes = column && classesOf(column, known);
  if (!classes) {
    throw fail("prepare/target-kind", { target: normal.column, kind: column?.kind ?? "text", task: task.kind });
  }
  const { numbers, distinct, name } = classes;
  const order = [...distinct.keys()].toSorted((a, b) => distinct[a]! - distinct[b]!); // both are below the length
  const codes = new Float64Array(distinct.length);
  order.forEach((number, code) => (codes[number] = code));
  const categories = order.map((number) => name(distinct[number]!)); // below the length
  if (!categories.includes(normal.category)) {
    const list = categories.join(", ");
    throw fail("fit/setting", {
      setting: "normal",
      reasonEn: `“${normal.category}” is no category of “${normal.column}”; they are ${list}`,
      reasonZh: `“${normal.category}”不是“${normal.column}”的类别；其类别为 ${list}`,
    });
  }
  const values = pick(codes, new Float64Array(known.length), numbers);
  return { ...rest, rows: known, values, categories, missing: rows.length - known.length };
}

/** The same of other data, in the codes of a run; all rows where the column is not there, as rows that are like those learned from. */
export function readKnownKinds(
  dataset: Dataset,
  { normal }: ReconstructionTask,
  rows: Uint32Array<ArrayBuffer>,
  categories: readonly string[],
  nameAt: (row: number) => string | null,
): Kinds {
  const rest = { width: 1, notes: [], categories };
  const column = normal && dataset.columns.find(({ name }) => name === normal.column);
  if (!normal || !column) {
    const code = normal ? categories.indexOf(normal.category) : 0;
    return { ...rest, rows, values: new Float64Array(rows.length).fill(code), missing: 0 };
  }
  const known = knownRows([column], rows);
  if (known.length === 0) throw fail("fit/no-labels", { column: normal.column });
  const codeOf = createCategoryLookup(categories, column.kind === "number");
  const values = Float64Array.from(known, (row) => {
    const code = codeOf(nameAt(row) ?? "");
    if (code !== undefined) return code;
    throw fail("fit/unknown-category", { column: normal.column, value: nameAt(row) ?? "" });
  });
  return { ...rest, rows: known, values, missing: rows.length - known.length };
}

/** Training and validation rows of the category that is learned from; test rows of all. Throws `prepare/too-few-rows`. */
export function keepNormal(
  split: Split,
  { rows, values, categories }: Pick<Kinds, "rows" | "values" | "categories">,
  { normal }: ReconstructionTask,
): Split {
  if (!normal) return split;
  const code = categories.indexOf(normal.category);
  const isNormal = new Set(rows.filter((_, i) => values[i] === code));
  const kept = (subset: "train" | "validation") => {
    const left = split[subset].filter((row) => isNormal.has(row));
    if (left.length === 0 && split[subset].length > 0) throw fail("prepare/too-few-rows", { subset, rows: 0 });
    return left;
  };
  return { train: kept("train"), validation: kept("validation"), test: split.test };
}
