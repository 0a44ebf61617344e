/** The quiet words beside a column in a list: its kind, or why it is left out. */
import type { ColumnInfo } from "../../core/column";
import type { Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import type { ColumnOption } from "./column-choice";
import { featureReason, isNeverFeature, outcomeReason } from "./question";

export function kindNote(messages: Messages, format: Format, column: ColumnInfo): string {
  const kind = messages.data.kinds[column.kind];
  if (column.kind !== "category") return kind;
  return `${kind} · ${messages.prepare.classCount(format.number(column.distinct))}`;
}

export function outcomeNote(messages: Messages, format: Format, column: ColumnInfo): string {
  const reason = outcomeReason(column);
  return reason ? messages.prepare.outcomeReasons[reason] : kindNote(messages, format, column);
}

/** Every column but those of the answer, with why it is not among the proposed ones where it is not. */
export function featureOptions(
  messages: Messages,
  format: Format,
  columns: readonly ColumnInfo[],
  answers: readonly string[],
  proposed: readonly string[],
): readonly ColumnOption[] {
  return columns
    .filter((column) => !answers.includes(column.name))
    .map((column) => {
      const reason = proposed.includes(column.name) ? null : featureReason(column);
      const note = reason ? messages.prepare.featureReasons[reason] : kindNote(messages, format, column);
      return { name: column.name, note, disabled: isNeverFeature(reason) };
    });
}
