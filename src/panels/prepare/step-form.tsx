/** The settings of one step and the columns that it works on. */
import type { ColumnInfo } from "../../core/column";
import { resolveFields } from "../../core/field";
import type { JsonObject } from "../../core/json";
import type { PipelineStep, StepInfo } from "../../core/pipeline";
import { useFormat, useMessages } from "../../i18n/locale";
import { FieldForm } from "../../ui/controls/field-form";
import { ColumnChoice, type ColumnOption } from "./column-choice";
import { kindNote } from "./column-notes";
import classes from "./steps-section.module.css";

export interface StepFormProps {
  readonly info: StepInfo;
  readonly step: PipelineStep;
  readonly features: readonly ColumnInfo[];
  readonly onChange: (step: PipelineStep) => void;
}

export function StepForm({ info, step, features, onChange }: StepFormProps) {
  const messages = useMessages();
  const format = useFormat();
  const { problems } = resolveFields(info.fields, step.params);
  const fitting = features.filter((column) => info.columnKinds.includes(column.kind));
  const known = new Set(fitting.map((column) => column.name));
  const options: readonly ColumnOption[] = [
    ...fitting.map((column) => ({ name: column.name, note: kindNote(messages, format, column) })),
    ...step.columns.filter((name) => !known.has(name)).map((name) => ({ name, note: messages.prepare.madeByStep })),
  ];
  return (
    <div className={classes.form}>
      <p className={classes.quiet}>{format.text(info.summary)}</p>
      {info.fields.length > 0 && (
        <FieldForm
          fields={info.fields}
          values={step.params}
          problems={problems}
          onChange={
            (id, value) => onChange({ ...step, params: { ...step.params, [id]: value } as JsonObject }) // a field's value is JSON
          }
        />
      )}
      <div>
        <p className={classes.label}>{messages.prepare.stepOn}</p>
        <ColumnChoice
          label={messages.prepare.stepOn}
          options={options}
          chosen={step.columns}
          onChoose={(columns) => onChange({ ...step, columns })}
        />
        {step.columns.length === 0 && <p className={classes.problem}>{messages.prepare.stepOnNone}</p>}
      </div>
    </div>
  );
}
