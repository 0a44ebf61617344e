/**
 * Several labels of each row, from columns of two values each or from one column whose texts list them.
 * A column is a label that holds where it is yes, true, 1 or another word for found; where none of its two values is one,
 * the one that is not a word for not found, else the second in the column's order (of numbers the larger), which then stands in the
 * label's name. In a list, parts stand between "|", else ";", else ","; words such as "No Finding" and "none" are no label. A list
 * that is empty is unknown, like every empty cell.
 */
import { isMissingAt, nameAt } from "../core/column-values";
import type { Column } from "../core/column";
import { fail } from "../core/failure";
import { labelSeparator, labelsIn, mostLabels } from "../core/label-list";
import type { Wording } from "../core/wording";
import { meansFound, meansNotFound, meansNothing } from "./answer-words";
import type { KnownTargets } from "./outcomes";
import { createCategoryLookup, parseNumber } from "./parse-values";

/** Training rows that a label needs. */
export const fewestRows = 2;

/** `rows` are known in every column. Throws `prepare/target-kind`, `prepare/one-class`, `prepare/label-values`, `prepare/no-label-list`, `prepare/too-many-labels`. */
export function readLabels(columns: readonly Column[], rows: Uint32Array<ArrayBuffer>): KnownTargets {
  const [list] = columns;
  if (columns.length === 1 && list) return readList(list, rows);
  const found = columns.map((column) => foundValue(column, rows));
  const readers = found.map(
    ({ column, value }) =>
      (row: number) =>
        Number(nameAt(column, row) === value),
  );
  return {
    ...laidOut(rows, readers),
    categories: found.map(({ label }) => label),
    notes: found.flatMap(({ note }) => note ?? []),
  };
}

/**
 * The labels of a run in other data. Labels that the run does not have are passed over.
 * Throws `prepare/label-values`, and `fit/unknown-category` where a list has no label of the run at all.
 */
export function readKnownLabels(
  columns: readonly Column[],
  rows: Uint32Array<ArrayBuffer>,
  labels: readonly string[],
): KnownTargets {
  const [list] = columns;
  if (columns.length === 1 && list) requireAnyKnown(list, rows, new Set(labels));
  else {
    for (const column of columns) {
      const values = distinctNames(column, rows);
      if (values.length > 2) throw wrongValues(column, values);
    }
  }
  return findLabels(columns, rows, labels);
}

/** Where these labels hold, whatever else the columns say. */
export function findLabels(
  columns: readonly Column[],
  rows: Uint32Array<ArrayBuffer>,
  labels: readonly string[],
): KnownTargets {
  const [list] = columns;
  const readers = () => {
    if (columns.length === 1 && list) {
      const partsOf = partsReader(list, rows, new Set(labels));
      return labels.map((label) => (row: number) => Number(partsOf(row).has(label)));
    }
    return columns.map((column, i) => {
      const label = labels[i] ?? "";
      if (label === column.name) return (row: number) => Number(meansFound(nameAt(column, row) ?? ""));
      const codeOf = createCategoryLookup([label.slice(column.name.length + 2)], true);
      return (row: number) => Number(codeOf(nameAt(column, row) ?? "") === 0);
    });
  };
  return { ...laidOut(rows, readers()), categories: labels, notes: [] };
}

/** The labels of a list that enough training rows have, and not all; what is left out is said. Throws `prepare/no-label-list` where fewer than two are left. */
export function withoutRareLabels(
  targets: KnownTargets,
  train: Uint32Array<ArrayBuffer>,
  column: string,
): KnownTargets {
  const { rows, values, width, categories } = targets;
  const isTrain = new Set(train);
  const counts = categories.map(() => 0);
  rows.forEach((row, i) => {
    if (!isTrain.has(row)) return;
    for (let k = 0; k < width; k++) counts[k]! += values[i * width + k]!; // in the array
  });
  const kept = categories.flatMap((_, k) => (counts[k]! >= fewestRows && counts[k]! < train.length ? [k] : [])); // one for each
  if (kept.length === width) return targets;
  if (kept.length < 2) throw fail("prepare/no-label-list", { column });
  const left = categories.filter((_, k) => !kept.includes(k)).map((label) => `“${label}”`);
  const note: Wording = {
    en: `Left out, because fewer than ${fewestRows} training rows or all of them have it: ${left.join(", ")}.`,
    zh: `以下标签已略去，因为训练数据中不足 ${fewestRows} 行或全部行具有它：${left.join("、")}。`,
  };
  return {
    ...laidOut(
      rows,
      kept.map((k) => (_: number, i: number) => values[i * width + k]!), // in the array
    ),
    categories: kept.map((k) => categories[k]!), // as above
    notes: [...targets.notes, note],
  };
}

function laidOut(rows: Uint32Array<ArrayBuffer>, readers: readonly ((row: number, place: number) => number)[]) {
  const width = readers.length;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, i) => readers.forEach((read, k) => (values[i * width + k] = read(row, i))));
  return { rows, values, width };
}

