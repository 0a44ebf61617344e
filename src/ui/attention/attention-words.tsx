/** The text itself, each word as dark as it is attended to; a word is chosen by pointer, or by the arrows of the keyboard. */
import { useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import type { ReadToken } from "../../core/attention-look";
import classes from "./attention.module.css";

export interface AttentionWordsProps {
  readonly label: string;
  readonly tokens: readonly ReadToken[];
  /** What a text without any word is called. */
  readonly noWord: string;
  /** Of each word. */
  readonly shares: Float32Array;
  /** For a screen reader: the word with its share. */
  readonly nameOf: (word: string, place: number) => string;
  readonly lit: number | null;
  readonly chosen: number | null;
  readonly onLit: (place: number | null) => void;
  /** Null where words only answer. */
  readonly onChoose: ((place: number) => void) | null;
}

export function AttentionWords(props: AttentionWordsProps) {
  const { label, tokens, noWord, shares, nameOf, lit, chosen, onLit, onChoose } = props;
  const [stop, setStop] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const most = Math.max(...shares, 1e-9);
  const move = (event: KeyboardEvent) => {
    const last = tokens.length - 1;
    const here = Math.min(stop, last);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(last, next));
    setStop(place);
    list.current?.querySelectorAll("button")[place]?.focus();
  };
  const look = (place: number) => ({
    "data-lit": place === lit || undefined,
    "data-unknown": !tokens[place]?.isKnown || undefined,
    style: { "--share": `${Math.round((75 * (shares[place] ?? 0)) / most)}%` } as CSSProperties, // a variable of our own
    onMouseEnter: () => onLit(place),
    onMouseLeave: () => onLit(null),
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrows move between its buttons
    <div ref={list} className={classes.words} role="group" aria-label={label} {...(onChoose && { onKeyDown: move })}>
      {tokens.map(({ text }, place) =>
        onChoose ? (
          <button
            // oxlint-disable-next-line react/no-array-index-key -- a word has no name but its place
            key={place}
            type="button"
            tabIndex={place === Math.min(stop, tokens.length - 1) ? 0 : -1}
            aria-pressed={place === chosen}
            aria-label={nameOf(text || noWord, place)}
            onFocus={() => {
              setStop(place);
              onLit(place);
            }}
            onBlur={() => onLit(null)}
            onClick={() => onChoose(place)}
            {...look(place)}
          >
            {text || noWord}
          </button>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <span key={place} title={nameOf(text || noWord, place)} {...look(place)}>
            {text || noWord}
          </span>
        ),
      )}
    </div>
  );
}
