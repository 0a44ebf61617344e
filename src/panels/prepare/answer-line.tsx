/** The line under the question: what kind of answer it gives, and which class counts as found. */
import type { ColumnInfo } from "../../core/column";
import type { Task, TaskKind } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { answerKinds, taskFor } from "./question";
import { SlotSentence } from "./slot-sentence";

export interface AnswerLineProps {
  readonly task: Task;
  readonly target: ColumnInfo;
  /** Class names in code order, where they are known; empty for regression. */
  readonly categories: readonly string[];
  readonly onTask: (task: Task) => void;
}

export function AnswerLine({ task, target, categories, onTask }: AnswerLineProps) {
  const words = useMessages().prepare;
  const format = useFormat();
  const kinds = task.kind === "multilabel" ? [] : answerKinds(target);
  const nameOf: Record<TaskKind, string> = {
    classification: words.classesKind(format.number(categories.length || target.distinct)),
    multilabel: words.labelsKind,
    regression: words.amountKind,
  };
  const termOf: Record<TaskKind, string> = {
    classification: words.classesTerm,
    multilabel: words.labelsTerm,
    regression: words.amountTerm,
  };
  const text = words.withTerm(nameOf[task.kind], termOf[task.kind]);
  const kind =
    kinds.length > 1 ? (
      <SentenceSlot
        label={words.chooseKind}
        text={text}
        value={task.kind}
        options={kinds.map((value) => ({ value, label: nameOf[value], note: termOf[value] }))}
        onPick={(value) => onTask(taskFor(target, value === "regression" ? "regression" : "classification", task))}
      />
    ) : (
      <strong>{text}</strong>
    );
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
