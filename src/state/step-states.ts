/** What the rail shows of every step: done, stale because something before it changed, blocked and by what, or open. */
import type { Run } from "../core/run";
import type { StepId } from "../core/project";
import type { Wording } from "../core/wording";
import { currentRunOf } from "./current-run";
import { sameValue } from "./same-value";
import type { ProjectState, StepState } from "./workbench";

const reasons = {
  data: { en: "Open data first.", zh: "请先打开数据。" },
  question: { en: "Choose what to predict first.", zh: "请先选择要预测的内容。" },
  run: { en: "Fit a model first.", zh: "请先训练一个模型。" },
  ended: { en: "The current run has no finished model yet.", zh: "当前运行还没有完成的模型。" },
} as const satisfies Record<string, Wording>;

const done: StepState = { kind: "done" };
const open: StepState = { kind: "open" };
const stale: StepState = { kind: "stale" };
const blocked = (reason: Wording): StepState => ({ kind: "blocked", reason });

export function stepStates(state: ProjectState): Record<StepId, StepState> {
  const { dataset, preview, previewFailure } = state;
  const { task } = state.project.draft;
  const run = currentRunOf(state);
  const isStale = run !== null && isRunStale(state, run);
  return {
    data: dataset ? done : open,
    prepare: !dataset ? blocked(reasons.data) : task && !previewFailure && (preview || run) ? done : open,
    train: trainState(state, run, isStale),
    evaluate: resultState(run, run?.evaluation ? done : null, isStale),
    use: resultState(run, run?.hasModel ? open : null, isStale),
  };
}

/** Whether the data or the settings differ from those that a run was fitted with. While the settings are still being worked out nothing is said. */
function isRunStale({ project, dataset, preview, previewFailure }: ProjectState, run: Run): boolean {
  if (project.dataset !== run.request.dataset || dataset?.fingerprint !== run.fingerprint) return true;
  if (project.draft.task === null || previewFailure) return true;
  if (!preview) return false;
  // What the model is meant for changes nothing in it.
  return !sameValue({ ...preview.resolved, intendedUse: "" }, { ...run.request, intendedUse: "" });
}

function trainState(state: ProjectState, run: Run | null, isStale: boolean): StepState {
  // Whatever else is missing: this is where a fit under way is stopped.
  if (run && state.dataset && ["queued", "fitting", "paused"].includes(run.phase)) return open;
  if (!run || isStale) {
    if (!state.dataset) return blocked(reasons.data);
    if (!state.project.draft.task) return blocked(reasons.question);
  }
  if (run?.phase !== "finished") return open;
  return isStale ? stale : done;
}

function resultState(run: Run | null, there: StepState | null, isStale: boolean): StepState {
  if (!run) return blocked(reasons.run);
  if (!there) return blocked(reasons.ended);
  return isStale ? stale : there;
}
