/** One word, three words, or a text to ask about. */
import { Autocomplete, Button, Textarea } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import type { WordQuestion } from "../../../core/word-vectors";
import { useMessages } from "../../../i18n/locale";
import classes from "./words.module.css";

export type QuestionKind = Exclude<WordQuestion["kind"], "map">;

export interface WordQuestionFormProps {
  readonly kind: QuestionKind;
  readonly asked: WordQuestion | null;
  /** Words that are offered before anything is typed. */
  readonly common: readonly string[];
  readonly count: number;
  readonly onAsk: (question: WordQuestion) => void;
}

export function WordQuestionForm({ kind, asked, common, count, onAsk }: WordQuestionFormProps) {
  const { embeddings: words } = useMessages();
  const [word, setWord] = useState(asked?.kind === "nearest" ? asked.word : "");
  const [parts, setParts] = useState(() => (asked?.kind === "analogy" ? [asked.a, asked.b, asked.c] : ["", "", ""]));
  const [text, setText] = useState(asked?.kind === "text" ? asked.text : "");
  const [a = "", b = "", c = ""] = parts;
  const isFilled =
    kind === "nearest" ? word.trim() !== "" : kind === "text" ? text.trim() !== "" : parts.every(Boolean);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isFilled) return;
    if (kind === "nearest") onAsk({ kind, word, count });
    else if (kind === "analogy") onAsk({ kind, a, b, c, count });
    else onAsk({ kind, text, count });
  };
  const field = (label: string, value: string, onChange: (value: string) => void) => (
    <Autocomplete
      className={classes.word ?? ""}
      label={label}
      value={value}
      data={[...common]}
      limit={12}
      onChange={onChange}
    />
  );
  const change = (at: number) => (value: string) => setParts(parts.with(at, value));
  return (
    <form onSubmit={submit} className={classes.form}>
      {kind === "nearest" && field(words.word, word, setWord)}
      {kind === "analogy" && (
        <>
          {field(words.analogyA, a, change(0))}
          {field(words.analogyB, b, change(1))}
          {field(words.analogyC, c, change(2))}
        </>
      )}
      {kind === "text" && (
        <Textarea
          className={classes.text ?? ""}
          label={words.text}
          value={text}
          autosize
          minRows={2}
          maxRows={8}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      )}
      <Button type="submit" disabled={!isFilled}>
        {words.look}
      </Button>
    </form>
  );
}
