/** What the user sets before a fit: the question, the steps, the settings. Each can be undone. */
import { answerColumns } from "../core/answer-columns";
import { emptyDraft, type Draft } from "../core/project";
import { isOfSeries, type Task } from "../core/task";
import { answersKind } from "../core/writing";
import { families, modelOf } from "../models/registry";
import { sameValue } from "./same-value";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type DraftActions = Pick<
  WorkbenchActions,
  | "setTask"
  | "setPipeline"
  | "setSplit"
  | "setSeed"
  | "setModel"
  | "setHyperparameter"
  | "setTraining"
  | "setIntendedUse"
  | "undo"
  | "redo"
>;

export function createDraftActions(session: Session): DraftActions {
  const { changeDraft, history } = session;
  return {
    setTask: (task) =>
      changeDraft("task", (draft) => ({
        ...draft,
        task,
        // Steps and a split were set for the other outcome; a family for the other kind of question.
        ...(sameAnswer(task, draft.task) ? {} : { pipeline: null }),
        ...(splitsAlike(task, draft) ? {} : { split: null }),
        ...(canAnswer(draft.model, task) ? {} : { model: null, hyperparameters: {}, training: {} }),
      })),
    setPipeline: (pipeline) => changeDraft("pipeline", (draft) => ({ ...draft, pipeline })),
    setSplit: (split) => changeDraft("split", (draft) => ({ ...draft, split })),
    setSeed: (seed) => changeDraft("seed", (draft) => ({ ...draft, seed })),
    setModel(model) {
      if (model !== null) modelOf(model);
      changeDraft("model", (draft) => {
        if (draft.model === model) return draft;
        return { ...draft, model, hyperparameters: emptyDraft.hyperparameters, training: emptyDraft.training };
      });
    },
    setHyperparameter: (id, value) =>
      changeDraft(`hyperparameter ${id}`, (draft) => ({
        ...draft,
        hyperparameters: { ...draft.hyperparameters, [id]: value },
      })),
    setTraining: (settings) =>
      changeDraft(`training ${Object.keys(settings).join(" ")}`, (draft) => ({
        ...draft,
        training: { ...draft.training, ...settings },
      })),
    setIntendedUse: (intendedUse) => changeDraft("intended use", (draft) => ({ ...draft, intendedUse })),
    undo: () => history.undo(),
    redo: () => history.redo(),
  };
}

function sameAnswer(one: Task | null, other: Task | null): boolean {
  return sameValue(one && answerOf(one), other && answerOf(other));
}

/** Of texts the steps cut the text itself and what it is made from, as the kind of question asks. */
function answerOf(task: Task): unknown {
  if (task.kind === "embedding") return { kind: task.kind, text: task.text };
  if (task.kind === "generation") return { kind: task.kind, text: task.text, source: task.source };
  return answerColumns(task);
}

/** A series is dealt out in its own order, single rows are not; only classes have strata. */
function splitsAlike(task: Task | null, { task: before, split }: Draft): boolean {
  const isSeries = (asked: Task | null) => asked !== null && isOfSeries(asked);
  if (isSeries(task) !== isSeries(before)) return false;
  return split?.kind !== "stratified" || task?.kind === before?.kind;
}

function canAnswer(model: string | null, task: Task | null): boolean {
  if (model === null || task === null) return true;
  const family = families.find(({ id }) => id === model.split("/")[0]);
  return family !== undefined && answersKind(family, task);
}
