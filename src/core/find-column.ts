import type { Column } from "./column";
import { fail } from "./failure";

/** The column of this name. Throws `data/unknown-column`. */
export function findColumn(columns: readonly Column[], name: string): Column {
  const column = columns.find((candidate) => candidate.name === name);
  if (column) return column;
  throw fail("data/unknown-column", { column: name, columns: listNames(columns) });
}

/** The columns of these names, in their order; quick for thousands. Throws `data/unknown-column`. */
export function findColumns(columns: readonly Column[], names: readonly string[]): readonly Column[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return names.map((name) => byName.get(name) ?? findColumn(columns, name));
}

function listNames(columns: readonly Column[]): string {
  const shown = columns.slice(0, 30).map((column) => column.name);
  return columns.length > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
}
