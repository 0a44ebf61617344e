/** Cells that list labels: "Effusion|Mass". */
import type { ColumnInfo } from "./column";

/** More labels than this are free text. */
export const mostLabels = 100;

const separators = ["|", ";", ","];

/** What stands between two labels in these texts: "|", else ";", else ",". */
export function labelSeparator(texts: readonly string[]): string {
  return separators.find((mark) => texts.some((text) => text.includes(mark))) ?? "|";
}

/** What stands in a text between the separators, without empty parts. */
export function labelsIn(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((label) => label.trim())
    .filter((label) => label !== "");
}

/** Whether a cell of the column may name several labels; of a text, whose values are not known here, always. */
export function mayListLabels({ kind, categories }: Pick<ColumnInfo, "kind" | "categories">): boolean {
  if (kind === "text") return true;
  const isList = (name: string) => separators.some((mark) => name.includes(mark));
  return kind === "category" && categories.some(isList);
}
