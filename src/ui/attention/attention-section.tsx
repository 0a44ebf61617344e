/** Which words of a text or squares of a picture a network attends to: choose one, see what it says of it and why. */
import { NativeSelect, Skeleton } from "@mantine/core";
import type { AttentionLook } from "../../core/attention-look";
import type { Failure } from "../../core/failure";
import type { Answer } from "../../core/look";
import { useFormat, useMessages, type Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import { FailureBox } from "../controls/failure-box";
import { Section } from "../controls/section";
import { AttentionView } from "./attention-view";

export interface AttentionSectionProps {
  /** The last answer. */
  readonly answer: AttentionLook | null;
  /** Whether there was one, if only that there is nothing to see. */
  readonly isAnswered: boolean;
  readonly failure: Failure | null;
  readonly isLive: boolean;
  /** Whether it reads pictures and no words, which is known before the first answer. */
  readonly isPictured: boolean;
  /** Whether the text is chosen here, or by a row elsewhere. */
  readonly canChoose: boolean;
  readonly onRow: (row: number) => void;
  readonly onLayer: (layer: number) => void;
}

export function AttentionSection(props: AttentionSectionProps) {
  const { answer: look, isAnswered, failure, isLive, isPictured, canChoose, onRow, onLayer } = props;
  const { attention: words } = useMessages();
  const format = useFormat();
  if (failure && !look) return <FailureBox failure={failure} />;
  // It ended before there was anything to see, or has too many words for it.
  if (isAnswered && !look && !isLive) return null;
  const isGate = look?.view?.layers[look.view.layer]?.isGate ?? false;
  const own = isPictured
    ? { title: words.squaresTitle, self: words.squaresNote, choose: words.picture, other: words.pictureNote }
    : { title: words.title, self: words.selfNote, choose: words.text, other: words.caseNote };
  const note = [look?.view ? (isGate ? words.gateNote : own.self) : "", ...(canChoose ? [] : [own.other])];
  return (
    <Section title={own.title} note={note.join(" ")}>
      {!look && <Skeleton height={160} aria-label={words.waiting} />}
      {look && canChoose && (
        <NativeSelect
          size="xs"
          maw={320}
          label={own.choose}
          value={String(look.row ?? "")}
          data={look.choices.map(({ row: choice, actual }) => ({
            value: String(choice),
            label: words.caseName(format.number(choice + 1), answerText(actual, look.categories, format)),
          }))}
          onChange={(event) => onRow(Number(event.currentTarget.value))}
        />
      )}
      {look && !look.view && <p>{words.dropped}</p>}
      {look?.view && (
        <>
          <p>
            {!canChoose && look.row !== null && <strong>{words.rowName(format.number(look.row + 1))} · </strong>}
            {saying(look, words, format)}
          </p>
          <AttentionView look={look} view={look.view} onLayer={onLayer} />
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
