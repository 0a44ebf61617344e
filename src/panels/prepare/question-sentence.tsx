/** The question as a sentence with slots: what is predicted, from what, judged on what. */
import { useMemo, type ReactNode } from "react";
import { answerColumns, targetOf } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import type { SeriesFacts } from "../../core/forecast";
import type { SplitRequest } from "../../core/split";
import {
  asksWindows,
  givesWindowsBack,
  isOfSeries,
  isWindowed,
  type ReconstructionTask,
  type TargetTask,
  type Task,
} from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { proposeFeatures } from "../../preprocessing/propose";
import { SentenceSlot } from "../../ui/controls/sentence-slot";
import { AnswerLine } from "./answer-line";
import { ColumnChoice } from "./column-choice";
import { featureOptions, outcomeNote } from "./column-notes";
import { canBeForecast, forecastTask } from "./forecast-question";
import { forecastSlots, seriesSlots } from "./forecast-slots";
import { judgedOn } from "./judged-on";
import { firstLabels, labelSources, labelTask } from "./label-question";
import { KnownAhead } from "./known-ahead";
import { LabelsSlot } from "./labels-slot";
import { answerKinds, outcomeReason, taskFor, withFeatures, wordTask, writingTask } from "./question";
import classes from "./question-sentence.module.css";
import { NormalSlot } from "./normal-slot";
import { SentencePopover } from "./sentence-popover";
import { SlotSentence } from "./slot-sentence";
import { TextSlot } from "./text-slot";
import { SplitChoice } from "./split-choice";
import { UnitSlot } from "./unit-slot";
import { canHaveWindows, unusualTask } from "./unusual-question";
import { windowTask } from "./window-question";
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
    if (asked && isWindowed(asked)) return asked.window.horizon === 0 ? windows.questionNow : windows.question;
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

interface SlotProps {
  readonly dataset: DatasetInfo;
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

function OutcomeSlot({ dataset, task, onTask }: SlotProps & { readonly task: TargetTask | ReconstructionTask | null }) {
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

function ColumnsSlot({ dataset, task, onTask }: SlotProps & { readonly task: Task }) {
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
