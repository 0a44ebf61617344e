/** The question as a sentence with slots: what is predicted, from what, judged on what. */
import type { ReactNode } from "react";
import { answerColumns } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import type { SeriesFacts } from "../../core/forecast";
import type { SplitRequest } from "../../core/split";
import { asksWindows, givesWindowsBack, isOfSeries, isWindowed, type Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { comingClass } from "../../ui/controls/when-words";
import { AnswerLine } from "./answer-line";
import { ColumnsSlot } from "./columns-slot";
import { forecastSlots, seriesSlots } from "./forecast-slots";
import { judgedOn } from "./judged-on";
import { LabelsSlot } from "./labels-slot";
import { OutcomeSlot } from "./outcome-slot";
import classes from "./question-sentence.module.css";
import { NormalSlot } from "./normal-slot";
import { SentencePopover } from "./sentence-popover";
import { SlotSentence } from "./slot-sentence";
import { TextSlot } from "./text-slot";
import { SplitChoice } from "./split-choice";
import { UnitSlot } from "./unit-slot";
import { canHaveWindows } from "./unusual-question";
import { WordsSlot } from "./words-slot";

export interface QuestionSentenceProps {
  readonly dataset: DatasetInfo;
  readonly task: Task | null;
  /** In force, proposed or chosen. */
  readonly split: SplitRequest | null;
  /** Class names in code order, or the labels, where they are known. */
  readonly categories: readonly string[];
  /** What was found of the series of a forecast, where that is known. */
  readonly series: SeriesFacts | null;
  readonly onTask: (task: Task) => void;
  readonly onSplit: (split: SplitRequest) => void;
}

export function QuestionSentence(props: QuestionSentenceProps) {
  const { dataset, task, split, categories, series, onTask, onSplit } = props;
  const { prepare: words, labels, writing, embeddings, reconstruction, forecast, windows } = useMessages();
  const ofSeries = task && isWindowed(task) ? task : null;
  const judged =
    task && isOfSeries(task) && split?.kind !== "given" && split?.kind !== "group"
      ? forecast.judgedLater
      : judgedOn(words, split);
  const coming = task && asksWindows(task) ? comingClass(task, categories) : null;
  const waiting = (text: string): ReactNode => <span className={classes.waiting}>{text}</span>;
  const slots: Readonly<Record<string, ReactNode>> = {
    outcome: (!task || "target" in task) && <OutcomeSlot dataset={dataset} task={task} onTask={onTask} />,
    words: task?.kind === "embedding" && <WordsSlot dataset={dataset} task={task} onTask={onTask} />,
    unit: task?.kind === "reconstruction" && <UnitSlot dataset={dataset} task={task} facts={series} onTask={onTask} />,
    usual: task?.kind === "reconstruction" && <OutcomeSlot dataset={dataset} task={task} onTask={onTask} />,
    rows: task?.kind === "reconstruction" && <NormalSlot dataset={dataset} task={task} onTask={onTask} />,
    labels: task?.kind === "multilabel" && (
      <LabelsSlot key={dataset.id} dataset={dataset} task={task} categories={categories} onTask={onTask} />
    ),
    text: task?.kind === "generation" && <TextSlot dataset={dataset} task={task} onTask={onTask} />,
    found: coming !== null && `“${coming}”`,
    columns: task ? <ColumnsSlot dataset={dataset} task={task} onTask={onTask} /> : waiting(words.columnsWaiting),
    judged: task ? (
      <SentencePopover label={words.slotJudged(judged)} text={judged} title={words.chooseJudged}>
        <SplitChoice dataset={dataset} task={task} split={split} onSplit={onSplit} />
      </SentencePopover>
    ) : (
      waiting(words.judgedRandom)
    ),
  };
  const ofWindow = ofSeries ? forecastSlots({ dataset, task: ofSeries, facts: series, onTask }) : {};
  const ofGiven = task && givesWindowsBack(task) ? seriesSlots({ dataset, task, facts: series, onTask }) : {};
  const questionOf = (asked: Task | null): string => {
    if (asked?.kind === "multilabel") return labels.question;
    if (asked?.kind === "generation") return asked.source === undefined ? writing.question : writing.questionTurn;
    if (asked && givesWindowsBack(asked)) return reconstruction.questionOfWindows;
    if (asked?.kind === "reconstruction") {
      return canHaveWindows(dataset) ? reconstruction.questionOfRows : reconstruction.question;
    }
    if (asked?.kind === "forecasting") return forecast.question;
    if (asked && isWindowed(asked)) {
      if (asked.window.horizon === 0) return windows.questionNow;
      return coming === null ? windows.question : windows.questionWithin;
    }
    return asked?.kind === "embedding" ? embeddings.question : words.question;
  };
  return (
    <div className={classes.question} role="group" aria-label={words.questionLabel}>
      <p className={classes.sentence}>
        <SlotSentence template={questionOf(task)} slots={{ ...slots, ...ofWindow, ...ofGiven }} />
      </p>
      {task && areThere(dataset, task) && (
        <p className={classes.answer}>
          <AnswerLine dataset={dataset} task={task} categories={categories} onTask={onTask} />
        </p>
      )}
    </div>
  );
}

function areThere({ columns }: DatasetInfo, task: Task): boolean {
  return answerColumns(task).every((name) => columns.some((column) => column.name === name));
}
