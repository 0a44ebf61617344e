/** One value of a case, in the form that its column has. */
import { Select, Textarea, TextInput } from "@mantine/core";
import type { ColumnInfo } from "../../core/column";
import { useFormat, useMessages } from "../../i18n/locale";

export interface CaseFieldProps {
  readonly column: ColumnInfo;
  readonly value: string | number | null;
  readonly onChange: (value: string | number | null) => void;
}

export function CaseField({ column, value, onChange }: CaseFieldProps) {
  const { use } = useMessages();
  const format = useFormat();
  if (column.kind === "number" && column.summary.kind === "number") {
    return (
      <TextInput
        label={column.name}
        inputMode="decimal"
        placeholder={use.usual(format.significant(column.summary.median))}
        value={value ?? ""}
        error={value !== null && Number.isNaN(Number(value)) ? use.notANumber : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value.trim() === "" ? null : currentTarget.value)}
      />
    );
  }
  if (column.kind === "category" && column.categories.length > 0) {
    return (
      <Select
        label={column.name}
        placeholder={use.unknown}
        data={[...column.categories]}
        value={value === null ? null : String(value)}
        onChange={onChange}
        clearable
        searchable
      />
    );
  }
  if (column.kind === "text") {
    return (
      <Textarea
        label={column.name}
        placeholder={use.typeText}
        autosize
        style={{ gridColumn: "1 / -1" }}
        minRows={3}
        maxRows={12}
        value={value ?? ""}
        onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? null : currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      label={column.name}
      placeholder={column.kind === "time" ? "2026-05-31 14:00" : use.unknown}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
    />
  );
}
