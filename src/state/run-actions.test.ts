import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fail } from "../core/failure";
import type { FitEvent, FitRequest, Run } from "../core/run";
import type { CallEvent } from "../engine/protocol";
import { crash, epochEvent, evaluation, finished, held, runOf } from "./fake-engine.fixture";
import { createOpenBench, savedProject, type Bench } from "./workbench.fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = ({ workbench }: Bench) => workbench.project.getState();
const runs = (bench: Bench) => state(bench).project.runs;
const notes = ({ workbench }: Bench) => workbench.view.getState().notes;

/** Takes the next fits over: they go on until the test ends them. */
function holdFits(bench: Bench) {
  const fits: {
    readonly run: Run;
    readonly emit: (event: CallEvent<"fit/start">) => void;
    readonly end: (run: Run) => void;
    readonly break: (error: Error) => void;
  }[] = [];
  bench.engine.on("fit/start", ({ run: id, number, request, resume }, { emit }) => {
    const { promise, resolve, reject } = held<Run>();
    const run = resume ? { ...resume, failure: undefined } : runOf(id, number, request);
    fits.push({ run, emit, end: resolve, break: reject });
    emit({ type: "started", run: id });
    emit({ type: "run", run: { ...run, phase: "fitting" } });
    return promise;
  });
  bench.engine.on("fit/stop", async ({ run }) => {
    const fit = fits.findLast((known) => known.run.id === run);
    fit?.end({ ...fit.run, phase: "stopped" });
    return null;
  });
  return fits;
}

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

describe("a run under way", () => {
  it("pauses, goes on and stops by way of the engine", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const fits = holdFits(bench);
    const ended = actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    const { id } = fits[0]!.run;
    await actions.pause(id);
    await actions.resume(id);
    expect(bench.engine.paramsOf("fit/pause")).toEqual([{ run: id }]);
    expect(bench.engine.paramsOf("fit/resume")).toEqual([{ run: id }]);
    expect((await actions.stop(id)).phase).toBe("stopped");
    expect((await ended).phase).toBe("stopped");
    await expect(actions.pause("none")).rejects.toMatchObject({ code: "fit/unknown-run" });
  });

  it("waits to go on when the engine crashes under it, or has failed where it has no checkpoint", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const fits = holdFits(bench);
    const first = actions.fitDraft();
    const second = actions.fitDraft();
    const outcomes = Promise.allSettled([first, second]);
    await vi.advanceTimersByTimeAsync(0);
    fits[0]!.emit(epochEvent(1));
    for (const fit of fits) fit.break(crash());
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(runs(bench).map(({ phase }) => phase)).toEqual(["paused", "failed"]);
    expect(runs(bench)[0]).toMatchObject({ history: [{ epoch: 1 }], failure: { code: "engine/crashed" } });

    await actions.resume(runs(bench)[0]!.id);
    const [resumed] = bench.engine.paramsOf("fit/start").slice(-1);
    expect(resumed).toMatchObject({ run: runs(bench)[0]!.id, number: 1, resume: { history: [{ epoch: 1 }] } });
    fits[2]!.emit(epochEvent(1));
    fits[2]!.emit(epochEvent(2));
    fits[2]!.emit({ type: "phase", phase: "fitting" });
    expect(runs(bench)[0]!.history.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(runs(bench)[0]!.failure).toBeUndefined();
    await expect(actions.resume(runs(bench)[1]!.id)).rejects.toMatchObject({ code: "fit/no-checkpoint" });
  });

  it("is left as it was when going on is refused", async () => {
    const bench = await createOpenBench();
    const fits = holdFits(bench);
    const ended = bench.workbench.actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    fits[0]!.end({ ...fits[0]!.run, phase: "stopped", hasCheckpoint: true });
    const { id } = await ended;
    bench.engine.on("fit/start", async () => {
      throw fail("engine/busy", { what: "a fit" });
    });
    await expect(bench.workbench.actions.resume(id)).rejects.toMatchObject({ code: "engine/busy" });
    expect(runs(bench)[0]).toMatchObject({ phase: "stopped" });
  });

  it("has failed when the engine fails in it otherwise, and is told as such", async () => {
    const bench = await createOpenBench();
    const fits = holdFits(bench);
    const ended = bench.workbench.actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    fits[0]!.break(new Error("a bug"));
    expect(await ended).toMatchObject({ phase: "failed", failure: { code: "engine/bug" } });
  });

  it("is stopped before another project takes its place, and its end is saved", async () => {
    const bench = await createOpenBench();
    holdFits(bench);
    const ended = bench.workbench.actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    const { id } = state(bench).project;
    await bench.workbench.actions.newProject();
    expect((await ended).phase).toBe("stopped");
    expect((await bench.storage.readProject(id))?.runs).toMatchObject([{ phase: "stopped" }]);
    expect(runs(bench)).toEqual([]);
  });
});

describe("runs after a reload", () => {
  const request: FitRequest = { dataset: "d", task: { kind: "classification", target: "ill" }, model: "mlp" };

  it("wait to go on, or say that they were cut off", async () => {
    const bench = await createOpenBench();
    const { project } = state(bench);
    const history = [epochEvent(1).record, epochEvent(2).record];
    await bench.storage.writeProject({
      ...project,
      runs: [
        runOf("a", 1, request, { phase: "fitting", hasCheckpoint: true, history }),
        runOf("b", 2, request, { phase: "fitting" }),
        runOf("c", 3, request, { phase: "queued" }),
        runOf("d", 4, request, { phase: "paused", hasCheckpoint: true }),
        finished(runOf("e", 5, request)),
      ],
    });
    const after = bench.reload();
    await after.workbench.ready;
    expect(runs(after).map(({ phase }) => phase)).toEqual(["paused", "failed", "stopped", "paused", "finished"]);
    expect(runs(after).map(({ failure }) => failure?.code)).toEqual([
      "fit/interrupted",
      "fit/interrupted",
      "fit/interrupted",
      undefined,
      undefined,
    ]);
    expect(runs(after)[0]!.failure?.message).toContain("epoch 2");
    expect((await after.workbench.actions.stop("a")).phase).toBe("stopped");
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
