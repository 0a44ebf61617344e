import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fail } from "../core/failure";
import type { FitEvent, FitRequest } from "../core/run";
import { epochEvent, evaluation, finished } from "./fake-engine.fixture";
import { createOpenBench, holdFits, savedProject, type Bench } from "./workbench.fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = ({ workbench }: Bench) => workbench.project.getState();
const runs = (bench: Bench) => state(bench).project.runs;
const notes = ({ workbench }: Bench) => workbench.view.getState().notes;

describe("a fit", () => {
  it("asks for what the draft says and becomes the current run", async () => {
    const bench = await createOpenBench();
    bench.workbench.actions.setSeed(3);
    const run = await bench.workbench.actions.fitDraft();
    expect(run).toMatchObject({ number: 1, phase: "finished", request: { seed: 3, family: "logistic" } });
    expect(state(bench).project).toMatchObject({ runs: [run], currentRun: run.id });
    expect((await savedProject(bench))?.runs).toEqual([run]);
  });

  it("is refused with a sentence while something is missing", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    actions.setTask(null);
    await expect(actions.fitDraft()).rejects.toMatchObject({ code: "fit/no-question" });
    const request: FitRequest = { dataset: "none", task: { kind: "classification", target: "ill" }, model: "logistic" };
    await expect(actions.fit(request)).rejects.toMatchObject({ code: "data/unknown-dataset" });
    const dataset = state(bench).dataset!.id;
    await expect(actions.fit({ ...request, dataset, model: "none" })).rejects.toMatchObject({
      code: "fit/unknown-model",
    });
    bench.engine.on("fit/start", async () => {
      throw fail("prepare/one-class", { target: "ill", category: "no" });
    });
    const { draft } = state(bench).project;
    await expect(actions.fit({ ...request, dataset })).rejects.toMatchObject({ code: "prepare/one-class" });
    expect(runs(bench)).toEqual([]);
    expect(state(bench).project.draft).toBe(draft);
  });

  it("of a script shows on the page and tells its events, the start first", async () => {
    const bench = await createOpenBench();
    const first = state(bench).dataset!.id;
    await bench.workbench.actions.openSample("blood");
    const fits = holdFits(bench);
    const events: FitEvent["type"][] = [];
    const ended = bench.workbench.actions.fit(
      { dataset: first, task: { kind: "regression", target: "age" }, model: "linear", seed: 5 },
      (event) => events.push(event.type),
    );
    await vi.advanceTimersByTimeAsync(0);
    const { emit, end, run } = fits[0]!;
    emit(epochEvent(1));
    emit({ type: "phase", phase: "paused" });
    expect(events).toEqual(["started", "epoch", "phase"]);
    expect(state(bench)).toMatchObject({
      dataset: { id: first },
      project: { draft: { task: { kind: "regression" }, model: "linear", seed: 5 }, currentRun: run.id },
    });
    end(finished(run));
    expect((await ended).phase).toBe("finished");
  });

  it("changes the page at most ten times a second, and at once when its phase changes", async () => {
    const bench = await createOpenBench();
    const fits = holdFits(bench);
    void bench.workbench.actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    let changes = 0;
    bench.workbench.project.subscribe((next, before) => {
      if (next.project.runs !== before.project.runs) changes++;
    });
    const { emit } = fits[0]!;
    for (let epoch = 1; epoch <= 100; epoch++) {
      emit(epochEvent(epoch));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(changes).toBeLessThanOrEqual(10);
    expect(changes).toBeGreaterThanOrEqual(9);
    await vi.advanceTimersByTimeAsync(100);
    expect(runs(bench)[0]).toMatchObject({ bestEpoch: 100, hasCheckpoint: true });
    expect(runs(bench)[0]!.history.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    emit({ type: "phase", phase: "paused" });
    expect(runs(bench)[0]!.phase).toBe("paused");
    await vi.advanceTimersByTimeAsync(0);
    expect((await bench.storage.readProject(state(bench).project.id))?.runs[0]?.phase).toBe("paused");
  });

  it("is known to have a checkpoint soon after its first epoch, even to a page that is gone then", async () => {
    const bench = await createOpenBench();
    const fits = holdFits(bench);
    void bench.workbench.actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    fits[0]!.emit(epochEvent(1));
    await vi.advanceTimersByTimeAsync(600);
    const after = bench.reload();
    await after.workbench.ready;
    expect(runs(after)).toMatchObject([{ phase: "paused", history: [{ epoch: 1 }] }]);
  });

  it("numbers runs in the order of asking, and no number twice", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    await actions.fitDraft();
    const second = await actions.fitDraft();
    await actions.deleteRun(second.id);
    const [third, fourth] = await Promise.all([actions.fitDraft(), actions.fitDraft()]);
    expect([third.number, fourth.number]).toEqual([3, 4]);
  });
});

describe("deleting a run", () => {
  it("is undone with everything, and final when its note is gone", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const first = await actions.fitDraft();
    const second = await actions.fitDraft();
    actions.compareRuns([first.id, second.id, "none"]);
    expect(state(bench).comparedRuns).toEqual([first.id, second.id]);
    await actions.deleteRun(second.id);
    expect(state(bench)).toMatchObject({ comparedRuns: [first.id], project: { currentRun: first.id } });
    notes(bench)[0]!.undo?.();
    expect(state(bench).project).toMatchObject({ runs: [first, second], currentRun: second.id });
    await actions.deleteRun(first.id);
    expect(bench.engine.paramsOf("run/delete")).toEqual([]);
    actions.dismissNote(notes(bench)[0]!.id);
    expect(bench.engine.paramsOf("run/delete")).toEqual([{ run: first.id }]);
    expect(runs(bench)).toEqual([second]);
  });

  it("is made final by going to another project, and by the next visit", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const run = await actions.fitDraft();
    await actions.deleteRun(run.id);
    await bench.workbench.flush();
    const after = bench.reload();
    await after.workbench.ready;
    await expect.poll(() => after.engine.paramsOf("run/delete")).toEqual([{ run: run.id }]);
    await actions.newProject();
    expect(notes(bench)).toEqual([]);
    expect(bench.engine.paramsOf("run/delete")).toEqual([{ run: run.id }]);
  });

  it("stops it first", async () => {
    const bench = await createOpenBench();
    const fits = holdFits(bench);
    const ended = bench.workbench.actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    await bench.workbench.actions.deleteRun(fits[0]!.run.id, "final");
    expect((await ended).phase).toBe("stopped");
    expect(runs(bench)).toEqual([]);
    expect(bench.engine.paramsOf("run/delete")).toHaveLength(1);
  });
});

describe("using a run", () => {
  it("needs a run with a model", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const fits = holdFits(bench);
    void actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    const dataset = state(bench).dataset!.id;
    const { run, end } = fits[0]!;
    await expect(actions.evaluate("none", { dataset })).rejects.toMatchObject({ code: "fit/unknown-run" });
    await expect(actions.evaluate(run.id, { dataset })).rejects.toMatchObject({ code: "fit/not-finished" });
    await expect(actions.predict(run.id, { kind: "records", records: [] })).rejects.toMatchObject({
      code: "fit/not-finished",
    });
    end(finished(run));
    await vi.advanceTimersByTimeAsync(0);
    expect(await actions.evaluate(run.id, { dataset, rows: [1] })).toBe(evaluation);
    expect(bench.engine.paramsOf("run/evaluate")).toMatchObject([{ run: { id: run.id }, dataset, rows: [1] }]);
    expect((await actions.predict(run.id, { kind: "dataset", dataset })).values).toEqual(["yes"]);
  });
});
