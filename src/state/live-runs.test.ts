import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fail } from "../core/failure";
import type { FitRequest } from "../core/run";
import { crash, epochEvent, finished, runOf } from "./fake-engine.fixture";
import { createOpenBench, holdFits, type Bench } from "./workbench.fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = ({ workbench }: Bench) => workbench.project.getState();
const runs = (bench: Bench) => state(bench).project.runs;

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
      throw fail("engine/busy", { run: 1 });
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
