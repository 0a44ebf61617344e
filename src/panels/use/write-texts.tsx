/** A beginning, how tokens are chosen, the texts that come of it and what may come next. */
import { Button, Textarea } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { resolveFields } from "../../core/field";
import { generateFields, type Generated } from "../../core/generation";
import type { Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { FieldForm } from "../../ui/controls/field-form";
import { WarningBox } from "../../ui/controls/failure-box";
import { Section } from "../../ui/controls/section";
import { useBusy } from "../../ui/controls/use-busy";
import { useActions } from "../workbench";
import { AlignmentTable } from "./alignment-table";
import { ChoiceSliders, sliderIds } from "./choice-sliders";
import { NextTokens } from "./next-tokens";
import classes from "./write-texts.module.css";

const otherFields = generateFields.filter(({ id }) => !sliderIds.includes(id));

export function WriteTexts({ run }: { readonly run: Run }) {
  const { writing: words } = useMessages();
  const isTurned = run.request.task.kind === "generation" && run.request.task.source !== undefined;
  const format = useFormat();
  const actions = useActions();
  const [prompt, setPrompt] = useState("");
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(
    isTurned ? { temperature: 0, samples: 1 } : {},
  );
  const [answer, setAnswer] = useState<Generated | null>(null);
  const [isBusy, ask] = useBusy(actions.report);
  const { values: settings, problems } = resolveFields(generateFields, values);
  const set = (id: string, value: unknown) => setValues({ ...values, [id]: value });
  const write = async () => {
    setAnswer(await actions.generate(run.id, { prompt, ...settings }));
    // What comes next is other texts.
    setValues((before) => ({ ...before, seed: Number(settings["seed"]) + 1 }));
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask(write);
  };
  return (
    <Section title={isTurned ? words.turnTitle : words.write} note={isTurned ? words.turnHelp : words.writeNote}>
      <form onSubmit={submit} className={classes.form}>
        <Textarea
          label={isTurned ? words.turnPrompt : words.prompt}
          placeholder={isTurned ? words.turnPlaceholder : words.promptPlaceholder}
          value={prompt}
          autosize
          minRows={1}
          maxRows={6}
          onChange={({ currentTarget }) => setPrompt(currentTarget.value)}
        />
        <fieldset className={classes.settings} aria-label={words.settings}>
          <ChoiceSliders values={settings} onChange={set} />
          <FieldForm fields={otherFields} values={settings} problems={problems} onChange={set} />
        </fieldset>
        <div>
          <Button type="submit" loading={isBusy} disabled={problems.length > 0}>
            {isTurned ? words.turnGo : words.go}
          </Button>
        </div>
      </form>
      <div aria-live="polite" className={classes.answer}>
        {answer && answer.unknown > 0 && (
          <WarningBox title={words.unknown(format.number(answer.unknown))} tone="warn" />
        )}
        {answer && (
          <Section title={words.result} level={3}>
            <ul className={classes.texts} aria-label={words.result}>
              {answer.texts.map(({ text, isEnded }, i) => (
                <li key={i}>
                  <p className={classes.text}>{text || words.empty}</p>
                  <span className={classes.quiet}>{isEnded ? words.ended : words.cut}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {answer?.alignment && <AlignmentTable alignment={answer.alignment} />}
        {answer && <NextTokens next={answer.next} />}
      </div>
    </Section>
  );
}
