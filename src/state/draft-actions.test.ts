import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fail } from "../core/failure";
import type { PreparePreview } from "../core/prepare-preview";
import type { SplitRequest } from "../core/split";
import type { Task } from "../core/task";
import { held, previewOf } from "./fake-engine.fixture";
import { createOpenBench, type Bench } from "./workbench.fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = ({ workbench }: Bench) => workbench.project.getState();
const draft = (bench: Bench) => state(bench).project.draft;

describe("the draft", () => {
  it("is taken back and made again, step by step", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    actions.setModel("mlp");
    actions.setHyperparameter("units", [8]);
    actions.setTraining({ epochs: 3 });
    actions.undo();
    expect(draft(bench)).toMatchObject({ model: "mlp", hyperparameters: { units: [8] }, training: {} });
    actions.undo();
    actions.undo();
    expect(draft(bench)).toMatchObject({ model: null, hyperparameters: {} });
    expect(state(bench)).toMatchObject({ canUndo: true, canRedo: true });
    for (let i = 0; i < 3; i++) actions.redo();
    expect(draft(bench)).toMatchObject({ model: "mlp", hyperparameters: { units: [8] }, training: { epochs: 3 } });
    expect(state(bench).canRedo).toBe(false);
  });

  it("does not remember a change that changed nothing", async () => {
    const bench = await createOpenBench();
    bench.workbench.actions.undo();
    expect(state(bench).canUndo).toBe(false);
    bench.workbench.actions.setSeed(0);
    bench.workbench.actions.setTask(null);
    expect(state(bench).canUndo).toBe(false);
  });

  it("takes as proposed again what was set for another model or another outcome", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    actions.setModel("mlp");
    actions.setHyperparameter("units", [8]);
    actions.setModel("logistic");
    expect(draft(bench).hyperparameters).toEqual({});
    actions.setPipeline([{ kind: "scale", columns: ["age"], params: {} }]);
    actions.setSplit({ kind: "stratified" });
    actions.setTask({ kind: "classification", target: "ill", positive: "no" });
    expect(draft(bench)).toMatchObject({ model: "logistic", pipeline: [{ kind: "scale" }], split: {} });
    actions.setTask({ kind: "regression", target: "age" });
    expect(draft(bench)).toMatchObject({ model: null, pipeline: null, split: null });
    expect(() => actions.setModel("none")).toThrow("no model");
    actions.setModel("lstm");
    actions.setTask({ kind: "generation", text: "note" });
    expect(draft(bench).model).toBe("lstm");
    actions.setTask({ kind: "generation", text: "note", source: "title" });
    expect(draft(bench).model).toBe(null);
  });

  it("drops a split where rows become the steps of a series, or are so no longer", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const window = { lookBack: 4, horizon: 1 };
    const plain: Task = { kind: "regression", target: "age" };
    const unusual: Task = { kind: "reconstruction" };
    const forecast: Task = { kind: "forecasting", target: "age", window };
    const keptFrom = (from: Task, split: SplitRequest, to: Task) => {
      actions.setTask(from);
      actions.setSplit(split);
      actions.setTask(to);
      return draft(bench).split;
    };
    const random: SplitRequest = { kind: "random", validation: 0.1 };
    expect(keptFrom(plain, random, { ...plain, window })).toBeNull();
    expect(keptFrom(unusual, random, { ...unusual, window: { lookBack: 4 } })).toBeNull();
    expect(keptFrom(plain, random, forecast)).toBeNull();
    expect(keptFrom(forecast, { kind: "time" }, plain)).toBeNull();
    expect(keptFrom(forecast, { kind: "time" }, { ...plain, window })).toEqual({ kind: "time" });
    expect(keptFrom(plain, random, unusual)).toEqual(random);
  });

  it("takes steps as proposed again where another text is written, or from another one", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const tokens = [{ kind: "tokens", columns: ["note"], params: {} }];
    const stay = (to: Task) => {
      actions.setTask({ kind: "generation", text: "note" });
      actions.setPipeline(tokens);
      actions.setTask(to);
      return draft(bench).pipeline !== null;
    };
    expect(stay({ kind: "generation", text: "note", features: ["note"] })).toBe(true);
    expect(stay({ kind: "generation", text: "title" })).toBe(false);
    expect(stay({ kind: "generation", text: "note", source: "title" })).toBe(false);
    expect(stay({ kind: "embedding", text: "note" })).toBe(false);
  });
});

describe("the preview", () => {
  it("follows the draft a moment after the last change", async () => {
    const bench = await createOpenBench();
    bench.workbench.actions.setSeed(1);
    bench.workbench.actions.setSeed(2);
    expect(state(bench)).toMatchObject({ isPreviewPending: true, preview: null });
    await vi.advanceTimersByTimeAsync(150);
    expect(bench.engine.paramsOf("prepare/preview")).toMatchObject([{ request: { seed: 2, model: "logistic" } }]);
    expect(state(bench)).toMatchObject({ isPreviewPending: false, preview: { resolved: { seed: 2 } } });
    bench.workbench.actions.setIntendedUse("screening");
    await vi.advanceTimersByTimeAsync(1000);
    expect(bench.engine.paramsOf("prepare/preview")).toHaveLength(1);
  });

  it("never shows an answer to an older draft", async () => {
    const bench = await createOpenBench();
    const answers: { readonly seed: number; readonly end: () => void }[] = [];
    bench.engine.on("prepare/preview", ({ request }) => {
      const { promise, resolve } = held<PreparePreview>();
      answers.push({ seed: request.seed ?? 0, end: () => resolve(previewOf(request)) });
      return promise;
    });
    for (const seed of [1, 2, 3]) {
      bench.workbench.actions.setSeed(seed);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(answers.map(({ seed }) => seed)).toEqual([1]);
    answers[0]!.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench)).toMatchObject({ preview: null, isPreviewPending: true });
    expect(answers.map(({ seed }) => seed)).toEqual([1, 3]);
    answers[1]!.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench)).toMatchObject({ preview: { resolved: { seed: 3 } }, isPreviewPending: false });
  });

  it("keeps a refusal in the state and makes no note of it", async () => {
    const bench = await createOpenBench();
    bench.engine.on("prepare/preview", async () => {
      throw fail("prepare/no-features", { target: "ill" });
    });
    await vi.advanceTimersByTimeAsync(150);
    expect(state(bench)).toMatchObject({ preview: null, previewFailure: { code: "prepare/no-features" } });
    expect(bench.workbench.view.getState().notes).toEqual([]);
    bench.engine.on("prepare/preview", async ({ request }) => previewOf(request));
    bench.workbench.actions.setSeed(4);
    await vi.advanceTimersByTimeAsync(150);
    expect(state(bench)).toMatchObject({ preview: { resolved: { seed: 4 } }, previewFailure: null });
  });

  it("is empty without a question, and asked for again when a column has changed its kind", async () => {
    const bench = await createOpenBench();
    await vi.advanceTimersByTimeAsync(150);
    await bench.workbench.actions.convertColumn("age", "category");
    expect(state(bench).preview).toBeNull();
    await vi.advanceTimersByTimeAsync(150);
    expect(bench.engine.paramsOf("prepare/preview")).toHaveLength(2);
    bench.workbench.actions.setTask(null);
    await vi.advanceTimersByTimeAsync(150);
    expect(state(bench)).toMatchObject({ preview: null, isPreviewPending: false });
    expect(bench.engine.paramsOf("prepare/preview")).toHaveLength(2);
  });
});
