/** The slot of the question that says which columns are looked at. */
import { useMemo } from "react";
import { answerColumns } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import { isOfSeries, isWindowed, type Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { proposeFeatures } from "../../preprocessing/propose";
import { ColumnChoice } from "./column-choice";
import { featureOptions } from "./column-notes";
import { KnownAhead } from "./known-ahead";
import { withFeatures } from "./question";
import { SentencePopover } from "./sentence-popover";

export interface ColumnsSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: Task;
  readonly onTask: (task: Task) => void;
}

export function ColumnsSlot({ dataset, task, onTask }: ColumnsSlotProps) {
  const messages = useMessages();
  const { prepare: words, forecast } = messages;
  const format = useFormat();
  // What is asked of now is not told by its own past.
  const isBeside = isWindowed(task) && task.window.horizon > 0;
  const proposed = useMemo(() => proposeFeatures(dataset.columns, task), [dataset, task]);
  const options = useMemo(
    () => featureOptions(messages, format, dataset.columns, notBeside(task), proposed),
    [messages, format, dataset, task, proposed],
  );
  const chosen = task.features ?? proposed;
  const count = format.number(chosen.length);
  const some = isBeside ? forecast.beside(count) : words.columnsSlot(count);
  const text = chosen.length > 0 ? some : isBeside ? forecast.besideNone : words.columnsSlotEmpty;
  const choose = (names: readonly string[]) => {
    onTask(withFeatures(task, sameNames(names, proposed) ? undefined : names));
  };
  return (
    <SentencePopover
      label={isBeside ? forecast.slotColumns(text) : words.slotColumns(text)}
      text={text}
      title={isBeside ? forecast.chooseBeside : words.chooseColumns}
      isEmpty={chosen.length === 0 && !isBeside}
    >
      <ColumnChoice label={words.chooseColumns} options={options} chosen={chosen} all={proposed} onChoose={choose} />
      {task.kind === "forecasting" && <KnownAhead task={task} chosen={chosen} onTask={onTask} />}
    </SentencePopover>
  );
}

/** Columns that are never features: the answer's, and what tells series apart. */
function notBeside(task: Task): readonly string[] {
  const answers = answerColumns(task);
  const series = isOfSeries(task) ? task.window.series : undefined;
  return series === undefined ? answers : [...answers, series];
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const names = new Set(b);
  return a.length === b.length && a.every((name) => names.has(name));
}
