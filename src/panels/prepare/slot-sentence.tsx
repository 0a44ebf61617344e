/** A sentence of the language with parts put in where {braces} name them: each language keeps its own order. */
import { Fragment, type ReactNode } from "react";
import classes from "./slot-sentence.module.css";

export interface SlotSentenceProps {
  readonly template: string;
  readonly slots: Readonly<Record<string, ReactNode>>;
}

/** Text, or the name of a slot with the punctuation that follows it: a line must not begin with a comma. */
const pattern = /(?<text>[^{]+)|\{(?<name>\w+)\}(?<mark>[,.;，。；]?)/g;

export function SlotSentence({ template, slots }: SlotSentenceProps) {
  return [...template.matchAll(pattern)].map(({ index, groups }) => (
    // By its name: a form that is open at a slot stays so where its choice makes another sentence.
    <Fragment key={groups?.["name"] ?? index}>
      {groups?.["text"] ?? (
        <span className={classes.held}>
          {slots[groups?.["name"] ?? ""]}
          {groups?.["mark"]}
        </span>
      )}
    </Fragment>
  ));
}
