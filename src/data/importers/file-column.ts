/** The column that says which file a row came from; files called train, validation and test make it the split. */
import type { CategoryColumn } from "../../core/column";
import { subsetNamed } from "../../core/column-roles";
import { categoryColumn } from "../columns/category-column";
import { uniqueNames } from "../columns/column-names";

export interface FilePart {
  readonly path: string;
  /** First row and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** @param taken names that the table's own columns have. */
export function fileColumn(parts: readonly FilePart[], taken: ReadonlySet<string>): CategoryColumn {
  const subsets = parts.map(({ path }) => subsetOf(path));
  const isSplit = subsets.every((subset) => subset !== null) && !taken.has("split");
  const codes = new Int32Array(parts.at(-1)?.to ?? 0);
  for (const [index, { from, to }] of parts.entries()) codes.fill(index, from, to);
  const labels = isSplit ? subsets : shortPaths(parts.map(({ path }) => path));
  const name = isSplit ? "split" : uniqueNames([...taken, "file"], taken.size + 1).names.at(-1);
  return categoryColumn(name ?? "file", codes, labels);
}

/** The subset that a file's name or one of its folders names: train.csv, pima_test.csv, validation/a.csv. */
function subsetOf(path: string): "train" | "validation" | "test" | null {
  const parts = path.split("/").toReversed();
  for (const part of parts) {
    const words = part.replace(/\.[^.]*$/, "").split(/[^\p{L}]+/u);
    const found = [...new Set(words.map(subsetNamed).filter((subset) => subset !== null))];
    if (found.length === 1) return found[0] ?? null;
  }
  return null;
}

/** File names, with their folders where two have the same name. */
function shortPaths(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => path.slice(path.lastIndexOf("/") + 1));
  return new Set(names).size === names.length ? names : paths;
}
