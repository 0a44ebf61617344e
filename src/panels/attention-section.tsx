/** Which words of a text the network of a run attends to: choose a text, see what it says of it and why. */
import { NativeSelect, Skeleton } from "@mantine/core";
import { useCallback, useState } from "react";
import type { AttentionLook } from "../core/attention-look";
import type { Answer } from "../core/look";
import { useFormat, useMessages, type Format } from "../i18n/locale";
import type { Messages } from "../i18n/messages";
import { AttentionView } from "../ui/attention/attention-view";
import { FailureBox } from "../ui/controls/failure-box";
import { Section } from "../ui/controls/section";
import { useLiveAnswer } from "./use-live-answer";
import { useActions } from "./workbench";

export interface AttentionSectionProps {
  readonly run: string;
  readonly isLive: boolean;
  /** Any word that changes when the answer may. */
  readonly state: string;
  /** Chosen elsewhere; null: chosen here. */
  readonly row: number | null;
}

export function AttentionSection({ run, isLive, state, row: given }: AttentionSectionProps) {
  const { attention: words } = useMessages();
  const format = useFormat();
  const { attend } = useActions();
  const [picked, setPicked] = useState<number | null>(null);
  const [layer, setLayer] = useState(0);
  const row = given ?? picked;
  const ask = useCallback(() => attend(run, row, layer), [attend, run, row, layer]);
  const { answer: look, isAnswered, failure } = useLiveAnswer(run, ask, isLive, state);
  if (failure && !look) return <FailureBox failure={failure} />;
  // It ended before there was anything to see, or has too many words for it.
  if (isAnswered && !look && !isLive) return null;
  const isGate = look?.view?.layers[look.view.layer]?.isGate ?? false;
  const note = [
    look?.view ? (isGate ? words.gateNote : words.selfNote) : "",
    ...(given === null ? [] : [words.caseNote]),
  ];
  return (
    <Section title={words.title} note={note.join(" ")}>
      {!look && <Skeleton height={160} aria-label={words.waiting} />}
      {look && given === null && (
        <NativeSelect
          size="xs"
          maw={320}
          label={words.text}
          value={String(look.row ?? "")}
          data={look.choices.map(({ row: choice, actual }) => ({
            value: String(choice),
            label: words.caseName(format.number(choice + 1), answerText(actual, look.categories, format)),
          }))}
          onChange={(event) => setPicked(Number(event.currentTarget.value))}
        />
      )}
      {look && !look.view && <p>{words.dropped}</p>}
      {look?.view && (
        <>
          <p>
            {given !== null && look.row !== null && <strong>{words.rowName(format.number(look.row + 1))} · </strong>}
            {saying(look, words, format)}
          </p>
          <AttentionView look={look} view={look.view} onLayer={setLayer} />
        </>
      )}
    </Section>
  );
}

/** What the network says of the text, and what is true of it where that is known. */
function saying(look: AttentionLook, words: Messages["attention"], format: Format): string {
  const { outputs, categories, choices, row } = look;
  const actual = choices.find((choice) => choice.row === row)?.actual;
  const said = sayingOf(outputs, categories, actual, words, format);
  return actual === undefined ? words.says(said) : words.saysOf(said, answerText(actual, categories, format));
}

function sayingOf(
  outputs: readonly number[],
  categories: readonly string[],
  actual: Answer | undefined,
  words: Messages["attention"],
  format: Format,
): string {
  if (categories.length === 0) return format.significant(outputs[0] ?? Number.NaN);
  const sure = (code: number) => words.sure(categories[code] ?? "", format.percent(outputs[code] ?? 0, 0));
  const codes = [...categories.keys()];
  // Of several labels, which may all hold or none, those that it holds for likely.
  if (Array.isArray(actual)) return format.list(codes.filter((code) => (outputs[code] ?? 0) >= 0.5).map(sure)) || "–";
  return sure(outputs.indexOf(Math.max(...outputs)));
}

function answerText(answer: Answer, categories: readonly string[], format: Format): string {
  if (typeof answer !== "number") return answer.map((label) => categories[label] ?? "").join(", ") || "–";
  return categories.length > 0 ? (categories[answer] ?? "–") : format.significant(answer);
}
