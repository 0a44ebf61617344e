/** The Prepare step: the question as a sentence, the steps of its columns, the split and its guard, one row as the model sees it. */
import { Button, Skeleton } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { Task } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { proposeFeatures, proposeTask } from "../../preprocessing/propose";
import { EmptyState } from "../../ui/controls/empty-state";
import { FailureBox } from "../../ui/controls/failure-box";
import { StepHeader } from "../../ui/controls/step-header";
import { useActions, useProject } from "../workbench";
import { ExampleSection } from "./example-section";
import { IntendedUse } from "./intended-use";
import { LeakGuard } from "./leak-guard";
import classes from "./prepare-panel.module.css";
import { QuestionSentence } from "./question-sentence";
import { SplitSection } from "./split-section";
import { effectsOf } from "./step-effects";
import { StepsSection } from "./steps-section";

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
  const actions = useActions();
  const draft = useProject((state) => state.project.draft);
  const preview = useProject((state) => state.preview);
  const failure = useProject((state) => state.previewFailure);
  const { task } = draft;
  useProposal(dataset, task);
  const isReady = task !== null && preview !== null && failure === null;
  const split = draft.split ?? preview?.resolved.split ?? null;
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
        categories={preview?.resolved.task.target === task?.target ? (preview?.categories ?? []) : []}
        onTask={(next) => actions.setTask(next)}
        onSplit={(next) => actions.setSplit(next)}
      />
      <IntendedUse text={draft.intendedUse} onText={(text) => actions.setIntendedUse(text)} />
      {failure && task && <FailureBox failure={failure} />}
      {task && (preview || failure) && <Parts dataset={dataset} task={task} />}
      {task && !preview && !failure && <Waiting />}
    </div>
  );
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

/** The three parts under the question. What was worked out last stays in sight while the next is on its way. */
function Parts({ dataset, task }: { dataset: DatasetInfo; task: Task }) {
  const actions = useActions();
  const draft = useProject((state) => state.project.draft);
  const preview = useProject((state) => state.preview);
  const isPending = useProject((state) => state.isPreviewPending);
  // A question that cannot be prepared has no preview: its steps stay in sight, so that they can be mended.
  const [last, setLast] = useState(preview);
  if (preview && preview !== last) setLast(preview);
  const split = draft.split ?? last?.resolved.split ?? { kind: "random" };
  const steps = draft.pipeline ?? last?.resolved.pipeline ?? [];
  const chosen = new Set(task.features ?? proposeFeatures(dataset.columns, task.target));
  const leaveOut = (column: string) =>
    actions.setTask({ ...task, features: [...chosen].filter((name) => name !== column) });
  return (
    <div className={classes.parts} aria-busy={isPending}>
      <div className={classes.column}>
        <StepsSection
          steps={steps}
          effects={effectsOf(steps, preview)}
          features={dataset.columns.filter((column) => chosen.has(column.name))}
          isPending={isPending}
          isChanged={draft.pipeline !== null}
          onSteps={(next) => actions.setPipeline(next)}
          onReset={() => actions.setPipeline(null)}
        />
      </div>
      <div className={classes.column}>
        <SplitSection
          dataset={dataset}
          task={task}
          split={split}
          seed={draft.seed}
          preview={preview}
          isChanged={draft.split !== null}
          onSplit={(next) => actions.setSplit(next)}
          onSeed={(seed) => actions.setSeed(seed)}
          onReset={() => actions.setSplit(null)}
        />
        {preview && (
          <LeakGuard
            leaks={preview.leaks}
            split={split}
            onSplit={(next) => actions.setSplit(next)}
            onLeaveOut={leaveOut}
          />
        )}
        {preview && (
          <ExampleSection example={preview.example} featureCount={preview.featureCount} columns={dataset.columns} />
        )}
      </div>
    </div>
  );
}

function Waiting() {
  const words = useMessages().prepare;
  return (
    <div className={classes.parts} role="status" aria-label={words.pending}>
      {[0, 1].map((column) => (
        <div key={column} className={classes.column}>
          <Skeleton height={20} width="50%" />
          <Skeleton height={64} />
          <Skeleton height={64} />
          <Skeleton height={64} />
        </div>
      ))}
    </div>
  );
}
