/** Fitting, going on, stopping, comparing and using runs. */
import { fail } from "../core/failure";
import { requestAgain } from "../core/request-again";
import type { FitEvent, FitRequest, Run } from "../core/run";
import type { WordPlace, WordSource } from "../core/word-vectors";
import { modelOf } from "../models/registry";
import { draftFor, draftOf, requestOf } from "./fit-requests";
import { createLiveRuns } from "./live-runs";
import { withoutRun, withRun } from "./project-store";
import { sameValue } from "./same-value";
import type { Session } from "./session";
import type { WorkbenchActions } from "./workbench";

type RunActions = Pick<
  WorkbenchActions,
  | "fitDraft"
  | "fit"
  | "refit"
  | "pause"
  | "resume"
  | "stop"
  | "deleteRun"
  | "selectRun"
  | "compareRuns"
  | "evaluate"
  | "evaluateFiles"
  | "cases"
  | "look"
  | "liveTexts"
  | "generate"
  | "attend"
  | "reconstructions"
  | "lookAhead"
  | "track"
  | "scores"
  | "predict"
  | "predictionsCsv"
  | "askWords"
  | "exportWords"
>;

export function createRunActions(session: Session): RunActions {
  const { deps, state, changeProject, runOf } = session;
  const { engine, catalogue } = deps;
  const live = createLiveRuns(session);
  session.onLeave(() => live.stopAll());

  let lastNumber = 0;
  let numberedProject = "";
  /** Numbers are not given twice in a project, not even after a run was deleted or while one is still being taken on. */
  const nextNumber = () => {
    const { project } = state();
    if (numberedProject !== project.id) lastNumber = 0;
    numberedProject = project.id;
    lastNumber = Math.max(lastNumber, ...project.runs.map((run) => run.number)) + 1;
    return lastNumber;
  };

  const start = (request: FitRequest, onEvent?: (event: FitEvent) => void) => {
    modelOf(request.model); // refuses what there is not
    return live.start({ id: deps.newId(), number: nextNumber(), request, resume: null }, onEvent);
  };

  /** A run that has a model to use. */
  const modelRun = (id: string) => {
    const run = runOf(id);
    if (!run.hasModel) throw fail("fit/not-finished", { run: run.number, phase: run.phase });
    return run;
  };

  const sourceOf = (source: WordPlace): WordSource =>
    "run" in source ? { kind: "run", run: modelRun(source.run) } : { kind: "dataset", dataset: source.dataset };

  /** Puts a request on the page: its data set in use, its settings as the draft. */
  const showRequest = (request: FitRequest) => {
    const dataset = state().project.datasets.find((known) => known.id === request.dataset);
    if (!dataset) return;
    if (state().project.dataset !== dataset.id) {
      changeProject((project) => ({ ...project, dataset: dataset.id, draft: draftFor(project.draft, dataset) }));
      session.history.clear();
    }
    const { draft } = state().project;
    // A request that the draft asks for already changes nothing, not even to say that the model is the proposed one.
    if (sameValue(requestOf(draft, dataset, catalogue.models), request)) return;
    session.changeDraft("fit", () => draftOf(request, draft.intendedUse));
  };

  const fitDraft: WorkbenchActions["fitDraft"] = async () => {
    await session.loaded;
    const { project, dataset } = state();
    if (!dataset) throw fail("fit/no-question", { missing: "data" });
    const request = requestOf(project.draft, dataset, catalogue.models);
    if (!request) throw fail("fit/no-question", { missing: "question" });
    return start(request).ended;
  };

  /** Whether the draft asks for this already, so that fitting it again changes no setting. */
  const isDraft = (request: Run["request"]) => {
    const { preview, dataset } = state();
    if (!preview || dataset?.id !== request.dataset) return false;
    return sameValue({ ...preview.resolved, intendedUse: "" }, { ...request, intendedUse: "" });
  };

  const fit: WorkbenchActions["fit"] = async (request, onEvent) => {
    await session.loaded;
    session.datasetOf(request.dataset);
    const run = start(request, onEvent);
    await run.started;
    showRequest(request);
    return run.ended;
  };

  const compareRuns = (ids: readonly string[]) => {
    const known = new Set(state().project.runs.map((run) => run.id));
    session.project.setState({ comparedRuns: ids.filter((id) => known.has(id)) });
  };

  return {
    fitDraft,
    fit,
    async refit(id) {
      const { request } = runOf(id);
      const again = await (isDraft(request) ? fitDraft() : fit(requestAgain(request)));
      if (again.evaluation) compareRuns([id, again.id]);
      return again;
    },

    async pause(id) {
      const run = runOf(id);
      if (live.get(id) && run.phase !== "paused") await engine.call("fit/pause", { run: id });
    },
    async resume(id) {
      const run = runOf(id);
      if (live.get(id)) {
        await engine.call("fit/resume", { run: id });
        return;
      }
      if (run.phase === "finished" || !run.hasCheckpoint) {
        throw fail("fit/no-checkpoint", { run: run.number, phase: run.phase });
      }
      session.datasetOf(run.request.dataset);
      await live.start({ id, number: run.number, request: requestAgain(run.request), resume: run }).started;
    },
    async stop(id) {
      const run = runOf(id);
      const liveRun = live.get(id);
      if (liveRun) {
        await engine.call("fit/stop", { run: id });
        return liveRun.ended;
      }
      if (run.phase !== "paused") return run;
      const stopped: Run = { ...run, phase: "stopped", endedAt: deps.now() };
      changeProject((project) => withRun(project, stopped), "now");
      return stopped;
    },

    async deleteRun(id, permanence = "undoable") {
      const liveRun = live.get(id);
      runOf(id);
      if (liveRun) {
        await engine.call("fit/stop", { run: id });
        await liveRun.ended.catch(() => undefined); // its own caller is told
      }
      const run = runOf(id);
      const wasCurrent = state().project.currentRun === id;
      const item = { kind: "run", id } as const;
      changeProject((project) => withoutRun(project, id));
      session.project.setState(({ comparedRuns }) => ({ comparedRuns: comparedRuns.filter((other) => other !== id) }));
      session.trash.put(item);
      if (permanence === "final") return session.trash.empty(item);
      session.notes.show(
        {
          kind: "info",
          message: { en: `Run ${run.number} was deleted.`, zh: `已删除运行 ${run.number}。` },
          undo: () => {
            session.trash.takeBack(item);
            changeProject((project) => ({
              ...withRun(project, run),
              currentRun: wasCurrent ? id : (project.currentRun ?? id),
            }));
          },
        },
        { isOfProject: true, onGone: () => void session.trash.empty(item).catch(session.notes.report) },
      );
    },
    selectRun(id) {
      runOf(id);
      changeProject((project) => (project.currentRun === id ? project : { ...project, currentRun: id }));
    },
    compareRuns,

    evaluate: async (id, on) => {
      const run = modelRun(id);
      session.datasetOf(on.dataset);
      return engine.call("run/evaluate", { run, ...on });
    },
    evaluateFiles: async (id, files) => engine.call("run/evaluate-files", { run: modelRun(id), files }),
    cases: async (id, subset) => engine.call("run/cases", { run: modelRun(id), subset }),
    look: async (id, row) => engine.call("fit/look", { run: runOf(id), row }),
    liveTexts: async (id) => engine.call("fit/texts", { run: runOf(id) }),
    generate: async (id, options) => engine.call("run/generate", { run: modelRun(id), options }),
    attend: async (id, row, layer) => engine.call("fit/attend", { run: runOf(id), row, layer }),
    reconstructions: async (id, rows) => engine.call("run/reconstructions", { run: runOf(id), rows }),
    lookAhead: async (id) => engine.call("fit/look-ahead", { run: runOf(id).id }),
    track: async (id, subset, series) => engine.call("run/track", { run: modelRun(id), subset, series }),
    scores: async (id, on, series) => engine.call("run/scores", { run: modelRun(id), on, series }),
    predict: async (id, on) => engine.call("run/predict", { run: modelRun(id), on }),
    askWords: async (source, question) => engine.call("words/ask", { source: sourceOf(source), question }),
    exportWords: async (source) => engine.call("words/export", { source: sourceOf(source) }),
    predictionsCsv: async (id, on) => engine.call("run/predictions-csv", { run: modelRun(id), on }),
  };
}
