import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DatasetInfo } from "../core/dataset";
import type { DatasetEdit } from "../core/dataset-edit";
import { fail } from "../core/failure";
import { columnInfo, datasetInfo, finished, held, runOf } from "./fake-engine.fixture";
import { stepStates } from "./step-states";
import { createOpenBench, holdFits, savedProject, type Bench } from "./workbench.fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = ({ workbench }: Bench) => workbench.project.getState();
const lists = (bench: Bench) => bench.engine.paramsOf("data/edit").map(({ edits }) => edits);
const shadow: DatasetEdit = { kind: "relabel", column: "ill", rows: [1, 4], category: "no" };

describe("a correction by hand", () => {
  it("is laid over the data, kept with the project, undone and done again", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const print = state(bench).dataset?.fingerprint;
    await actions.relabel([1, 4], "ill", "no");
    await actions.exclude([2]);
    expect(state(bench).dataset?.edits).toEqual([shadow, { kind: "exclude", rows: [2] }]);
    expect((await savedProject(bench))?.datasets[0]?.edits).toHaveLength(2);
    actions.undo();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench).dataset?.edits).toEqual([shadow]);
    actions.undo();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench).dataset).toMatchObject({ fingerprint: print });
    expect(state(bench).dataset?.edits).toBeUndefined();
    actions.redo();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench).dataset?.edits).toEqual([shadow]);
  });

  it("is kept with the project by the time it is done", async () => {
    const bench = await createOpenBench();
    await bench.workbench.actions.exclude([2]);
    const stored = await bench.storage.readProject(state(bench).project.id);
    expect(stored?.datasets[0]?.edits).toEqual([{ kind: "exclude", rows: [2] }]);
  });

  it("can be taken back from the middle of the list, and that can be undone", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    await actions.relabel([1, 4], "ill", "no");
    await actions.exclude([2]);
    await actions.takeBackEdit(0);
    expect(state(bench).dataset?.edits).toEqual([{ kind: "exclude", rows: [2] }]);
    actions.undo();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench).dataset?.edits).toEqual([shadow, { kind: "exclude", rows: [2] }]);
    const before = lists(bench).length;
    await actions.takeBackEdit(7);
    expect(lists(bench)).toHaveLength(before);
  });

  it("of many in quick succession only the last list is worked out, and each can be undone", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const first = held<DatasetInfo>();
    bench.engine.on("data/edit", () => first.promise);
    const all = [actions.exclude([0]), actions.exclude([1]), actions.exclude([2]), actions.exclude([2])];
    bench.engine.on("data/edit", async ({ dataset, edits }) => ({ ...datasetInfo(dataset), edits }));
    first.resolve({ ...datasetInfo(state(bench).dataset?.id ?? ""), edits: [{ kind: "exclude", rows: [0] }] });
    await Promise.all(all);
    expect(lists(bench).map(({ length }) => length)).toEqual([1, 3]);
    expect(state(bench).dataset?.edits).toHaveLength(3);
    actions.undo();
    actions.undo();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench).dataset?.edits).toEqual([{ kind: "exclude", rows: [0] }]);
  });

  it("is refused with a sentence where it cannot be, and changes nothing", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    await expect(actions.relabel([10], "ill", "no")).rejects.toMatchObject({ code: "data/row-range" });
    await expect(actions.exclude([])).rejects.toMatchObject({ code: "data/edit-empty" });
    await expect(actions.relabel([0], "ill", " ")).rejects.toMatchObject({ code: "data/edit-empty" });
    await expect(actions.relabel([0], "age", "old")).rejects.toMatchObject({ code: "data/edit-kind" });
    expect(lists(bench)).toEqual([]);
    bench.engine.on("data/edit", async () => {
      throw fail("data/unknown-dataset", { dataset: "gone" });
    });
    await expect(actions.exclude([1])).rejects.toMatchObject({ code: "data/unknown-dataset" });
    expect(state(bench)).toMatchObject({ canUndo: false, dataset: { fingerprint: datasetInfo("x").fingerprint } });
    bench.engine.on("data/edit", async ({ dataset, edits }) => ({ ...datasetInfo(dataset), edits }));
    await actions.exclude([2]);
    expect(state(bench).dataset?.edits).toEqual([{ kind: "exclude", rows: [2] }]);
  });

  it("makes runs from before out of date; the same request is fitted again and compared", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    bench.engine.on("fit/start", async ({ run, number, request }, { emit }) => {
      const taken = { ...runOf(run, number, request), fingerprint: state(bench).dataset?.fingerprint ?? "" };
      emit({ type: "run", run: taken });
      return finished(taken);
    });
    const before = await actions.fitDraft();
    await vi.advanceTimersByTimeAsync(1000);
    expect(stepStates(state(bench)).evaluate).toEqual({ kind: "done" });
    await actions.relabel([1], "ill", "no");
    expect(stepStates(state(bench)).evaluate).toEqual({ kind: "stale" });
    const after = await actions.refit(before.id);
    expect(after).toMatchObject({ number: 2, request: before.request });
    expect(state(bench)).toMatchObject({ comparedRuns: [before.id, after.id], project: { currentRun: after.id } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(stepStates(state(bench)).evaluate).toEqual({ kind: "done" });
  });

  it("leaves a side of pictures open that nobody chose, so that the model's setting still counts", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const fits = holdFits(bench);
    const resize = (size: number) => ({ kind: "resize", columns: ["age"], params: { size, fit: "crop" } });
    const ended = actions.fitDraft();
    await vi.advanceTimersByTimeAsync(0);
    const { run, end } = fits[0]!; // was asked for
    end(finished({ ...run, request: { ...run.request, pipeline: [{ ...resize(48), filledIn: ["size"] }] } }));
    const before = await ended;
    void actions.refit(before.id);
    await vi.advanceTimersByTimeAsync(0);
    fits[1]!.emit({ type: "phase", phase: "paused" }); // was asked for again
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench).project.draft.pipeline).toEqual([resize(0)]);
  });

  it("that made the outcome is undone together with the question about it", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    bench.engine.on("data/edit", async ({ dataset, edits }) => ({
      ...datasetInfo(dataset, [columnInfo("age"), ...(edits.length > 0 ? [columnInfo("seen", "category")] : [])]),
      ...(edits.length > 0 ? { edits } : {}),
    }));
    await actions.relabel([1], "seen", "yes");
    actions.setTask({ kind: "classification", target: "seen" });
    await actions.takeBackEdit(0);
    expect(state(bench).project.draft.task).toBeNull();
  });

  it("is dropped with a word when the files are read again, for rows may have moved", async () => {
    const bench = await createOpenBench();
    await bench.workbench.actions.exclude([1]);
    await bench.workbench.actions.reopen({ header: false });
    expect(state(bench).dataset?.edits).toBeUndefined();
    expect(bench.workbench.view.getState().notes.at(-1)?.message.en).toContain("1 correction by hand no longer");
  });
});
