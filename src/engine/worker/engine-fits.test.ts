import { afterEach, beforeEach, expect, test } from "vitest";
import type { FitEvent, Run } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { long, network, request, startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

test("a fit speaks at most ten times a second, and every epoch arrives", async () => {
  await engine.open();
  const epochs: number[] = [];
  const startMs = performance.now();
  const before = engine.messageCount();
  const run = await engine.fit({ ...network, training: { ...network.training, epochs: 40 } }, (event) => {
    if (event.type === "epoch") epochs.push(event.record.epoch);
  });
  const seconds = (performance.now() - startMs) / 1000;
  expect(epochs).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(run.history.map((record) => record.epoch)).toEqual(epochs);
  // The first at once, then one each tenth of a second, the rest with the answer, and the answer.
  expect(engine.messageCount() - before).toBeLessThanOrEqual(10 * seconds + 3);
});

test("a fit stops, keeps its model, and goes on to the same end as one that was never stopped", async () => {
  await engine.open();
  const free = await engine.fit({ ...long, training: { ...long.training, epochs: 1 } });
  // The request that goes on asks for nothing: what was asked for is in the run.
  const clipped = { ...long, training: { ...long.training, clipNorm: 0.01 } };
  const whole = await engine.fit(clipped);
  expect(whole.history[0]!.train.loss).not.toBe(free.history[0]!.train.loss);
  const stopped = await engine.fit(clipped, (event) => {
    if (event.type === "epoch" && event.record.epoch === 1) void engine.call("fit/stop", { run: "r1" });
  });
  expect(stopped).toMatchObject({ phase: "stopped", hasModel: true, hasCheckpoint: true });
  expect(stopped.history.length).toBeLessThan(60);
  const resumed = await engine.fit(request, undefined, stopped);
  expect(resumed.phase).toBe("finished");
  const losses = (run: Run) => run.history.map((record) => record.train.loss);
  expect(losses(resumed)).toEqual(losses(whole));
  expect(resumed.evaluation).toEqual(whole.evaluation);
});

test("a fit waits its turn, pauses and goes on", async () => {
  await engine.open();
  const phases: string[] = [];
  let tellPaused = () => {};
  const paused = new Promise<void>((resolve) => (tellPaused = resolve));
  const hear = (name: string) => (event: FitEvent | { readonly type: "run"; readonly run: Run }) => {
    if (event.type !== "phase") return;
    phases.push(`${name} ${event.phase}`);
    if (event.phase === "paused") tellPaused();
  };
  const first = engine.fit(long, hear("first"));
  const params = { run: "r2", number: 2, request, resume: null };
  const second = engine.call("fit/start", params, { onEvent: hear("second") });
  await engine.call("fit/pause", { run: "r1" });
  await paused;
  await expect(engine.call("engine/use-backend", { backend: "cpu" })).rejects.toMatchObject({ code: "engine/busy" });
  await expect(engine.fit(network)).rejects.toMatchObject({ code: "engine/busy" });
  await engine.call("fit/resume", { run: "r1" });
  expect((await first).phase).toBe("finished");
  expect((await second).phase).toBe("finished");
  expect(phases.filter((phase) => phase.startsWith("first"))).toContain("first paused");
  expect(phases.filter((phase) => phase.startsWith("second"))).toEqual(["second queued", "second fitting"]);
  expect(phases.indexOf("second fitting")).toBeGreaterThan(phases.indexOf("first paused"));
});

test("a fit that is stopped while it waits its turn ends before the one that computes", async () => {
  await engine.open();
  let hasEnded = false;
  const first = engine.fit(long).finally(() => (hasEnded = true));
  const second = engine.call("fit/start", { run: "r2", number: 2, request, resume: null });
  const third = engine.call("fit/start", { run: "r3", number: 3, request, resume: null });
  await engine.call("fit/stop", { run: "r2" });
  expect(await second).toMatchObject({ phase: "stopped", hasModel: false });
  expect(hasEnded).toBe(false);
  expect((await third).phase).toBe("finished");
  expect(hasEnded).toBe(true);
  expect((await first).phase).toBe("finished");
});

test("a fit that diverges has failed, says where, and keeps no model that has learned nothing", async () => {
  await engine.open();
  const run = await engine.fit({
    ...network,
    task: { kind: "regression", target: "age", features: ["marker"] },
    training: { epochs: 5, optimizer: "sgd", learningRate: 10 },
  });
  expect(run).toMatchObject({ phase: "failed", hasModel: false, failure: { code: "fit/diverged" } });
  expect(run.evaluation).toBeUndefined();
  expect((await engine.fit(network)).phase).toBe("finished");
});

test("a fit leaves nothing on the device", async () => {
  await engine.open();
  const before = await engine.call("engine/memory", {});
  const run = await engine.fit(network);
  await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1" } });
  await engine.call("run/delete", { run: run.id });
  expect(await engine.call("engine/memory", {})).toEqual(before);
});
