/** The line under the question: what kind of answer it gives, and which class counts as found. */
import { targetOf } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import { asksWindows, givesWindowsBack, type Task, type TaskKind } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { canBeForecast, forecastTask } from "./forecast-question";
import { firstLabels, labelSources, labelTask, singleTask } from "./label-question";
import { answerKinds, taskFor } from "./question";
import { SlotSentence } from "./slot-sentence";
import { windowKinds, windowTask } from "./window-question";

export interface AnswerLineProps {
  readonly dataset: DatasetInfo;
  readonly task: Task;
  /** Class names in code order, or the labels, where they are known; empty for regression. */
  readonly categories: readonly string[];
  readonly onTask: (task: Task) => void;
}

export function AnswerLine({ dataset, task, categories, onTask }: AnswerLineProps) {
  const { prepare: words } = useMessages();
  const kind = <KindSlot dataset={dataset} task={task} categories={categories} onTask={onTask} />;
  const { labels, writing } = useMessages();
  if (task.kind === "generation")
    return (
      <SlotSentence
        template={writing.kindSentence}
        slots={{ kind: <strong>{task.source === undefined ? writing.kind : writing.turnKind}</strong> }}
      />
    );
  if (task.kind === "multilabel") return <SlotSentence template={labels.kindSentence} slots={{ kind }} />;
  if (task.kind !== "classification" || categories.length !== 2)
    return <SlotSentence template={words.kindSentence} slots={{ kind }} />;
  const positive = task.positive ?? categories[1] ?? "";
  const slot = (
    <SentenceSlot
      label={words.choosePositive}
      text={positive}
      value={positive}
      options={categories.map((category) => ({ value: category, label: category }))}
      onPick={(category) => onTask({ ...task, positive: category })}
    />
  );
  return <SlotSentence template={words.kindSentencePositive} slots={{ kind, positive: slot }} />;
}

/** No kind is called so: before it stands the kind of an answer over windows. */
const over = "over ";

/** One of two classes, an amount, yes or no for each label: what of it the data can answer. */
function KindSlot({ dataset, task, categories, onTask }: AnswerLineProps) {
  const { prepare: words, labels, writing, embeddings, reconstruction, windows } = useMessages();
  const format = useFormat();
  const { columns } = dataset;
  const target = columns.find(({ name }) => name === targetOf(task));
  const single = task.kind === "multilabel" ? singleTask(columns, task) : null;
  const sources = labelSources(columns);
  const labelCount = task.kind === "multilabel" && categories.length > 0 ? format.number(categories.length) : null;
  const classCount = categories.length || target?.distinct;
  const nameOf: Record<TaskKind, string> = {
    classification: classCount === undefined ? labels.oneAnswer : words.classesKind(format.number(classCount)),
    multilabel: labels.kind(labelCount),
    regression: target ? words.amountKind : labels.oneAnswer,
    forecasting: words.forecastKind,
    generation: writing.kind,
    embedding: embeddings.kind,
    reconstruction: givesWindowsBack(task) ? reconstruction.kindOfWindows : reconstruction.kind,
  };
  const termOf: Record<TaskKind, string> = {
    classification: words.classesTerm,
    multilabel: labels.term,
    regression: words.amountTerm,
    forecasting: words.forecastTerm,
    generation: writing.term,
    embedding: embeddings.term,
    reconstruction: reconstruction.term,
  };
  const kinds: readonly TaskKind[] = [
    ...(target ? answerKinds(target) : single ? [single.kind] : []),
    ...(target && canBeForecast(target) ? (["forecasting"] as const) : []),
    ...((sources && task.kind !== "reconstruction") || task.kind === "multilabel" ? (["multilabel"] as const) : []),
  ];
  const overWindows = target ? windowKinds(dataset, target, task) : [];
  const isOver = asksWindows(task);
  const [name, term] = [nameOf[task.kind], termOf[task.kind]];
  const text = isOver ? words.withTerm(windows.kind(name), windows.term(term)) : words.withTerm(name, term);
  const pick = (kind: string) => {
    if (kind === (isOver ? `${over}${task.kind}` : task.kind)) return;
    const asked = overWindows.find((candidate) => kind === `${over}${candidate}`);
    if (asked && target) return onTask(windowTask(dataset, target, asked, task));
    if (kind === "multilabel") return sources && onTask(labelTask(firstLabels(sources, task), task));
    if (single) return onTask(single);
    if (target && kind === "forecasting") return onTask(forecastTask(dataset, target.name, task));
    return target && onTask(taskFor(target, kind === "regression" ? "regression" : "classification", task));
  };
  if (kinds.length + overWindows.length < 2) return <strong>{text}</strong>;
  return (
    <SentenceSlot
      label={words.chooseKind}
      text={text}
      value={isOver ? `${over}${task.kind}` : task.kind}
      options={[
        ...kinds.map((value) => ({ value: value as string, label: nameOf[value], note: termOf[value] })), // of windows too
        ...overWindows.map((value) => ({
          value: `${over}${value}`,
          label: windows.kind(nameOf[value]),
          note: windows.term(termOf[value]),
        })),
      ]}
      onPick={pick}
    />
  );
}
