import { describe, expect, it } from "vitest";
import type { ColumnKind } from "../core/column";
import { fail } from "../core/failure";
import { columnInfo, datasetInfo, held } from "./fake-engine.fixture";
import { createBench, createOpenBench, file, sample, type Bench } from "./workbench.fixture";

const state = ({ workbench }: Bench) => workbench.project.getState();
const step = ({ workbench }: Bench) => workbench.view.getState().step;

async function readyBench(): Promise<Bench> {
  const bench = createBench();
  await bench.workbench.ready;
  return bench;
}

describe("opening", () => {
  it("shows how far it is, then the data set in a project named after the file", async () => {
    const bench = await readyBench();
    const { promise, resolve } = held<void>();
    bench.engine.on("data/open", async ({ id }, { emit }) => {
      emit({ type: "progress", loadedBytes: 5, totalBytes: 14, rowCount: 1 });
      emit({ type: "preview", columns: ["age"], rows: [["1"]] });
      await promise;
      return datasetInfo(id);
    });
    const opened = bench.workbench.actions.openFiles([file("a.csv")]);
    await expect.poll(() => state(bench).opening?.preview?.columns).toEqual(["age"]);
    expect(state(bench).opening).toMatchObject({ names: ["a.csv"], loadedBytes: 5, rowCount: 1 });
    resolve();
    const dataset = await opened;
    expect(state(bench)).toMatchObject({ dataset, opening: null, openFailure: null });
    expect(state(bench).project.name).toBe(dataset.name);
    expect(step(bench)).toBe("data");
  });

  it("begins a new project from the start screen and adds to the open one elsewhere", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const first = state(bench).project;
    await actions.openFiles([file("b.csv")]);
    expect(state(bench).project.id).toBe(first.id);
    expect(state(bench).project.datasets.map(({ name }) => name)).toEqual(["ill.csv", "b.csv"]);
    expect(state(bench).dataset?.name).toBe("b.csv");
    actions.goTo("start");
    await actions.openFiles([file("c.csv")]);
    expect(state(bench).project).toMatchObject({ name: "c.csv", datasets: [{ name: "c.csv" }] });
    expect(state(bench).entries.map(({ name }) => name)).toContain("ill.csv");
  });

  it("opens one after the other when asked for several at once", async () => {
    const bench = await readyBench();
    const { actions } = bench.workbench;
    const opened = await Promise.all([actions.openFiles([file("a.csv")]), actions.openFiles([file("b.csv")])]);
    expect(state(bench).project.datasets).toEqual(opened);
  });

  it("leaves the project as it was when it fails, and says why until the next try", async () => {
    const bench = await createOpenBench();
    const before = state(bench).project;
    bench.engine.on("data/open", async () => {
      throw fail("import/empty-file", { file: "b.csv" });
    });
    bench.workbench.actions.goTo("data");
    await expect(bench.workbench.actions.openFiles([file("b.csv")])).rejects.toMatchObject({
      code: "import/empty-file",
    });
    expect(state(bench).project).toBe(before);
    expect(state(bench)).toMatchObject({ opening: null, openFailure: { code: "import/empty-file" } });
    await bench.workbench.actions.openSample("blood");
    expect(state(bench).openFailure).toBeNull();
  });

  it("ends when the user stops it, without calling that a failure", async () => {
    const bench = await readyBench();
    bench.engine.on("data/open", async ({ id }, { signal }) => {
      await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      return datasetInfo(id);
    });
    const opened = bench.workbench.actions.openFiles([file("a.csv")]);
    await expect.poll(() => state(bench).opening).not.toBeNull();
    bench.workbench.actions.cancelOpening();
    await expect(opened).rejects.toMatchObject({ code: "import/cancelled" });
    expect(state(bench)).toMatchObject({ opening: null, openFailure: null, dataset: null });
    expect(bench.engine.paramsOf("data/close")).toHaveLength(1);
  });

  it("sets everything that a sample comes with, one fit away from a model", async () => {
    const bench = await readyBench();
    await bench.workbench.actions.openSample("blood");
    const { project } = state(bench);
    expect(project.name).toBe("Blood panel");
    expect(project.draft).toMatchObject({
      task: sample.task,
      model: "mlp",
      split: sample.split,
      hyperparameters: { units: [8] },
      training: { epochs: 3 },
    });
    expect(step(bench)).toBe("train");
    expect((await bench.workbench.actions.fitDraft()).phase).toBe("finished");
    await expect(bench.workbench.actions.openSample("none")).rejects.toMatchObject({
      code: "data/unknown-sample",
      hint: "The samples are: blood.",
    });
  });

  it("reads the same files again under the same id", async () => {
    const bench = await createOpenBench();
    const { id } = state(bench).dataset!;
    await bench.workbench.actions.reopen({ header: false });
    expect(bench.engine.paramsOf("data/reopen")).toEqual([{ dataset: id, options: { header: false } }]);
    expect(state(bench).dataset).toMatchObject({ id, rowCount: 9 });
    expect(state(bench).project.datasets).toHaveLength(1);
  });
});

