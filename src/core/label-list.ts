/** Cells that list labels: "Effusion|Mass". */
import type { ColumnInfo } from "./column";

/** What may stand between two labels; the first of them that occurs in a column does. */
export const labelSeparators: readonly string[] = ["|", ";", ","];

/** Whether a cell of the column may name several labels; of a text, whose values are not known here, always. */
export function mayListLabels({ kind, categories }: Pick<ColumnInfo, "kind" | "categories">): boolean {
  if (kind === "text") return true;
  const isList = (name: string) => labelSeparators.some((mark) => name.includes(mark));
  return kind === "category" && categories.some(isList);
}
