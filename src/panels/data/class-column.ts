/** Which column says what the pictures show, and what each row has there. */
import { useEffect, useMemo, useState } from "react";
import { answerColumns } from "../../core/answer-columns";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import { toFailure, type Failure } from "../../core/failure";
import type { Task } from "../../core/task";
import { useActions } from "../workbench";

/** Columns by whose classes pictures can be shown: few enough to choose from. */
const mostClasses = 200;

export function classColumnsOf({ columns }: DatasetInfo): readonly ColumnInfo[] {
  return columns.filter(({ kind, categories }) => kind === "category" && categories.length <= mostClasses);
}

/** The outcome of the question, else the column `label`, else the first that is not the split; null where there is none. */
export function classColumnFor(dataset: DatasetInfo, task: Task | null): string | null {
  const names = classColumnsOf(dataset).map(({ name }) => name);
  const wanted = [...(task ? answerColumns(task) : []), "label", names.find((name) => name !== "split"), names[0]];
  return wanted.find((name) => name !== undefined && names.includes(name)) ?? null;
}

/** The column that labels by hand go into: the outcome of the question, else `label`; the name of one to be made where there is none. */
export function labelColumnFor(dataset: DatasetInfo, task: Task | null): string {
  const names = classColumnsOf(dataset).map(({ name }) => name);
  const asked = task && answerColumns(task).find((name) => names.includes(name));
  if (asked) return asked;
  const isTaken = (name: string) => !names.includes(name) && dataset.columns.some((column) => column.name === name);
  let name = "label";
  for (let count = 2; isTaken(name); count++) name = `label ${count}`;
  return name;
}

export interface ClassCodes {
  readonly categories: readonly string[];
  /** By row number; -1 is missing. */
  readonly codes: Int32Array;
}

export interface LoadedCodes {
  /** null until they have come for the first time; those of before a correction until the new ones are there. */
  readonly classes: ClassCodes | null;
  readonly failure: Failure | null;
}

/** Rows of one request. */
const rowsAtOnce = 20_000;

/** The classes of all rows in a column; again when the data set has been changed. */
export function useClassCodes(dataset: DatasetInfo, column: string | null): LoadedCodes {
  const { rows: fetchRows } = useActions();
  const [loaded, setLoaded] = useState<LoadedCodes & { readonly key: string }>({
    classes: null,
    failure: null,
    key: "",
  });
  const key = JSON.stringify([dataset.id, dataset.rowCount, column]);
  useEffect(() => {
    if (column === null) return;
    const categories = dataset.columns.find(({ name }) => name === column)?.categories ?? [];
    const controller = new AbortController();
    const load = async () => {
      const codeOf = new Map<unknown, number>(categories.map((category, code) => [category, code]));
      const codes = new Int32Array(dataset.rowCount).fill(-1);
      for (let from = 0; from < codes.length; from += rowsAtOnce) {
        const to = Math.min(codes.length, from + rowsAtOnce);
        const { values } = await fetchRows(dataset.id, from, to, undefined, [column]);
        if (controller.signal.aborted) return;
        values[0]?.forEach((value, at) => (codes[from + at] = codeOf.get(value) ?? -1));
      }
      setLoaded({ classes: { categories, codes }, failure: null, key });
    };
    load().catch((error: unknown) => {
      if (!controller.signal.aborted) setLoaded({ classes: null, failure: toFailure(error), key });
    });
    return () => controller.abort();
  }, [fetchRows, dataset, column, key]);
  return loaded.key === key ? loaded : { classes: null, failure: null };
}

/** How many rows each class has; the last is how many have none. */
export function classCounts({ categories, codes }: ClassCodes): readonly number[] {
  const counts = Array.from({ length: categories.length + 1 }, () => 0);
  for (const code of codes) counts[code < 0 ? categories.length : code]!++; // codes are below the number of categories
  return counts;
}

/** Rows in their order, of these classes only (-1: without one) where any are named. */
export function useRowsOfClasses(
  dataset: DatasetInfo,
  only: readonly number[] | null,
  classes: ClassCodes | null,
  shown: ReadonlySet<number>,
): readonly number[] {
  const { rowCount } = dataset;
  return useMemo(() => {
    const rows = only ?? Array.from({ length: rowCount }, (_, row) => row);
    if (!classes || shown.size === 0) return rows;
    return rows.filter((row) => shown.has(classes.codes[row] ?? -1));
  }, [rowCount, only, classes, shown]);
}
