/** The slot of the question that says whose words get vectors: a column of texts, or back to an outcome. */
import { useMemo } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { EmbeddingTask, Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { proposeTask } from "../../preprocessing/propose";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { textColumns, wordTask } from "./question";

export interface WordsSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: EmbeddingTask;
  readonly onTask: (task: Task) => void;
}

/** No column is called so: it stands for a question about an outcome. */
const outcome = "\u0000outcome";

export function WordsSlot({ dataset, task, onTask }: WordsSlotProps) {
  const { embeddings: words } = useMessages();
  const { columns } = dataset;
  const proposed = useMemo(() => proposeTask(dataset), [dataset]);
  const options = [
    ...textColumns(columns).map(({ name }) => ({ value: name, label: name })),
    ...(proposed && proposed.kind !== "embedding"
      ? [{ value: outcome, label: words.outcomeOption, note: words.outcomeNote }]
      : []),
  ];
  const pick = (name: string) => {
    const next = name === outcome ? proposed : wordTask(columns, name);
    if (next) onTask(next);
  };
  return <SentenceSlot label={words.chooseText} text={task.text} value={task.text} options={options} onPick={pick} />;
}
