/** What the user sets before a fit: the question, the steps, the settings. Each can be undone. */
import { answerColumns } from "../core/answer-columns";
import { emptyDraft } from "../core/project";
import type { Task } from "../core/task";
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
        // Steps and strata were set for the other outcome; a family for the other kind of question.
        ...(sameAnswer(task, draft.task) ? {} : { pipeline: null }),
        ...(task?.kind === draft.task?.kind || draft.split?.kind !== "stratified" ? {} : { split: null }),
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
  return sameValue(one && answerColumns(one), other && answerColumns(other));
}

function canAnswer(model: string | null, task: Task | null): boolean {
  if (model === null || task === null) return true;
  const family = families.find(({ id }) => id === model.split("/")[0]);
  return family !== undefined && answersKind(family, task);
}