/** Which of a column's two values is the label, and what that is called. */
function foundValue(column: Column, rows: Uint32Array<ArrayBuffer>) {
  if (column.kind !== "category" && column.kind !== "number") {
    throw fail("prepare/target-kind", { target: column.name, kind: column.kind, task: "multilabel" });
  }
  const values = distinctNames(column, rows);
  const [first, second] = values;
  if (first === undefined || values.length > 2) throw wrongValues(column, values);
  if (second === undefined) throw fail("prepare/one-class", { target: column.name, category: first });
  const [isFirst, isSecond] = [meansFound(first), meansFound(second)];
  // 1 beside 2 is a number, not a yes.
  const isCount = [first, second].every((value) => !Number.isNaN(parseNumber(value))) && !meansNotFound(first);
  if (isFirst !== isSecond && !isCount) return { column, value: isFirst ? first : second, label: column.name };
  const value = meansNotFound(second) && !meansNotFound(first) ? first : second;
  const note: Wording = {
    en: `“${column.name}” counts as found where it is “${value}”.`,
    zh: `“${column.name}”为“${value}”时视为具有该标签。`,
  };
  return { column, value, label: `${column.name}: ${value}`, note };
}

function wrongValues(column: Column, values: readonly string[]) {
  const most = values.length > 2 ? "more than 2" : String(values.length);
  return fail("prepare/label-values", { column: column.name, values: most });
}

/** In the order of the column: its categories', or of number. No more than three are looked for. */
function distinctNames(column: Column, rows: Uint32Array<ArrayBuffer>): readonly string[] {
  const known = new Map<string, number>();
  for (const row of rows) {
    const name = nameAt(column, row) ?? ""; // known
    if (known.has(name)) continue;
    known.set(name, column.kind === "category" ? column.codes[row]! : Number(name)); // row is in the column
    if (known.size > 2) break;
  }
  return [...known].toSorted(([, a], [, b]) => a - b).map(([name]) => name);
}

function readList(column: Column, rows: Uint32Array<ArrayBuffer>): KnownTargets {
  if (!canList(column)) {
    throw fail("prepare/target-kind", { target: column.name, kind: column.kind, task: "multilabel" });
  }
  const partsOf = partsReader(column, rows, new Set());
  const labels = new Set<string>();
  let hasSeveral = false;
  for (const row of rows) {
    const parts = partsOf(row);
    hasSeveral ||= parts.size > 1;
    for (const part of parts) labels.add(part);
  }
  if (!hasSeveral || labels.size < 2) throw fail("prepare/no-label-list", { column: column.name });
  if (labels.size > mostLabels) {
    throw fail("prepare/too-many-labels", { column: column.name, labels: labels.size, most: mostLabels });
  }
  const categories = [...labels].toSorted();
  return {
    ...laidOut(
      rows,
      categories.map((label) => (row: number) => Number(partsOf(row).has(label))),
    ),
    categories,
    notes: [],
  };
}

function canList(column: Column): boolean {
  return column.kind === "category" || column.kind === "text";
}

/** Whether a cell of the column names several labels. */
export function listsLabels(column: Column, rows: Uint32Array<ArrayBuffer>): boolean {
  if (!canList(column)) return false;
  const partsOf = partsReader(column, rows, new Set());
  return rows.some((row) => partsOf(row).size > 1);
}

/** The labels in a cell, each text taken apart once. A text that is a known label as it stands is that label. */
function partsReader(column: Column, rows: Uint32Array<ArrayBuffer>, known: ReadonlySet<string>) {
  const texts = new Set(Array.from(rows, (row) => nameAt(column, row) ?? ""));
  const separator = labelSeparator([...texts]);
  const parts = new Map<string, ReadonlySet<string>>();
  for (const text of texts) {
    const list = known.has(text.trim()) ? [text.trim()] : labelsIn(text, separator);
    parts.set(text, new Set(list.filter((part) => part !== "" && !meansNothing(part))));
  }
  return (row: number): ReadonlySet<string> => parts.get(nameAt(column, row) ?? "")!; // every text was taken apart
}

/** Other data whose labels are written in another way would be judged as if they had none. */
function requireAnyKnown(column: Column, rows: Uint32Array<ArrayBuffer>, labels: ReadonlySet<string>): void {
  const partsOf = partsReader(column, rows, labels);
  const isKnown = (row: number) => partsOf(row).size === 0 || [...partsOf(row)].some((part) => labels.has(part));
  const [first] = rows;
  if (first === undefined || rows.some(isKnown)) return;
  throw fail("fit/unknown-category", { column: column.name, value: nameAt(column, first) ?? "" });
}

/** Rows that are known in every one of the columns. */
export function knownRows(columns: readonly Column[], rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  return rows.filter((row) => columns.every((column) => !isMissingAt(column, row)));
}
