/** Corrections by hand through the real jobs: they reach the fit, and what is undone has never been. */
import { onTestFinished, expect, test } from "vitest";
import type { DatasetInfo } from "../../core/dataset";
import type { DatasetEdit } from "../../core/dataset-edit";
import { emptyDraft, projectFormat, type Project } from "../../core/project";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { makeCsv, request, startEngine } from "./engine.fixture";

function start(storage: Storage = createMemoryStorage(null)) {
  const engine = startEngine(storage);
  onTestFinished(() => engine.close());
  return engine;
}

const illToWell: DatasetEdit = { kind: "relabel", column: "state", rows: [0, 3, 6], category: "well" };
const without: DatasetEdit = { kind: "exclude", rows: [1, 2, 1] };

function projectOf(info: DatasetInfo): Project {
  return {
    format: projectFormat,
    id: "p1",
    name: "wards",
    createdAt: 0,
    updatedAt: 0,
    datasets: [info],
    dataset: info.id,
    draft: emptyDraft,
    runs: [],
    currentRun: null,
    step: "data",
  };
}

test("edits are a list: the same list gives the same data, the empty one what was opened", async () => {
  const storage = createMemoryStorage(null);
  const engine = start(storage);
  const info = await engine.open();
  const before = (await storage.readDataset("d1"))?.dataset;
  const edited = await engine.call("data/edit", { dataset: "d1", edits: [illToWell, without] });
  expect(edited.edits).toEqual([illToWell, without]);
  expect(edited.fingerprint).not.toBe(info.fingerprint);
  const page = await engine.call("data/rows", { dataset: "d1", from: 0, to: 4, columns: ["state"] });
  expect(page.values).toEqual([["well", "well", "well", "well"]]);

  const once = await engine.call("data/edit", { dataset: "d1", edits: [illToWell] });
  expect([once.fingerprint === edited.fingerprint, once.fingerprint === info.fingerprint]).toEqual([false, false]);
  expect(await engine.call("data/edit", { dataset: "d1", edits: [] })).toEqual(info);
  expect((await storage.readDataset("d1"))?.dataset).toEqual(before);
});

test("an edit that is refused leaves the data as they were", async () => {
  const engine = start();
  await engine.open();
  await engine.call("data/edit", { dataset: "d1", edits: [illToWell] });
  const wrong: DatasetEdit = { kind: "relabel", column: "age", rows: [0], category: "old" };
  await expect(engine.call("data/edit", { dataset: "d1", edits: [illToWell, wrong] })).rejects.toMatchObject({
    code: "data/edit-kind",
  });
  const page = await engine.call("data/rows", { dataset: "d1", from: 0, to: 1, columns: ["state"] });
  expect(page.values).toEqual([["well"]]);
  await expect(engine.call("data/edit", { dataset: "d2", edits: [] })).rejects.toMatchObject({
    code: "data/unknown-dataset",
  });
});

test("after a reload the edits are there and can still be taken back", async () => {
  const storage = createMemoryStorage(null);
  const info = await start(storage).open();
  await start(storage).call("data/edit", { dataset: "d1", edits: [illToWell, without] });
  expect(await start(storage).call("data/edit", { dataset: "d1", edits: [] })).toEqual(info);
});

test("a project file takes the edits along, and what lies beneath them", async () => {
  const engine = start();
  const info = await engine.open();
  const edited = await engine.call("data/edit", { dataset: "d1", edits: [illToWell, without] });
  const file = new File([await engine.call("project/export", { project: projectOf(edited) })], "wards.lightbench");
  const other = start();
  const [dataset] = (await other.call("project/import", { file, id: "p2" })).datasets;
  expect(dataset).toEqual({ ...edited, id: dataset?.id });
  const back = await other.call("data/edit", { dataset: dataset?.id ?? "", edits: [] });
  expect(back).toEqual({ ...info, id: dataset?.id });
});

test("excluded rows are in no subset and count as left out; the others stay where they were", async () => {
  const engine = start();
  await engine.open();
  const before = await engine.fit({ ...request, seed: 5 });
  const test = await engine.call("run/cases", { run: before, subset: "test" });
  const train = await engine.call("run/cases", { run: before, subset: "train" });
  const gone = [test.rows[0] ?? -1, test.rows[1] ?? -1, train.rows[0] ?? -1];
  const wrong = test.rows[2] ?? -1;
  const said = test.categories[1 - (test.actual[2] ?? 0)] ?? "";
  const edits: readonly DatasetEdit[] = [
    { kind: "exclude", rows: gone },
    { kind: "relabel", column: "state", rows: [wrong], category: said },
  ];
  await engine.call("data/edit", { dataset: "d1", edits });

  const preview = await engine.call("prepare/preview", { request: { ...request, seed: 5 } });
  expect([preview.leftOut, preview.split.leftOut]).toEqual([3, 3]);
  const after = await engine.call("fit/start", {
    run: "r2",
    number: 2,
    request: { ...request, seed: 5 },
    resume: null,
  });
  expect(after.fingerprint).not.toBe(before.fingerprint);
  const testAfter = await engine.call("run/cases", { run: after, subset: "test" });
  expect(Array.from(testAfter.rows)).toEqual(Array.from(test.rows).slice(2));
  const place = testAfter.rows.indexOf(wrong);
  expect(testAfter.categories[testAfter.actual[place] ?? -1]).toBe(said);

  // The run from before, judged on its own test rows as they are labelled now.
  const again = await engine.call("run/evaluate", { run: before, dataset: "d1" });
  expect(again.rowCount).toBe(test.rows.length - 2);
  const isRight = (i: number) => test.predicted[i] === (i === 2 ? 1 - (test.actual[2] ?? 0) : test.actual[i]);
  const right = Array.from(test.rows, (_, i) => i).filter((i) => i >= 2 && isRight(i)).length;
  expect(again.metrics).toMatchObject({ accuracy: right / (test.rows.length - 2) });
});

test("the training rows of a run keep the outcomes that it learned", async () => {
  const engine = start();
  await engine.open();
  const run = await engine.fit(request);
  const before = await engine.call("run/cases", { run, subset: "train" });
  const rows = [before.rows[0] ?? -1];
  await engine.call("data/edit", {
    dataset: "d1",
    edits: [{ kind: "relabel", column: "state", rows, category: "new" }],
  });
  expect(await engine.call("run/cases", { run, subset: "train" })).toEqual(before);
});

test("labels for a column that was not there make a question that can be asked", async () => {
  const engine = start();
  await engine.open(makeCsv(60));
  const even = Array.from({ length: 30 }, (_, i) => 2 * i);
  await engine.call("data/edit", {
    dataset: "d1",
    edits: [
      { kind: "relabel", column: "reader", rows: even, category: "seen" },
      { kind: "relabel", column: "reader", rows: even.slice(0, 15), category: "not seen" },
    ],
  });
  const preview = await engine.call("prepare/preview", {
    request: { dataset: "d1", task: { kind: "classification", target: "reader" }, model: "logistic" },
  });
  expect(preview.categories).toEqual(["seen", "not seen"]);
  expect(preview.split.leftOut).toBe(30);
});
