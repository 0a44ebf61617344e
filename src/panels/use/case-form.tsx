/** One case filled in by hand, and what the model says of it. */
import { Button, Select, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import type { ColumnInfo } from "../../core/column";
import type { Predictions, Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { WarningBox } from "../../ui/controls/failure-box";
import { useActions } from "../workbench";
import { CaseAnswer } from "./case-answer";
import classes from "./use.module.css";

export interface CaseFormProps {
  readonly run: Run;
  readonly columns: readonly ColumnInfo[];
}

type Values = Readonly<Record<string, string | number | null>>;

export function CaseForm({ run, columns }: CaseFormProps) {
  const { use } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const [values, setValues] = useState<Values>({});
  const [answer, setAnswer] = useState<Predictions | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const predict = async () => {
    setIsBusy(true);
    try {
      setAnswer(await actions.predict(run.id, { kind: "records", records: [values] }));
    } catch (error) {
      actions.report(error);
    } finally {
      setIsBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void predict();
  };
  const outside = columns.filter(({ name, summary }) => {
    const value = values[name];
    const amount = Number(value ?? Number.NaN);
    return summary.kind === "number" && (amount < summary.min || amount > summary.max);
  });
  return (
    <Section title={use.form} note={use.formNote}>
      <form onSubmit={submit} className={classes.form}>
        <div className={classes.fields}>
          {columns.map((column) => (
            <CaseField
              key={column.name}
              column={column}
              value={values[column.name] ?? null}
              onChange={(value) => setValues({ ...values, [column.name]: value })}
            />
          ))}
        </div>
        {outside.length > 0 && (
          <WarningBox title={use.outside(format.list(outside.map(({ name }) => name)))} tone="warn" />
        )}
        <div className={classes.buttons}>
          <Button type="submit" loading={isBusy}>
            {use.predict}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setValues({});
              setAnswer(null);
            }}
          >
            {use.clear}
          </Button>
        </div>
        <div aria-live="polite">{answer && <CaseAnswer answer={answer} target={run.request.task.target} />}</div>
      </form>
    </Section>
  );
}

interface CaseFieldProps {
  readonly column: ColumnInfo;
  readonly value: string | number | null;
  readonly onChange: (value: string | number | null) => void;
}

function CaseField({ column, value, onChange }: CaseFieldProps) {
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
  return (
    <TextInput
      label={column.name}
      placeholder={column.kind === "time" ? "2026-05-31 14:00" : use.unknown}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
    />
  );
}
