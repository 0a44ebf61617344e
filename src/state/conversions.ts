/** Changing the kind of a column, one change after the other: each begins from the data that the one before left. */
import type { ColumnKind } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import { fail } from "../core/failure";
import { createTurns } from "../core/in-turn";
import type { Draft } from "../core/project";
import type { Task } from "../core/task";
import { withDataset } from "./project-store";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

export function createConversions(session: Session): Pick<WorkbenchActions, "convertColumn"> {
  const { deps, state, changeProject } = session;
  const inTurn = createTurns();
  // The data set belongs to the project in which it was converted.
  session.onLeave(() => inTurn(async () => undefined));

  const convert = async (id: string, column: string, kind: ColumnKind): Promise<DatasetInfo> => {
    const dataset = await deps.engine.call("data/convert", { dataset: id, column, kind });
    // It may have been closed meanwhile.
    const isStillThere = state().project.datasets.some((known) => known.id === id);
    if (isStillThere) changeProject((project) => withDataset(project, dataset));
    return dataset;
  };

  return {
    convertColumn: (column, kind) =>
      inTurn(async () => {
        const { dataset } = state();
        if (!dataset) throw fail("fit/no-question", { missing: "data" });
        const before = dataset.columns.find((known) => known.name === column);
        if (!before) {
          const columns = dataset.columns.map((known) => known.name).join(", ");
          throw fail("data/unknown-column", { column, columns });
        }
        if (before.kind === kind) return dataset;
        const converted = await convert(dataset.id, column, kind);
        if (state().dataset?.id !== dataset.id) return converted;
        const draft = state().project.draft;
        const draftAfter = { ...draft, task: draft.task && taskAfter(draft.task, column, kind) };
        const ask = (draft: Draft) => changeProject((project) => ({ ...project, draft }));
        const again = (kind: ColumnKind, draft: Draft) => () => {
          // At once: what is undone next changes the draft as well.
          ask(draft);
          inTurn(() => convert(dataset.id, column, kind)).catch(session.notes.report);
        };
        ask(draftAfter);
        session.history.push({
          key: `convert ${column} to ${kind}`,
          at: deps.now(),
          undo: again(before.kind, draft),
          redo: again(kind, draftAfter),
        });
        return converted;
      }),
  };
}

/** The question after a column has changed its kind: an outcome that became a number is no longer a class, and the reverse. */
function taskAfter(task: Task, column: string, kind: ColumnKind): Task {
  if (!("target" in task) || task.target !== column) return task;
  const { target, features } = task;
  const rest = { target, ...(features ? { features } : {}) };
  if (kind === "number" && task.kind === "forecasting") return task;
  const window = task.kind !== "forecasting" && task.window ? task.window : null;
  // What comes within some steps is a class.
  if (kind === "number") {
    return { kind: "regression", ...rest, ...(window ? { window: { ...window, within: false } } : {}) };
  }
  const asClass = { kind: "classification", ...rest, ...(window ? { window } : {}) } as const;
  return kind === "category" ? asClass : task;
}