describe("data sets", () => {
  it("keep what of the draft is about columns that are still there", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    actions.setSeed(7);
    actions.setSplit({ kind: "group", by: "age" });
    actions.setTask({ kind: "classification", target: "ill", features: ["age", "weight"] });
    const first = state(bench).dataset!.id;
    bench.engine.on("data/open", async ({ id }) => datasetInfo(id, [columnInfo("ill", "category"), columnInfo("bmi")]));
    await actions.openFiles([file("b.csv")]);
    expect(state(bench).project.draft).toMatchObject({ task: { target: "ill" }, split: null, seed: 7 });
    expect(state(bench).project.draft.task?.features).toBeUndefined();
    bench.engine.on("data/open", async ({ id }) => datasetInfo(id, [columnInfo("x")]));
    await actions.openFiles([file("c.csv")]);
    expect(state(bench).project.draft).toMatchObject({ task: null, seed: 7 });
    actions.useDataset(first);
    expect(state(bench).dataset?.id).toBe(first);
    expect(() => actions.useDataset("none")).toThrow("no data set");
  });

  it("lose the selection when another one comes into use", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    actions.select({ dataset: state(bench).dataset!.id, rows: [1, 2], label: { en: "two", zh: "两行" } });
    expect(state(bench).selection?.rows).toEqual([1, 2]);
    await actions.openFiles([file("b.csv")]);
    expect(state(bench).selection).toBeNull();
  });

  it("close with an undo, and are gone from the engine when the note is", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const { id } = state(bench).dataset!;
    const { draft } = state(bench).project;
    await actions.closeDataset(id);
    expect(state(bench)).toMatchObject({ dataset: null, project: { datasets: [] } });
    expect(bench.engine.paramsOf("data/close")).toEqual([]);
    bench.workbench.view.getState().notes[0]?.undo?.();
    expect(state(bench)).toMatchObject({ dataset: { id }, project: { draft } });
    expect(bench.workbench.view.getState().notes).toEqual([]);
    await actions.closeDataset(id);
    actions.dismissNote(bench.workbench.view.getState().notes[0]!.id);
    expect(bench.engine.paramsOf("data/close")).toEqual([{ dataset: id }]);
    await expect(actions.closeDataset(id)).rejects.toMatchObject({ code: "data/unknown-dataset" });
  });
});

describe("converting a column", () => {
  it("can be undone together with the question that it changed", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const target = () => state(bench).dataset?.columns.find(({ name }) => name === "ill")?.kind;
    await actions.convertColumn("ill", "number");
    expect(target()).toBe("number");
    expect(state(bench).project.draft.task).toEqual({ kind: "regression", target: "ill" });
    actions.undo();
    await expect.poll(target).toBe("category");
    expect(state(bench).project.draft.task).toEqual({ kind: "classification", target: "ill" });
    actions.redo();
    await expect.poll(target).toBe("number");
    expect(state(bench).project.draft.task?.kind).toBe("regression");
  });

  it("keeps what is changed while it goes on, and of several takes each", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const { promise, resolve } = held<void>();
    const convert = async ({ dataset, column, kind }: { dataset: string; column: string; kind: ColumnKind }) => {
      await promise;
      const columns = state(bench).dataset!.columns.map((known) =>
        known.name === column ? { ...known, kind } : known,
      );
      return datasetInfo(dataset, columns);
    };
    bench.engine.on("data/convert", convert);
    const both = Promise.all([actions.convertColumn("ill", "number"), actions.convertColumn("age", "text")]);
    actions.setSeed(7);
    resolve();
    await both;
    expect(state(bench).dataset?.columns.map(({ kind }) => kind)).toEqual(["text", "number"]);
    expect(state(bench).project.draft).toMatchObject({ seed: 7, task: { kind: "regression", target: "ill" } });
  });

  it("ends before another project takes the place of its own", async () => {
    const bench = await createOpenBench();
    const { id } = state(bench).project;
    const { promise, resolve } = held<void>();
    bench.engine.on("data/convert", async ({ dataset, kind }) => {
      await promise;
      return datasetInfo(dataset, [columnInfo("age", kind), columnInfo("ill", "category")]);
    });
    const converted = bench.workbench.actions.convertColumn("age", "text");
    const left = bench.workbench.actions.newProject();
    resolve();
    await Promise.all([converted, left]);
    expect(state(bench).project.datasets).toEqual([]);
    await bench.workbench.actions.openProject(id);
    expect(state(bench).dataset?.columns[0]?.kind).toBe("text");
  });

  it("is refused for a column that is not there, and does nothing where the kind is the same", async () => {
    const bench = await createOpenBench();
    await expect(bench.workbench.actions.convertColumn("none", "text")).rejects.toMatchObject({
      code: "data/unknown-column",
    });
    await bench.workbench.actions.convertColumn("age", "number");
    expect(bench.engine.paramsOf("data/convert")).toEqual([]);
  });
});
