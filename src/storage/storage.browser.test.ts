import { deleteDB } from "idb";
import { afterEach, expect, test, vi } from "vitest";
import { cdp } from "vitest/browser";
import type { Backbone } from "../core/backbone";
import type { Column } from "../core/column";
import type { Dataset, DatasetInfo } from "../core/dataset";
import { categoryColumn, imageColumn } from "../core/make-column";
import { emptyDraft, type Project } from "../core/project";
import { createMemoryStorage } from "./memory-storage";
import { openStorage } from "./open-storage";
import type { Storage, StoredDataset, StoredModel } from "./storage";

let counter = 0;
let cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const work of cleanUp.reverse()) await work();
  cleanUp = [];
});

async function open(now = () => 1_000, name = `lightbench-test-${counter++}`): Promise<Storage> {
  const storage = await openStorage(now, name);
  cleanUp.push(() => deleteDB(name));
  cleanUp.push(async () => storage.close());
  return storage;
}

function makeDataset(id: string, values: Float64Array<ArrayBuffer>, width = 1): StoredDataset {
  const columns = Array.from({ length: width }, (_, i) => ({ kind: "number" as const, name: `c${i}`, values }));
  const dataset = { id, name: id, rowCount: values.length, columns, source: { files: [] }, warnings: [] };
  return { dataset, info: { id, name: id } as unknown as DatasetInfo }; // storage does not look into it
}

const project: Project = {
  format: 1,
  id: "p1",
  name: "Films",
  createdAt: 1,
  updatedAt: 2,
  datasets: [],
  dataset: null,
  draft: emptyDraft,
  runs: [],
  currentRun: null,
  step: "data",
};

function withParts(base: Project, dataset: string, run: string): Project {
  return { ...base, dataset, datasets: [{ id: dataset, name: "table" }], runs: [{ id: run }] } as unknown as Project; // storage looks at ids and names only
}

function makeModel(run: string): StoredModel {
  const cases = {
    rows: new Uint32Array([4]),
    actual: new Float64Array([Number.NaN]),
    predicted: new Float64Array([1]),
    probabilities: new Float64Array(0),
    categories: [],
  };
  return {
    run,
    saved: { family: "linear", header: {}, blocks: { weights: { data: new Float64Array([0.1]), shape: [1] } } },
    pipeline: { steps: [], features: ["a"], inputColumns: [] },
    categories: [],
    split: { train: new Uint32Array([1]), validation: new Uint32Array(), test: new Uint32Array([4]) },
    trainTargets: new Float64Array([2]),
    cases: { test: cases, validation: null },
  };
}

const checkpoint = { epoch: 3, step: 9, history: [], header: {}, blocks: {} };

/** What both kinds of storage must do alike. */
const kinds: [string, () => Promise<Storage>][] = [
  ["the browser's data base", open],
  ["memory", async () => createMemoryStorage(null)],
];
for (const [kind, make] of kinds) {
  test(`${kind} gives back what was written, and deletes a project with all that belongs to it`, async () => {
    const storage = await make();
    expect(storage.failure).toBeNull();
    expect(await storage.readProject("p1")).toBeNull();
    expect(await storage.readDataset("d1")).toBeNull();

    const mine = withParts(project, "d1", "r1");
    await storage.writeProject(mine);
    await storage.writeProject({ ...project, id: "p2", name: "Traffic", updatedAt: 5 });
    const dataset = makeDataset("d1", new Float64Array([1, Number.NaN, 3]), 3);
    await storage.writeDataset(dataset);
    await storage.writeDataset(makeDataset("d2", new Float64Array(1)));
    const model = makeModel("r1");
    await storage.writeModel(model);
    await storage.writeCheckpoint("r1", checkpoint);

    expect(await storage.readProject("p1")).toEqual(mine);
    expect(await storage.listProjects()).toEqual([
      { id: "p2", name: "Traffic", updatedAt: 5, datasetName: null, runCount: 0 },
      { id: "p1", name: "Films", updatedAt: 2, datasetName: "table", runCount: 1 },
    ]);
    expect(await storage.readDataset("d1")).toEqual(dataset);
    expect(await storage.readModel("r1")).toEqual(model);
    expect(await storage.readCheckpoint("r1")).toEqual(checkpoint);

    await storage.deleteProject("p1");
    expect(await storage.readProject("p1")).toBeNull();
    expect(await storage.readDataset("d1")).toBeNull();
    expect(await storage.readModel("r1")).toBeNull();
    expect(await storage.readCheckpoint("r1")).toBeNull();
    expect(await storage.readDataset("d2")).not.toBeNull();
    expect((await storage.listProjects()).map((entry) => entry.id)).toEqual(["p2"]);
  });
}

