import type { ReconstructionTask } from "../../core/task";
import type { Messages } from "../../i18n/messages";

/** Which rows are learned from, in words. */
export function normalRows(words: Messages["reconstruction"], { normal }: ReconstructionTask): string {
  return normal ? words.rowsWhere(normal.column, normal.category) : words.allRows;
}
