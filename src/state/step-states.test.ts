import { describe, expect, it } from "vitest";
import type { ProjectState } from "./workbench";
import { fail } from "../core/failure";
import { emptyDraft } from "../core/project";
import type { FitRequest } from "../core/run";
import { datasetInfo, finished, previewOf, runOf } from "./fake-engine.fixture";
import { blankProject, projectParts } from "./project-store";
import { stepStates } from "./step-states";

const request: FitRequest = { dataset: "d", task: { kind: "classification", target: "ill" }, model: "logistic" };
const rest = { savedAt: null, isSaving: false, saveFailure: null, isLoaded: true, entries: [] };
const blank = blankProject("p", "P", 0);
const withData = { ...blank, datasets: [datasetInfo("d")], dataset: "d" };
const withQuestion = { ...withData, draft: { ...emptyDraft, task: request.task } };
const withRun = { ...withQuestion, runs: [finished(runOf("r", 1, request))], currentRun: "r" };

function kinds(project: typeof blank, change: Partial<ProjectState> = {}) {
  const states = stepStates({ ...projectParts(project), ...rest, ...change });
  return Object.fromEntries(Object.entries(states).map(([id, { kind }]) => [id, kind]));
}

describe("the states of the steps", () => {
  it("are blocked by what is missing, in both languages", () => {
    expect(kinds(blank)).toEqual({
      data: "open",
      prepare: "blocked",
      train: "blocked",
      evaluate: "blocked",
      use: "blocked",
    });
    const { train } = stepStates({ ...projectParts(withData), ...rest });
    expect(train).toEqual({
      kind: "blocked",
      reason: { en: "Choose what to predict first.", zh: "请先选择要预测的内容。" },
    });
  });

  it("open up one after the other", () => {
    expect(kinds(withData)).toMatchObject({ data: "done", prepare: "open", train: "blocked" });
    expect(kinds(withQuestion, { preview: previewOf(request) })).toMatchObject({
      prepare: "done",
      train: "open",
      evaluate: "blocked",
    });
    expect(kinds(withRun, { preview: previewOf(request) })).toEqual({
      data: "done",
      prepare: "done",
      train: "done",
      evaluate: "done",
      use: "open",
    });
  });

  it("say that a run without a model blocks what needs one", () => {
    const project = { ...withQuestion, runs: [runOf("r", 1, request)], currentRun: "r" };
    expect(kinds(project, { preview: previewOf(request) })).toMatchObject({
      train: "open",
      evaluate: "blocked",
      use: "blocked",
    });
  });

  it("leave the way open to a fit under way when data without a question are opened beside it", () => {
    const runs = [{ ...runOf("r", 1, request), phase: "fitting" as const }];
    expect(kinds({ ...withData, runs, currentRun: "r" })).toMatchObject({ train: "open", evaluate: "blocked" });
  });

  it("are stale when the settings, the columns or the data set in use differ from those of the run", () => {
    const stale = { train: "stale", evaluate: "stale", use: "stale" };
    expect(kinds(withRun, { preview: previewOf({ ...request, seed: 1 }) })).toMatchObject(stale);
    const converted = { ...withRun, datasets: [{ ...datasetInfo("d"), fingerprint: "other" }] };
    expect(kinds(converted, { preview: previewOf(request) })).toMatchObject(stale);
    const other = { ...withRun, datasets: [...withRun.datasets, datasetInfo("e")], dataset: "e" };
    expect(kinds(other, { preview: previewOf(request) })).toMatchObject(stale);
    const { failure } = fail("prepare/no-features", { target: "ill" });
    expect(kinds(withRun, { previewFailure: failure })).toMatchObject({ ...stale, prepare: "open" });
  });

  it("are not stale for another intended use, nor while the preview is not there yet", () => {
    expect(kinds(withRun, { preview: previewOf({ ...request, intendedUse: "screening" }) })).toMatchObject({
      train: "done",
    });
    expect(kinds(withRun)).toMatchObject({ train: "done", evaluate: "done", use: "open" });
  });
});