test("a data set of several groups of columns survives closing, and a smaller one replaces all of it", async () => {
  const name = `lightbench-test-${counter++}`;
  const first = await openStorage(() => 0, name);
  const wide = makeDataset(
    "d",
    Float64Array.from({ length: 200_000 }, (_, i) => i),
    8,
  ); // 12.8 MB: four groups
  await first.writeDataset(wide);
  first.close();
  const second = await open(() => 0, name);
  expect(await second.readDataset("d")).toEqual(wide);
  const small = makeDataset("d", new Float64Array([7]));
  await second.writeDataset(small);
  expect(await second.readDataset("d")).toEqual(small);
});

/** Pixels are compared by a loop: taking millions of them apart to show a difference takes minutes. */
async function expectStored(storage: Storage, { columns, ...rest }: Dataset): Promise<void> {
  const found = (await storage.readDataset("d"))?.dataset;
  const withoutPixels = (all: readonly Column[] = []) =>
    all.map((column) => (column.kind === "image" ? { ...column, pixels: column.pixels.length } : column));
  const pixels = (all: readonly Column[] = []) =>
    all.flatMap((column) => (column.kind === "image" ? [column.pixels] : []));
  expect({ ...found, columns: withoutPixels(found?.columns) }).toEqual({ ...rest, columns: withoutPixels(columns) });
  const wanted = pixels(columns);
  expect(pixels(found?.columns).map((bytes, i) => bytes.every((byte, at) => byte === wanted[i]?.[at]))).not.toContain(
    false,
  );
}

test("a corrected data set writes its labels and not its pictures again, and comes back with what lies beneath", async () => {
  const name = `lightbench-test-${counter++}`;
  const storage = await open(() => 0, name);
  const other = await open(() => 0, name);
  const picture = { width: 2000, height: 2100, channels: 1 as const, pixels: new Uint8Array(4.2e6).fill(9) };
  const labels = categoryColumn("label", ["a", "b", "a"]);
  const columns = [imageColumn("image", [picture, null, null]), labels];
  const { dataset, info } = makeDataset("d", new Float64Array(3));
  const opened = { ...dataset, columns };
  await storage.writeDataset({ dataset: opened, info });
  const puts = vi.spyOn(IDBObjectStore.prototype, "put");
  const columnsPut = () => puts.mock.calls.filter(([value]) => Array.isArray(value)).length;

  const edits = [{ kind: "relabel" as const, column: "label", rows: [0], category: "b" }];
  const corrected = { ...labels, codes: Int32Array.of(1, 1, 0) };
  const edited = { ...dataset, columns: [columns[0]!, corrected], base: [labels], edits }; // the first of two
  await storage.writeDataset({ dataset: edited, info });
  expect(columnsPut()).toBe(1);
  await expectStored(other, edited);
  await storage.writeDataset({ dataset: opened, info });
  expect(columnsPut()).toBe(2);
  await expectStored(other, opened);

  // What another page has written since is written over, whatever this one knew.
  await other.writeDataset({ dataset: { ...dataset, columns: [labels] }, info });
  await storage.writeDataset({ dataset: edited, info });
  expect(columnsPut()).toBe(5);
  await expectStored(other, edited);
  await storage.deleteDataset("d");
  await storage.writeDataset({ dataset: edited, info });
  await expectStored(storage, edited);
  await storage.writeDataset({ dataset: opened, info });
  await expectStored(storage, opened);
});

