/** The slot of the question that says like which texts new ones are written, or back to an outcome. */
import { useMemo } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { GenerationTask, Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { proposeTask } from "../../preprocessing/propose";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { writingTask } from "./question";

export interface TextSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: GenerationTask;
  readonly onTask: (task: Task) => void;
}

/** No column is called so: it stands for a question about an outcome. */
const outcome = "\u0000outcome";
/** Nor does any begin so: what follows is the place of a pair of columns. */
const pair = "\u0000pair ";

export function TextSlot({ dataset, task, onTask }: TextSlotProps) {
  const { writing: words } = useMessages();
  const { columns } = dataset;
  const proposed = useMemo(() => proposeTask(dataset), [dataset]);
  const texts = columns.filter(({ kind, distinct }) => kind === "text" && distinct > 1).map(({ name }) => name);
  const pairs = turnedPairs(texts);
  const options = [
    ...texts.map((name) => ({ value: name, label: name })),
    ...pairs.map(([source, text], at) => ({
      value: `${pair}${at}`,
      label: words.turn(source, text),
      note: words.turnNote,
    })),
    ...(proposed ? [{ value: outcome, label: words.outcomeOption, note: words.outcomeNote }] : []),
  ];
  const pick = (name: string) => {
    const chosen = name.startsWith(pair) ? pairs[Number(name.slice(pair.length))] : undefined;
    if (chosen) return onTask({ kind: "generation", source: chosen[0], text: chosen[1] });
    const next = name === outcome ? proposed : writingTask(columns, name);
    if (next) onTask(next);
    return undefined;
  };
  const { source } = task;
  const at = pairs.findIndex(([from, to]) => from === source && to === task.text);
  return (
    <SentenceSlot
      label={words.chooseText}
      text={source === undefined ? task.text : words.turn(source, task.text)}
      value={source === undefined ? task.text : `${pair}${at}`}
      options={options}
      onPick={pick}
    />
  );
}

/** Of more columns the first ones: each can be turned into each other. */
const mostColumns = 4;

function turnedPairs(texts: readonly string[]): readonly (readonly [source: string, text: string])[] {
  const some = texts.slice(0, mostColumns);
  return some.flatMap((source) => some.filter((text) => text !== source).map((text) => [source, text] as const));
}
