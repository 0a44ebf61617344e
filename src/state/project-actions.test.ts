import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fail } from "../core/failure";
import { createMemoryStorage } from "../storage/memory-storage";
import type { ProjectStorage } from "./dependencies";
import { createBench, createOpenBench, savedProject, type Bench } from "./workbench.fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = ({ workbench }: Bench) => workbench.project.getState();
const notes = ({ workbench }: Bench) => workbench.view.getState().notes;
const full = () => fail("storage/full", { neededMb: 3 });

/** Storage that counts its writes and fails them while a test says so. */
function createFailingStorage() {
  const storage = createMemoryStorage(null);
  const control = { isFull: false, writes: 0 };
  const failing: ProjectStorage = {
    ...storage,
    async writeProject(project) {
      control.writes++;
      if (control.isFull) throw full();
      await storage.writeProject(project);
    },
  };
  return { control, storage: failing };
}

describe("saving", () => {
  it("happens by itself within half a second of a change, once for many", async () => {
    const { control, storage } = createFailingStorage();
    const bench = await createOpenBench({ storage });
    await vi.advanceTimersByTimeAsync(600);
    const before = control.writes;
    for (let seed = 1; seed <= 20; seed++) {
      bench.workbench.actions.setSeed(seed);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(control.writes - before).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(control.writes - before).toBe(1);
    expect((await storage.readProject(state(bench).project.id))?.draft.seed).toBe(20);
    expect(state(bench)).toMatchObject({ savedAt: Date.now(), isSaving: false, saveFailure: null });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(control.writes - before).toBe(1);
  });

  it("does not keep a project in which nothing has been done", async () => {
    const { control, storage } = createFailingStorage();
    const bench = createBench({ storage });
    await bench.workbench.ready;
    bench.workbench.actions.goTo("data");
    bench.workbench.actions.renameProject("Mine");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(control.writes).toBe(0);
  });

  it("says why it failed, loses nothing, and succeeds with the next change", async () => {
    const { control, storage } = createFailingStorage();
    const bench = await createOpenBench({ storage });
    await bench.workbench.flush();
    control.isFull = true;
    bench.workbench.actions.setSeed(7);
    await vi.advanceTimersByTimeAsync(500);
    expect(state(bench)).toMatchObject({ saveFailure: { code: "storage/full" }, project: { draft: { seed: 7 } } });
    expect((await storage.readProject(state(bench).project.id))?.draft.seed).toBe(0);
    control.isFull = false;
    bench.workbench.actions.setIntendedUse("screening");
    await vi.advanceTimersByTimeAsync(500);
    expect(state(bench).saveFailure).toBeNull();
    expect(await savedProject(bench)).toMatchObject({ draft: { seed: 7, intendedUse: "screening" } });
  });

  it("keeps a project that cannot be written for as long as the page lives", async () => {
    const { control, storage } = createFailingStorage();
    const bench = await createOpenBench({ storage });
    control.isFull = true;
    bench.workbench.actions.setSeed(7);
    const { id } = state(bench).project;
    await bench.workbench.actions.newProject();
    expect(state(bench).entries).toMatchObject([{ id, name: "ill.csv" }]);
    control.isFull = false;
    await bench.workbench.actions.openProject(id);
    expect(state(bench).project).toMatchObject({ id, draft: { seed: 7 } });
    expect(await savedProject(bench)).toMatchObject({ draft: { seed: 7 } });
  });

  it("does not call saved what the browser forgets", async () => {
    const { failure } = fail("storage/unavailable", { reasonEn: "private browsing", reasonZh: "无痕浏览" });
    const bench = await createOpenBench({ storage: createMemoryStorage(failure) });
    await bench.workbench.flush();
    expect(state(bench)).toMatchObject({ savedAt: null, saveFailure: { code: "storage/unavailable" } });
    await bench.workbench.actions.newProject();
    expect(state(bench).saveFailure).toMatchObject({ code: "storage/unavailable" });
  });

  it("does not call saved what the engine cannot keep", async () => {
    const bench = await createOpenBench();
    const { failure } = fail("storage/unavailable", { reasonEn: "private browsing", reasonZh: "无痕浏览" });
    const { savedAt } = state(bench);
    bench.engine.notify({ type: "storage", failure });
    bench.workbench.actions.setSeed(9);
    await bench.workbench.flush();
    expect(state(bench)).toMatchObject({ savedAt, saveFailure: { code: "storage/unavailable" } });
  });

  it("stays unsaved while a data set of the project could not be kept", async () => {
    const bench = await createOpenBench();
    const dataset = state(bench).dataset!.id;
    bench.engine.notify({ type: "storage", failure: full().failure, dataset });
    await bench.workbench.flush();
    expect(state(bench).saveFailure?.code).toBe("storage/full");
    expect(notes(bench)).toMatchObject([{ kind: "failure" }]);
    await bench.workbench.actions.closeDataset(dataset, "final");
    await bench.workbench.flush();
    expect(state(bench).saveFailure).toBeNull();
  });
});

describe("loading", () => {
  it("brings the last project back where it was left", async () => {
    const bench = await createOpenBench();
    bench.workbench.actions.setSeed(9);
    bench.workbench.actions.goTo("prepare");
    await bench.workbench.flush();
    const after = bench.reload();
    expect(state(after).isLoaded).toBe(false);
    await after.workbench.ready;
    expect(state(after)).toMatchObject({
      isLoaded: true,
      project: { id: state(bench).project.id, draft: { seed: 9 } },
      dataset: { name: "ill.csv" },
      savedAt: state(bench).savedAt,
    });
    expect(after.workbench.view.getState().step).toBe("prepare");
    expect(state(after).entries).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(150);
    expect(state(after).preview?.resolved.seed).toBe(9);
  });

  it("goes on with an empty project where storage cannot be read, and says so", async () => {
    const storage = { ...createMemoryStorage(null), listProjects: () => Promise.reject(full()) };
    const bench = createBench({ storage });
    await bench.workbench.ready;
    expect(state(bench)).toMatchObject({ isLoaded: true, saveFailure: { code: "storage/full" }, dataset: null });
    expect(notes(bench)).toMatchObject([{ kind: "failure" }]);
    await bench.workbench.actions.openSample("blood");
    expect(state(bench).dataset).not.toBeNull();
  });
});

describe("projects", () => {
  it("are begun, named, and opened again", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const first = state(bench).project.id;
    actions.renameProject("  Heart  ");
    actions.renameProject(" ");
    await actions.newProject();
    expect(state(bench)).toMatchObject({ project: { name: "New project" }, dataset: null, canUndo: false });
    expect(bench.workbench.view.getState().step).toBe("start");
    await actions.openProject(first);
    expect(state(bench)).toMatchObject({ project: { id: first, name: "Heart" }, dataset: { name: "ill.csv" } });
    expect(bench.workbench.view.getState().step).toBe("data");
    await expect(actions.openProject("none")).rejects.toMatchObject({ code: "storage/unknown-project" });
    expect(state(bench).project.id).toBe(first);
  });

  it("are deleted with an undo, and for good when the note is gone", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const run = await actions.fitDraft();
    const { id } = state(bench).project;
    const dataset = state(bench).dataset!.id;
    await actions.deleteProject(id);
    expect(state(bench)).toMatchObject({ entries: [], dataset: null });
    notes(bench)[0]!.undo?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(state(bench)).toMatchObject({ project: { id, runs: [{ id: run.id }] }, entries: [{ id }] });
    await actions.deleteProject(id);
    actions.dismissNote(notes(bench)[0]!.id);
    await vi.advanceTimersByTimeAsync(0);
    expect(await bench.storage.readProject(id)).toBeNull();
    expect(bench.engine.paramsOf("data/close")).toEqual([{ dataset }]);
    expect(bench.engine.paramsOf("run/delete")).toEqual([{ run: run.id }]);
    await expect(actions.deleteProject("none")).rejects.toMatchObject({ code: "storage/unknown-project" });
  });

  it("do not come back after a reload once they were deleted", async () => {
    const bench = await createOpenBench();
    const { id } = state(bench).project;
    await bench.workbench.actions.deleteProject(id);
    const after = bench.reload();
    await after.workbench.ready;
    expect(state(after).entries).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(await bench.storage.readProject(id)).toBeNull();
  });

  it("go to a file and come back from one, under a new id", async () => {
    const bench = await createOpenBench();
    const { actions } = bench.workbench;
    const { project } = state(bench);
    expect(await (await actions.saveProjectFile()).text()).toContain("ill.csv");
    bench.engine.on("project/import", async ({ id }) => ({ ...project, id, step: "train" }));
    await actions.openProjectFile(new File([], "p.lightbench"));
    expect(state(bench).project).toMatchObject({ name: project.name, datasets: project.datasets });
    expect(state(bench).project.id).not.toBe(project.id);
    expect(bench.workbench.view.getState().step).toBe("train");
    expect(state(bench).entries).toHaveLength(2);
    bench.engine.on("project/import", async () => {
      throw fail("storage/unknown-project", { project: "p" });
    });
    const before = state(bench).project;
    await expect(actions.openProjectFile(new File([], "p"))).rejects.toMatchObject({ code: "storage/unknown-project" });
    expect(state(bench).project).toBe(before);
  });
});