test("a write that fails half way leaves the old record whole", async () => {
  const storage = await open();
  const old = makeDataset("d", new Float64Array([1, 2]));
  await storage.writeDataset(old);
  const { dataset, info } = makeDataset("d", new Float64Array([9]));
  const broken = { dataset: { ...dataset, name: (() => {}) as unknown as string }, info }; // a function cannot be copied
  await expect(storage.writeDataset(broken)).rejects.toMatchObject({ name: "DataCloneError" });
  expect(await storage.readDataset("d")).toEqual(old);
});

test("sweeping takes what no project names and is old, nothing else", async () => {
  let time = 100;
  const storage = await open(() => time);
  await storage.writeProject(withParts(project, "kept", "kept"));
  for (const id of ["kept", "lost"]) {
    await storage.writeDataset(makeDataset(id, new Float64Array(1)));
    await storage.writeModel(makeModel(id));
    await storage.writeCheckpoint(id, checkpoint);
  }
  time = 200;
  await storage.writeDataset(makeDataset("fresh", new Float64Array(1)));
  await storage.sweep(150);
  const left = await Promise.all(
    ["kept", "lost", "fresh"].map(async (id) => [
      (await storage.readDataset(id)) !== null,
      (await storage.readModel(id)) !== null,
      (await storage.readCheckpoint(id)) !== null,
    ]),
  );
  expect(left).toEqual([
    [true, true, true],
    [false, false, false],
    [true, false, false],
  ]);
});

test("a data base that a newer Lightbench wrote is left alone: memory takes its place and says why", async () => {
  const name = `lightbench-test-${counter++}`;
  cleanUp.push(() => deleteDB(name));
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(name, 999);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  const storage = await openStorage(() => 0, name);
  expect(storage.failure).toMatchObject({ code: "storage/unavailable" });
  await storage.writeProject(project);
  expect(await storage.readProject("p1")).toEqual(project);
});

test("a project of a newer format is refused by name", async () => {
  const storage = await open();
  await storage.writeProject({ ...project, format: 99 } as unknown as Project); // as a newer version would
  await expect(storage.readProject("p1")).rejects.toMatchObject({ code: "storage/newer-version" });
});

// Last, because clearing takes away what any other test has open.
test("a full disk is a sentence with the room that is needed, and loses nothing", async () => {
  const { origin } = location;
  // Chromium remembers for a while how much room there was; clearing makes it look again.
  await cdp().send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await cdp().send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000_000 });
  cleanUp.push(async () => void (await cdp().send("Storage.overrideQuotaForOrigin", { origin })));
  const storage = await open();
  const old = makeDataset("d", new Float64Array([1, 2]));
  await storage.writeDataset(old);
  const noise = crypto.getRandomValues(new Uint32Array(1 << 14));
  const big = makeDataset(
    "d",
    Float64Array.from({ length: 2_000_000 }, (_, i) => noise[i & 0x3fff]! / (i + 1)), // index below the length
  );
  await expect(storage.writeDataset(big)).rejects.toMatchObject({
    failure: { code: "storage/full", detail: { neededMb: 16 } },
  });
  expect(await storage.readDataset("d")).toEqual(old);
});

test("a backbone is kept for as long as a project names it", async () => {
  let now = 1_000;
  const storage = await open(() => now);
  const weights = { "a/kernel": { data: Float32Array.of(1, 2), shape: [2] } };
  const backboneOf = (id: string) =>
    ({ info: { id }, graph: { inputShape: [null, null, 3], nodes: [] }, weights }) as unknown as Backbone; // storage looks at ids only
  await storage.writeBackbone(backboneOf("named"));
  await storage.writeBackbone(backboneOf("left"));
  await storage.writeProject({ ...project, backbones: [backboneOf("named").info] });
  expect(await storage.readBackbone("named")).toEqual(backboneOf("named"));
  now = 2_000;
  await storage.sweep(1_500);
  expect(await storage.readBackbone("named")).not.toBeNull();
  expect(await storage.readBackbone("left")).toBeNull();
  await storage.deleteProject(project.id);
  await storage.sweep(1_500);
  expect(await storage.readBackbone("named")).toBeNull();
});
