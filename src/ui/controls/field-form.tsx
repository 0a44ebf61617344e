/** A form made from fields: the plain settings in sight, the further ones folded away until they are wanted. */
import { useId, useState } from "react";
import type { Field, FieldProblem } from "../../core/field";
import type { JsonValue } from "../../core/json";
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./field-form.module.css";
import { FieldInput } from "./field-input";
import { UnfoldButton } from "./unfold-button";

export interface FieldFormProps {
  readonly fields: readonly Field[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems?: readonly FieldProblem[];
  readonly onChange: (id: string, value: unknown) => void;
  readonly disabled?: boolean;
}

export function FieldForm({ fields, values, problems = [], onChange, disabled = false }: FieldFormProps) {
  const words = useMessages().app.controls;
  const format = useFormat();
  const id = useId();
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = fields.filter((field) => isWanted(field, fields, values));
  const further = shown.filter((field) => field.isAdvanced);
  const hasHiddenProblem = further.some((field) => problems.some((problem) => problem.field === field.id));
  const isOpen = isUnfolded || hasHiddenProblem;
  const input = (field: Field) => {
    const problem = problems.find((candidate) => candidate.field === field.id);
    return (
      <FieldInput
        key={field.id}
        field={field}
        value={values[field.id]}
        problem={problem && format.text(problem.reason)}
        disabled={disabled}
        onChange={(value) => onChange(field.id, value)}
      />
    );
  };
  return (
    <div>
      <div className={classes.fields}>{shown.filter((field) => !field.isAdvanced).map(input)}</div>
      {further.length > 0 && (
        <>
          <UnfoldButton
            label={isOpen ? words.fewerSettings : words.moreSettings(format.number(further.length))}
            isOpen={isOpen}
            controls={id}
            className={classes.unfold}
            onToggle={() => setUnfolded(!isOpen)}
          />
          <div id={id} className={classes.fields} hidden={!isOpen}>
            {isOpen && further.map(input)}
          </div>
        </>
      )}
    </div>
  );
}

/** Whether the field's condition on another field holds. */
function isWanted(field: Field, fields: readonly Field[], values: Readonly<Record<string, unknown>>): boolean {
  const condition = field.when;
  if (!condition) return true;
  const value = values[condition.field] ?? fields.find((other) => other.id === condition.field)?.default;
  return condition.in.includes(value as JsonValue); // a value that is not JSON is in no list
}
