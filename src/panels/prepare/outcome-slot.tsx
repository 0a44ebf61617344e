/** The slot of the question that says what is predicted, or what else is to come of the data. */
import { useMemo } from "react";
import { targetOf } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import { asksWindows, type ReconstructionTask, type TargetTask, type Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { outcomeNote } from "./column-notes";
import { canBeForecast, forecastTask } from "./forecast-question";
import { firstLabels, labelSources, labelTask } from "./label-question";
import { answerKinds, outcomeReason, taskFor, wordTask, writingTask } from "./question";
import { unusualTask } from "./unusual-question";
import { windowTask } from "./window-question";

export interface OutcomeSlotProps {
  readonly dataset: DatasetInfo;
  readonly task: TargetTask | ReconstructionTask | null;
  readonly onTask: (task: Task) => void;
}

/** No column is called so: it stands for all that can be labels. */
const several = "\u0000several";
/** Nor so: it stands for vectors of words. */
const nothing = "\u0000nothing";
/** Nor so: it stands for new texts. */
const texts = "\u0000texts";
/** Nor so: what is unusual is to be found. */
const unusual = "\u0000unusual";

export function OutcomeSlot({ dataset, task, onTask }: OutcomeSlotProps) {
  const messages = useMessages();
  const { labels, writing, embeddings, reconstruction } = messages;
  const target = task && targetOf(task);
  const sources = useMemo(() => labelSources(dataset.columns), [dataset]);
  const format = useFormat();
  const options = useMemo(
    () => [
      ...(sources ? [{ value: several, label: labels.severalOption, note: labels.severalNote }] : []),
      ...(writingTask(dataset.columns) ? [{ value: texts, label: writing.option, note: writing.optionNote }] : []),
      { value: unusual, label: reconstruction.option, note: reconstruction.optionNote },
      ...dataset.columns.map((column) => ({
        value: column.name,
        label: column.name,
        note: outcomeNote(messages, format, column),
        disabled: outcomeReason(column) !== null,
      })),
      ...(wordTask(dataset.columns) ? [{ value: nothing, label: embeddings.option, note: embeddings.optionNote }] : []),
    ],
    [dataset, messages, format, sources, labels, writing, embeddings, reconstruction],
  );
  const pick = (name: string) => {
    if (name === several && sources) return onTask(labelTask(firstLabels(sources, task), task));
    if (name === unusual) return onTask(unusualTask(dataset, task));
    const next = name === texts ? writingTask(dataset.columns) : null;
    if (next) return onTask(next);
    const ofWords = name === nothing ? wordTask(dataset.columns) : null;
    if (ofWords) return onTask(ofWords);
    const column = dataset.columns.find((candidate) => candidate.name === name);
    const kind = column && answerKinds(column)[0];
    if (column && task?.kind === "forecasting" && canBeForecast(column)) {
      return name === target ? undefined : onTask(forecastTask(dataset, name, task));
    }
    if (column && kind && name !== target) {
      onTask(task && asksWindows(task) ? windowTask(dataset, column, kind, task) : taskFor(column, kind, task));
    }
    return undefined;
  };
  return (
    <SentenceSlot
      label={messages.prepare.chooseOutcome}
      text={task?.kind === "reconstruction" ? reconstruction.slot : (target ?? messages.prepare.outcomeEmpty)}
      value={task?.kind === "reconstruction" ? unusual : (target ?? null)}
      isEmpty={task === null}
      options={options}
      onPick={pick}
    />
  );
}
