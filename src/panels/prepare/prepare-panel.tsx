/** The Prepare step: the question as a sentence, the steps of its columns, the split and its guard, one row as the model sees it. */
import { Button, Skeleton } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { answerColumns, answerName, targetOf } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import type { SeriesFacts } from "../../core/forecast";
import type { PreparePreview } from "../../core/prepare-preview";
import { isOfSeries, type PastWindow, type Task } from "../../core/task";
import type { Wording } from "../../core/wording";
import { useFormat, useMessages } from "../../i18n/locale";
import { proposeTask } from "../../preprocessing/propose";
import { sameValue } from "../../state/same-value";
import { EmptyState } from "../../ui/controls/empty-state";
import { FailureBox } from "../../ui/controls/failure-box";
import { StepHeader } from "../../ui/controls/step-header";
import { useActions, useProject } from "../workbench";
import { IntendedUse } from "./intended-use";
import classes from "./prepare-panel.module.css";
import { QuestionParts } from "./question-parts";
import { QuestionSentence } from "./question-sentence";

export function PreparePanel() {
  const dataset = useProject((state) => state.dataset);
  const words = useMessages().prepare;
  const actions = useActions();
  if (dataset) return <Question dataset={dataset} />;
  return (
    <EmptyState
      title={words.noDataTitle}
      action={<Button onClick={() => actions.goTo("data")}>{words.noDataAction}</Button>}
    >
      {words.noDataText}
    </EmptyState>
  );
}

function Question({ dataset }: { dataset: DatasetInfo }) {
  const words = useMessages().prepare;
  const format = useFormat();
  const actions = useActions();
  const draft = useProject((state) => state.project.draft);
  const preview = useProject((state) => state.preview);
  const failure = useProject((state) => state.previewFailure);
  const { task } = draft;
  useProposal(dataset, task);
  const isReady = task !== null && preview !== null && failure === null;
  const split = draft.split ?? preview?.resolved.split ?? null;
  const notes = preview ? notesOf(preview) : [];
  return (
    <div className={classes.panel}>
      <StepHeader title={words.title} note={dataset.name}>
        <Button
          disabled={!isReady}
          rightSection={<IconArrowRight size={16} stroke={1.75} aria-hidden />}
          onClick={() => actions.goTo("train")}
        >
          {words.next}
        </Button>
      </StepHeader>
      <QuestionSentence
        dataset={dataset}
        task={task}
        split={split}
        categories={classNames(dataset, task, preview)}
        series={task && isOfSeries(task) ? seriesFacts(task.window, preview) : null}
        onTask={(next) => actions.setTask(next)}
        onSplit={(next) => actions.setSplit(next)}
      />
      {notes.length > 0 && !failure && (
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note.en}>{format.text(note)}</li>
          ))}
        </ul>
      )}
      {failure && task && <FailureBox failure={failure} />}
      {task && (preview || failure) && (
        <QuestionParts
          key={`${dataset.id} ${task.kind === "multilabel" ? "" : answerName(task)}`}
          dataset={dataset}
          task={task}
        />
      )}
      {task && !preview && !failure && <Waiting />}
      {task && <IntendedUse text={draft.intendedUse} onText={(text) => actions.setIntendedUse(text)} />}
    </div>
  );
}

/** Class names in code order, or the labels, where they are known: of the preview, else of the column itself. */
function classNames(dataset: DatasetInfo, task: Task | null, preview: PreparePreview | null): readonly string[] {
  if (!task || task.kind === "regression") return [];
  const asked = preview?.resolved.task;
  const isOfPreview = asked?.kind === task.kind && sameValue(answerColumns(asked), answerColumns(task));
  if (isOfPreview) return preview?.categories ?? [];
  if (task.kind === "multilabel") return [];
  return dataset.columns.find((column) => column.name === targetOf(task))?.categories ?? [];
}

/** How the outcome was read, and of a series what was found of its series and their windows. */
function notesOf({ notes = [], effects, series }: PreparePreview): readonly Wording[] {
  const ofSeries = series ? effects.filter(({ kind }) => kind === "series" || kind === "windows") : [];
  return [...notes, ...ofSeries.map(({ message }) => message)];
}

/** What was found of the series, while the question is still about the same ones. */
function seriesFacts(window: PastWindow, preview: PreparePreview | null): SeriesFacts | null {
  const asked = preview?.resolved.task;
  if (!preview?.series || !asked || !isOfSeries(asked)) return null;
  const isSame = asked.window.time === window.time && asked.window.series === window.series;
  return isSame ? preview.series : null;
}

/** Proposes a question for a data set that has none. Once: who undoes it wants to choose for himself. */
function useProposal(dataset: DatasetInfo, task: Task | null): void {
  const actions = useActions();
  const proposedFor = useRef<string | null>(null);
  useEffect(() => {
    if (task || proposedFor.current === dataset.id) return;
    proposedFor.current = dataset.id;
    const proposed = proposeTask(dataset);
    if (proposed) actions.setTask(proposed);
  }, [actions, dataset, task]);
}

function Waiting() {
  const words = useMessages().prepare;
  return (
    <div className={classes.parts} role="status" aria-label={words.pending}>
      {[classes.steps, classes.split].map((part) => (
        <div key={part} className={`${part} ${classes.waiting}`}>
          <Skeleton height={20} width="50%" />
          <Skeleton height={64} />
          <Skeleton height={64} />
          <Skeleton height={64} />
        </div>
      ))}
    </div>
  );
}
