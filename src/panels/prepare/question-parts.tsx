/** Under the question: its columns and their steps, the split and its guard, and one row as the model sees it. */
import { useMemo, useState } from "react";
import type { DatasetInfo } from "../../core/dataset";
import type { SplitRequest } from "../../core/split";
import { canLeak } from "../../core/leak";
import { isOfSeries, type Task } from "../../core/task";
import { proposeFeatures } from "../../preprocessing/propose";
import { useActions, useProject } from "../workbench";
import { ExampleSection } from "./example-section";
import { LeakGuard } from "./leak-guard";
import classes from "./prepare-panel.module.css";
import { PictureParts } from "./picture-parts";
import { SplitSection } from "./split-section";
import { effectsOf } from "./step-effects";
import { StepsSection } from "./steps-section";

/** What the engine proposes for a table without groups, times or a column that deals the rows out. */
function usualSplit(task: Task): SplitRequest {
  if (isOfSeries(task)) return { kind: "time", validation: 0.1, test: 0.2 };
  return {
    kind: task.kind === "regression" || task.kind === "embedding" ? "random" : "stratified",
    validation: 0.2,
    test: 0.2,
  };
}

/** What was worked out last stays in sight while the next is on its way. */
export function QuestionParts({ dataset, task }: { dataset: DatasetInfo; task: Task }) {
  const actions = useActions();
  const draft = useProject((state) => state.project.draft);
  const preview = useProject((state) => state.preview);
  const isPending = useProject((state) => state.isPreviewPending);
  // A question that cannot be prepared has no preview: its steps stay in sight, so that they can be mended.
  const [last, setLast] = useState(preview);
  if (preview && preview !== last) setLast(preview);
  // Where a table is too small for its parts the shares can be changed, though nothing was worked out yet.
  const isTooSmall = useProject((state) =>
    ["prepare/too-few-rows", "prepare/no-windows"].includes(state.previewFailure?.code ?? ""),
  );
  const split = draft.split ?? last?.resolved.split ?? usualSplit(task);
  // As proposed, not as resolved: a size that is left open follows the model, also after another setting is changed.
  const steps = draft.pipeline ?? last?.proposedPipeline ?? [];
  const chosen = useMemo(() => new Set(task.features ?? proposeFeatures(dataset.columns, task)), [dataset, task]);
  const features = useMemo(() => dataset.columns.filter((column) => chosen.has(column.name)), [dataset, chosen]);
  const hasPictures = features.some((column) => column.kind === "image");
  const leaveOut = (column: string) =>
    actions.setTask({ ...task, features: [...chosen].filter((name) => name !== column) });
  return (
    <div className={classes.parts} aria-busy={isPending}>
      <div className={classes.steps}>
        {(last ?? draft.pipeline) && (
          <StepsSection
            steps={steps}
            effects={effectsOf(steps, preview)}
            features={features}
            isPending={isPending}
            isChanged={draft.pipeline !== null}
            onSteps={(next) => actions.setPipeline(next)}
            onReset={() => actions.setPipeline(null)}
          />
        )}
      </div>
      <div className={classes.split}>
        {(last ?? draft.split ?? isTooSmall) && (
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
        )}
        {preview && canLeak(task) && (
          <LeakGuard
            leaks={preview.leaks}
            split={split}
            onSplit={(next) => actions.setSplit(next)}
            onLeaveOut={leaveOut}
          />
        )}
      </div>
      <div className={classes.example}>
        {preview && !hasPictures && (
          <ExampleSection example={preview.example} featureCount={preview.featureCount} columns={dataset.columns} />
        )}
        {last && hasPictures && <PictureParts preview={last} />}
      </div>
    </div>
  );
}
