/** Corrections by hand: labels and excluded rows, as a list that the engine lays over the opened data. Each can be undone. */
import { answerColumns } from "../core/answer-columns";
import type { DatasetInfo } from "../core/dataset";
import type { DatasetEdit } from "../core/dataset-edit";
import { excludedRows } from "../core/excluded-rows";
import { fail } from "../core/failure";
import { draftFor } from "./fit-requests";
import { withDataset } from "./project-store";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type EditActions = Pick<WorkbenchActions, "relabel" | "exclude" | "takeBackEdit">;
type Edits = readonly DatasetEdit[];

interface Pending {
  wanted: Edits;
  /** Resolves when the newest list is laid over the data. */
  readonly settled: Promise<DatasetInfo>;
}

export function createEditActions(session: Session): EditActions {
  const { deps, state, changeProject, history } = session;
  const pendingOf = new Map<string, Pending>();
  let count = 0;
  // The data set belongs to the project in which it was corrected.
  session.onLeave(async () => void (await Promise.allSettled([...pendingOf.values()].map(({ settled }) => settled))));

  /** Lays the newest list until no newer one has come: of many quick corrections only the last list is worked out. */
  const settle = async (id: string, first: Edits): Promise<DatasetInfo> => {
    let edits = first;
    try {
      for (;;) {
        const dataset = await deps.engine.call("data/edit", { dataset: id, edits });
        show(dataset);
        // The engine has kept it: a page that is reloaded the next moment must know of it.
        await session.autosave.flush();
        const newest = pendingOf.get(id)?.wanted ?? edits;
        if (newest === edits) return dataset;
        edits = newest;
      }
    } catch (error) {
      // What lies beneath the other entries was never done.
      history.clear();
      throw error;
    } finally {
      pendingOf.delete(id);
    }
  };

  const show = (dataset: DatasetInfo) => {
    // It may have been closed meanwhile.
    if (!state().project.datasets.some((known) => known.id === dataset.id)) return;
    changeProject((project) => {
      const asked = project.draft.task ? answerColumns(project.draft.task) : [];
      // A column that was made by hand is gone with its labels, and with it a question about it.
      const isAsked = asked.every((target) => dataset.columns.some(({ name }) => name === target));
      const draft = isAsked || project.dataset !== dataset.id ? project.draft : draftFor(project.draft, dataset);
      return { ...withDataset(project, dataset), draft };
    });
  };

  const lay = (id: string, wanted: Edits): Promise<DatasetInfo> => {
    const pending = pendingOf.get(id);
    if (pending) {
      pending.wanted = wanted;
      return pending.settled;
    }
    const settled = settle(id, wanted);
    pendingOf.set(id, { wanted, settled });
    return settled;
  };

  /** Changes the list of the data set in use, at once as far as the next change and its undo are concerned. */
  const change = async (next: (edits: Edits, dataset: DatasetInfo) => Edits): Promise<DatasetInfo> => {
    const { dataset } = state();
    if (!dataset) throw fail("fit/no-question", { missing: "data" });
    const { id } = dataset;
    const before = pendingOf.get(id)?.wanted ?? dataset.edits ?? [];
    const after = next(before, dataset);
    if (after === before) return dataset;
    const again = (edits: Edits) => () => void lay(id, edits).catch(session.notes.report);
    history.push({ key: `edit ${++count}`, at: deps.now(), undo: again(before), redo: again(after) });
    return lay(id, after);
  };

  return {
    relabel: (rows, column, category) =>
      change((edits, dataset) => {
        requireRows(rows, dataset);
        const known = dataset.columns.find(({ name }) => name === column);
        if (known && known.kind !== "category") throw fail("data/edit-kind", { column, kind: known.kind });
        if (column.trim() === "" || category.trim() === "") throw fail("data/edit-empty", {});
        return [...edits, { kind: "relabel", column, rows: [...rows], category }];
      }),
    exclude: (rows) =>
      change((edits, dataset) => {
        requireRows(rows, dataset);
        const excluded = excludedRows(edits);
        const more = [...new Set(rows)].filter((row) => !excluded.has(row));
        return more.length > 0 ? [...edits, { kind: "exclude", rows: more }] : edits;
      }),
    takeBackEdit: (index) => change((edits) => (index in edits ? edits.filter((_, place) => place !== index) : edits)),
  };
}

function requireRows(rows: readonly number[], { rowCount }: DatasetInfo): void {
  if (rows.length === 0) throw fail("data/edit-empty", {});
  const wrong = rows.find((row) => !Number.isInteger(row) || row < 0 || row >= rowCount);
  if (wrong !== undefined) throw fail("data/row-range", { from: wrong, to: wrong, rowCount });
}
