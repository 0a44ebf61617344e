/** A sentence of the language with parts put in where {braces} name them: each language keeps its own order. */
import { Fragment, type ReactNode } from "react";

export interface SlotSentenceProps {
  readonly template: string;
  readonly slots: Readonly<Record<string, ReactNode>>;
}

export function SlotSentence({ template, slots }: SlotSentenceProps) {
  const parts = template.split(/(\{\w+\})/);
  return parts.map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return <Fragment key={part}>{name === undefined ? part : slots[name]}</Fragment>;
  });
}
