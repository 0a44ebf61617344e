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

export function TextSlot({ dataset, task, onTask }: TextSlotProps) {
  const { writing: words } = useMessages();
  const { columns } = dataset;
  const proposed = useMemo(() => proposeTask(dataset), [dataset]);
  const options = [
    ...columns
      .filter(({ kind, distinct }) => kind === "text" && distinct > 1)
      .map(({ name }) => ({ value: name, label: name })),
    ...(proposed ? [{ value: outcome, label: words.outcomeOption, note: words.outcomeNote }] : []),
  ];
  const pick = (name: string) => {
    const next = name === outcome ? proposed : writingTask(columns, name);
    if (next) onTask(next);
  };
  return <SentenceSlot label={words.chooseText} text={task.text} value={task.text} options={options} onPick={pick} />;
}
