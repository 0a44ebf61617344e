import { describe, expect, it } from "vitest";
import { fail } from "../core/failure";
import type { EngineInfo } from "../core/engine-info";
import { crash, createFakeEngine, engineInfo, held } from "./fake-engine.fixture";
import { createBench, type Bench } from "./workbench.fixture";

const state = ({ workbench }: Bench) => workbench.engine.getState();
const notes = ({ workbench }: Bench) => workbench.view.getState().notes;

describe("the engine", () => {
  it("starts with the backend that was asked for, and is ready before the workbench is", async () => {
    const bench = createBench({ requestedBackend: "wasm" });
    expect(state(bench).phase).toBe("starting");
    await bench.workbench.ready;
    expect(bench.engine.paramsOf("engine/start")).toEqual([{ backend: "wasm" }]);
    expect(state(bench)).toMatchObject({ phase: "ready", info: engineInfo });
    expect(await bench.workbench.actions.engineInfo()).toBe(engineInfo);
    expect((await bench.workbench.actions.useBackend("webgl")).backend).toBe("webgl");
    expect(state(bench).info?.isChosenByUser).toBe(true);
  });

  it("that cannot start leaves the workbench ready and says why to whoever asks", async () => {
    const engine = createFakeEngine();
    engine.on("engine/start", async () => {
      throw fail("engine/no-backend", { tried: { en: "CPU", zh: "CPU" } });
    });
    const bench = createBench({ engine });
    await bench.workbench.ready;
    expect(state(bench)).toMatchObject({ phase: "failed", failure: { code: "engine/no-backend" } });
    expect(notes(bench)).toMatchObject([{ kind: "failure" }]);
    await expect(bench.workbench.actions.engineInfo()).rejects.toMatchObject({ code: "engine/no-backend" });
  });

  it("that crashed while it started is waited for until it has started anew", async () => {
    const engine = createFakeEngine();
    const { promise, reject } = held<EngineInfo>();
    engine.on("engine/start", () => promise);
    const bench = createBench({ engine });
    const { failure } = crash();
    engine.restart(failure);
    reject(crash());
    let isReady = false;
    void bench.workbench.ready.then(() => (isReady = true));
    await expect.poll(() => bench.workbench.project.getState().isLoaded).toBe(true);
    expect(isReady).toBe(false);
    engine.notify({ type: "backend", info: engineInfo, failure });
    await bench.workbench.ready;
    expect(state(bench)).toMatchObject({ phase: "ready", restarts: 1, info: engineInfo });
    expect(notes(bench)).toHaveLength(1);
  });

  it("says once that it crashed, and once that the graphics device was lost", async () => {
    const bench = createBench();
    await bench.workbench.ready;
    const { failure } = crash();
    bench.engine.restart(failure);
    expect(state(bench)).toMatchObject({ phase: "starting", restarts: 1 });
    bench.engine.notify({ type: "backend", info: engineInfo, failure });
    expect(state(bench)).toMatchObject({ phase: "ready", failure: null });
    expect(notes(bench).map(({ message }) => message)).toEqual([failure.wording.message]);
    const lost = fail("engine/no-backend", { tried: { en: "WebGPU", zh: "WebGPU" } }).failure;
    bench.engine.notify({ type: "backend", info: { ...engineInfo, backend: "webgl" }, failure: lost });
    expect(state(bench).info?.backend).toBe("webgl");
    expect(notes(bench)).toHaveLength(2);
  });

  it("that gave up has failed", async () => {
    const bench = createBench();
    await bench.workbench.ready;
    bench.engine.giveUp(crash().failure);
    expect(state(bench).phase).toBe("failed");
    await expect(bench.workbench.actions.engineInfo()).rejects.toMatchObject({ code: "engine/crashed" });
  });

  it("adds what its worker tried to the ledger", async () => {
    const bench = createBench();
    await bench.workbench.ready;
    const entry = {
      at: "2026-01-01T00:00:00Z",
      place: "worker",
      kind: "fetch",
      address: "https://example.org",
      outcome: "blocked",
    } as const;
    bench.engine.notify({ type: "ledger", entries: [entry] });
    expect(state(bench)).toMatchObject({ ledger: { blocked: 1 }, ledgerEntries: [entry] });
  });
});

describe("notes", () => {
  it("say what failed, but not that the user stopped something", async () => {
    const bench = createBench();
    await bench.workbench.ready;
    const { actions } = bench.workbench;
    actions.report(fail("import/cancelled", { file: "a.csv" }));
    expect(notes(bench)).toEqual([]);
    actions.report(new Error("a bug"));
    expect(notes(bench)[0]?.message.en).toContain("a bug");
    actions.dismissNote(notes(bench)[0]!.id);
    expect(notes(bench)).toEqual([]);
  });

  it("are at most five; the oldest goes first", async () => {
    const bench = createBench();
    await bench.workbench.ready;
    for (let i = 1; i <= 6; i++) {
      bench.workbench.actions.note({ kind: "info", message: { en: `${i}`, zh: `${i}` } });
    }
    expect(notes(bench).map(({ message }) => message.en)).toEqual(["2", "3", "4", "5", "6"]);
  });
});

describe("language and theme", () => {
  it("are kept for the next visit", async () => {
    const bench = createBench();
    await bench.workbench.ready;
    bench.workbench.actions.setLocale("zh");
    bench.workbench.actions.setTheme("dark");
    expect(bench.reload().workbench.view.getState()).toMatchObject({ locale: "zh", theme: "dark" });
  });
});
