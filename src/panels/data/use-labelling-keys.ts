/** What the keys of the labelling view do: one gives a class to what they act on, another goes on to the next without one. */
import { useState, type KeyboardEvent } from "react";
import type { Selection } from "../../state/workbench";
import { useActions } from "../workbench";
import { classKeys, nextKey, nextWithout } from "./labelling";
import type { Labels } from "./use-labels";

export interface LabellingKeysProps {
  readonly labels: Labels;
  /** Every row, in the order of going on. */
  readonly all: readonly number[];
  /** What a key labels: the selected rows, or the one that the keys of the grid act on. */
  readonly acted: readonly number[];
  readonly selection: Selection | null;
  /** Something lies over the pictures that has keys of its own. */
  readonly isPaused: boolean;
}

export interface LabellingKeys {
  /** The row to bring under the keys, anew for each time. */
  readonly jump: { readonly row: number } | null;
  readonly press: (event: KeyboardEvent) => void;
  readonly choose: (category: string) => void;
  readonly goToNext: () => void;
}

export function useLabellingKeys({ labels, all, acted, selection, isPaused }: LabellingKeysProps): LabellingKeys {
  const actions = useActions();
  const [jump, setJump] = useState<{ readonly row: number } | null>(null);
  const hasClass = (row: number) => (labels.classes?.codes[row] ?? -1) >= 0;
  const last = acted.at(-1) ?? -1;
  const goOn = (has: (row: number) => boolean) => {
    // Where all have a class they are gone through again.
    const row = nextWithout(all, has, last) ?? all[last + 1];
    if (row !== undefined) setJump({ row });
  };
  const goToNext = () => goOn(hasClass);
  const choose = (category: string) => {
    if (acted.length === 0 || !labels.classes) return;
    labels.set(acted, category);
    if (selection) actions.clearSelection();
    const just = new Set(acted);
    goOn((row) => just.has(row) || hasClass(row));
  };
  const press = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isTyping || isPaused || event.ctrlKey || event.metaKey || event.altKey) return;
    const name = classKeys(labels.names).get(event.key.toLowerCase());
    if (name !== undefined) choose(name);
    else if (event.key === nextKey) goToNext();
    else return;
    event.preventDefault();
  };
  return { jump, press, choose, goToNext };
}
