import type { Column } from "./column";
import { fail } from "./failure";

/** The column of this name. Throws `data/unknown-column`. */
export function findColumn(columns: readonly Column[], name: string): Column {
  const column = columns.find((candidate) => candidate.name === name);
  if (column) return column;
  throw fail("data/unknown-column", { column: name, columns: listNames(columns) });
}

function listNames(columns: readonly Column[]): string {
  const shown = columns.slice(0, 30).map((column) => column.name);
  return columns.length > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
}
