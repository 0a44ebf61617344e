/** The input that fits one field: what a field is decides how it is shown. */
import { Input, NativeSelect, SegmentedControl, Switch } from "@mantine/core";
import { useId } from "react";
import { assertNever } from "../../core/assert-never";
import type { Field } from "../../core/field";
import { useFormat } from "../../i18n/locale";
import { IntegersField } from "./integers-field";
import { NumberField } from "./number-field";

export interface FieldInputProps {
  readonly field: Field;
  /** The default is shown where this is undefined. */
  readonly value: unknown;
  readonly problem?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** More choices than this, or longer words, go into a list that opens. */
const choicesInSight = 3;
const charactersInSight = 28;

export function FieldInput({ field, value, problem, disabled = false, onChange }: FieldInputProps) {
  const { text } = useFormat();
  const label = text(field.label);
  const help = text(field.help);
  switch (field.type) {
    case "integer":
    case "number":
      return (
        <NumberField
          label={label}
          description={help}
          error={problem}
          value={typeof value === "number" ? value : field.default}
          min={field.min}
          max={field.max}
          isWhole={field.type === "integer"}
          scale={field.scale ?? "linear"}
          disabled={disabled}
          onChange={onChange}
        />
      );
    case "choice":
      return (
        <ChoiceInput
          label={label}
          help={help}
          problem={problem}
          disabled={disabled}
          value={typeof value === "string" ? value : field.default}
          options={field.options.map((option) => ({ value: option.value, label: text(option.label) }))}
          onChange={onChange}
        />
      );
    case "switch":
      return (
        <Switch
          label={label}
          description={help}
          error={problem}
          disabled={disabled}
          checked={typeof value === "boolean" ? value : field.default}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "name":
      return null;
    case "integers":
      return (
        <IntegersField
          label={label}
          description={help}
          error={problem}
          disabled={disabled}
          values={Array.isArray(value) ? value.filter((item) => typeof item === "number") : field.default}
          min={field.min}
          max={field.max}
          maxLength={field.maxLength}
          onChange={onChange}
        />
      );
    default:
      return assertNever(field);
  }
}

interface ChoiceInputProps {
  readonly label: string;
  readonly help: string;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function ChoiceInput({ label, help, problem, disabled, value, options, onChange }: ChoiceInputProps) {
  const id = useId();
  const length = options.reduce((sum, option) => sum + option.label.length, 0);
  if (options.length > choicesInSight || length > charactersInSight) {
    return (
      <NativeSelect
        label={label}
        description={help}
        error={problem}
        disabled={disabled}
        value={value}
        data={[...options]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <div>
      <Input.Label id={id} labelElement="div">
        {label}
      </Input.Label>
      <Input.Description mb={4}>{help}</Input.Description>
      <SegmentedControl
        aria-labelledby={id}
        disabled={disabled}
        value={value}
        data={[...options]}
        onChange={onChange}
      />
      {problem && <Input.Error>{problem}</Input.Error>}
    </div>
  );
}
