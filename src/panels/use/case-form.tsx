/** One case filled in by hand, and what the model says of it. */
import { Button, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import type { ColumnInfo } from "../../core/column";
import type { Predictions, Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { Section } from "../../ui/controls/section";
import { WarningBox } from "../../ui/controls/failure-box";
import { useBusy } from "../../ui/controls/use-busy";
import { useActions } from "../workbench";
import { CaseAnswer } from "./case-answer";
import { CaseField } from "./case-field";
import classes from "./use.module.css";

export interface CaseFormProps {
  readonly run: Run;
  readonly columns: readonly ColumnInfo[];
}

/** Further columns are reached by searching. */
const shownAtOnce = 60;

type Values = Readonly<Record<string, string | number | null>>;

export function CaseForm({ run, columns }: CaseFormProps) {
  const { use } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const [values, setValues] = useState<Values>({});
  const [answer, setAnswer] = useState<Predictions | null>(null);
  const [isBusy, ask] = useBusy(actions.report);
  const [find, setFind] = useState("");
  const wanted = find.trim().toLocaleLowerCase();
  const found = columns.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const shown = found.slice(0, shownAtOnce);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask(async () => setAnswer(await actions.predict(run.id, { kind: "records", records: [values] })));
  };
  const outside = columns.filter(({ name, summary }) => {
    const value = values[name];
    const amount = Number(value ?? Number.NaN);
    return summary.kind === "number" && (amount < summary.min || amount > summary.max);
  });
  return (
    <Section title={use.form} note={use.formNote}>
      <form onSubmit={submit} className={classes.form}>
        {columns.length > shownAtOnce && (
          <TextInput
            value={find}
            onChange={({ currentTarget }) => setFind(currentTarget.value)}
            placeholder={use.findColumn}
            aria-label={use.findColumn}
            description={use.columnsShown(format.number(shown.length), format.number(columns.length))}
          />
        )}
        <div className={classes.fields}>
          {shown.map((column) => (
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
        <div aria-live="polite">{answer && <CaseAnswer answer={answer} task={run.request.task} />}</div>
      </form>
    </Section>
  );
}
