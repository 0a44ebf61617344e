/** Opening, switching and closing data sets. A try that fails leaves the project as it was. */
import { fail, toFailure } from "../core/failure";
import type { DatasetInfo } from "../core/dataset";
import { createTurns } from "../core/in-turn";
import type { Draft, StepId } from "../core/project";
import type { CallEvent } from "../engine/protocol";
import { draftFor, draftOfSample } from "./fit-requests";
import { isCancellation } from "./notes";
import { blankProject, isBlank, withDataset } from "./project-store";
import { isDefaultName } from "./project-name";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type DatasetActions = Pick<
  WorkbenchActions,
  | "openFiles"
  | "cancelOpening"
  | "reopen"
  | "openSample"
  | "useDataset"
  | "closeDataset"
  | "rows"
  | "pictures"
  | "texts"
  | "pictureExample"
  | "findRate"
>;

type OpenEvent = CallEvent<"data/open">;

const editsDropped = (count: number) => ({
  en: `The files were read again: ${count === 1 ? "1 correction" : `${count} corrections`} by hand no longer apply.`,
  zh: `文件已重新读取：${count} 处手动更正不再适用。`,
});

export function createDatasetActions(session: Session): DatasetActions {
  const { deps, project: store, state, changeProject } = session;
  const { engine } = deps;
  let opening: AbortController | null = null;
  const inTurn = createTurns();

  const cancelOpening = () => opening?.abort();
  session.onLeave(async () => cancelOpening());

  /** Opens, showing how far it is. */
  const open = async (
    names: readonly string[],
    totalBytes: number,
    call: (signal: AbortSignal, onEvent: (event: OpenEvent) => void) => Promise<DatasetInfo>,
  ): Promise<DatasetInfo> => {
    const controller = new AbortController();
    opening = controller;
    const known = state().project.datasets;
    const { signal } = controller;
    store.setState({
      opening: { names, loadedBytes: 0, totalBytes, rowCount: 0, startedAt: deps.now(), preview: null },
      openFailure: null,
    });
    const onEvent = (event: OpenEvent) => {
      if (signal.aborted) return;
      store.setState(({ opening: shown }) => {
        if (!shown) return {};
        if (event.type === "preview") return { opening: { ...shown, preview: event } };
        const { loadedBytes, totalBytes, rowCount } = event;
        return { opening: { ...shown, loadedBytes, totalBytes, rowCount } };
      });
    };
    try {
      const dataset = await call(signal, onEvent);
      if (!signal.aborted) return dataset;
      // The stop came too late for the engine to hear. A data set that was read again belongs to the project that it was opened in.
      if (!known.some(({ id }) => id === dataset.id)) {
        await engine.call("data/close", { dataset: dataset.id });
      }
      throw fail("import/cancelled", { file: names.join(", ") });
    } catch (error) {
      const failure = toFailure(error);
      if (!isCancellation(failure)) store.setState({ openFailure: failure });
      throw error;
    } finally {
      opening = null;
      store.setState({ opening: null });
    }
  };

  /** Takes an opened data set into use: in a new project from the start screen, else in the open one. */
  const take = async (
    dataset: DatasetInfo,
    { name, draft, step }: { readonly name: string; readonly draft: Draft | null; readonly step: StepId },
  ) => {
    if (session.view.getState().step === "start" && !isBlank(state().project)) {
      const project = blankProject(deps.newId(), name, deps.now());
      await session.enter(project, { savedAt: null, step });
    }
    session.history.clear();
    changeProject((project) => ({
      ...withDataset(project, dataset),
      name: isBlank(project) && isDefaultName(project.name) ? name : project.name,
      dataset: dataset.id,
      draft: draft ?? draftFor(project.draft, dataset),
    }));
    deps.preferences.write("lastProject", state().project.id);
    session.show(step);
    // Opened means kept: a page that is reloaded the next moment has it.
    await session.autosave.flush();
    return dataset;
  };

  return {
    openFiles: (files, options = {}) =>
      inTurn(async () => {
        await session.loaded;
        const names = files.map(({ path }) => path);
        const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
        const id = deps.newId();
        const dataset = await open(names, totalBytes, (signal, onEvent) =>
          engine.call("data/open", { id, files, options }, { signal, onEvent }),
        );
        return take(dataset, { name: dataset.name, draft: null, step: "data" });
      }),
    cancelOpening,
    reopen: (options) =>
      inTurn(async () => {
        const { dataset } = state();
        if (!dataset) throw fail("fit/no-question", { missing: "data" });
        const { files } = dataset.source;
        const names = files.map(({ name }) => name);
        const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        const opened = await open(names, totalBytes, (signal, onEvent) =>
          engine.call("data/reopen", { dataset: dataset.id, options }, { signal, onEvent }),
        );
        session.history.clear();
        changeProject((project) => ({ ...withDataset(project, opened), draft: draftFor(project.draft, opened) }));
        await session.autosave.flush();
        // Rows may have moved: a label by hand would sit on another one.
        if (dataset.edits) session.notes.show({ kind: "info", message: editsDropped(dataset.edits.length) });
        return opened;
      }),
    openSample: (id) =>
      inTurn(async () => {
        await session.loaded;
        const { samples } = deps.catalogue;
        const sample = samples.find((known) => known.id === id);
        if (!sample) {
          throw fail("data/unknown-sample", { sample: id, samples: samples.map((known) => known.id).join(", ") });
        }
        const title = sample.title[session.view.getState().locale];
        const dataset = await open([title], 0, (signal) =>
          engine.call("data/sample", { id: deps.newId(), sample: id, seed: 0 }, { signal }),
        );
        return take(dataset, { name: title, draft: draftOfSample(sample), step: "train" });
      }),

    useDataset(id) {
      const dataset = session.datasetOf(id);
      if (state().project.dataset === id) return;
      session.history.clear();
      changeProject((project) => ({ ...project, dataset: id, draft: draftFor(project.draft, dataset) }));
    },
    async closeDataset(id, permanence = "undoable") {
      const dataset = session.datasetOf(id);
      const item = { kind: "dataset", id } as const;
      const before = state().project;
      changeProject((project) => {
        const datasets = project.datasets.filter((known) => known.id !== id);
        const next = project.dataset === id ? (datasets.at(-1) ?? null) : null;
        if (project.dataset !== id) return { ...project, datasets };
        return {
          ...project,
          datasets,
          dataset: next?.id ?? null,
          draft: next ? draftFor(project.draft, next) : project.draft,
        };
      });
      if (before.dataset === id) session.history.clear();
      session.trash.put(item);
      if (permanence === "final") return session.trash.empty(item);
      session.notes.show(
        {
          kind: "info",
          message: { en: `“${dataset.name}” was closed.`, zh: `已关闭“${dataset.name}”。` },
          undo: () => {
            session.trash.takeBack(item);
            changeProject((project) => ({
              ...withDataset(project, dataset),
              ...(before.dataset === id ? { dataset: id, draft: before.draft } : {}),
            }));
          },
        },
        { isOfProject: true, onGone: () => void session.trash.empty(item).catch(session.notes.report) },
      );
    },
    rows: async (dataset, from, to, rows, columns) =>
      engine.call("data/rows", { dataset, from, to, ...(rows ? { rows } : {}), ...(columns ? { columns } : {}) }),
    async pictures(dataset, column, rows, side, signal) {
      const asked = { dataset, column, rows, side };
      return (await engine.call("data/pictures", asked, signal ? { signal } : {})).pictures;
    },
    texts: async (dataset, column, classes, signal) =>
      engine.call("data/texts", { dataset, column, classes }, signal ? { signal } : {}),
    pictureExample: (request, place, count, signal) =>
      engine.call("prepare/augmented", { request, place, count }, signal ? { signal } : {}),
    findRate: (request, signal) => engine.call("fit/find-rate", { request }, signal ? { signal } : {}),
  };
}
