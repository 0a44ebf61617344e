/** Storage in the browser's data base. One transaction a write: whole or not at all. */
import type { IDBPTransaction } from "idb";
import type { Column } from "../core/column";
import { byteSizeOf } from "./byte-size";
import { openDatabase, translate, type Database, type Schema, type StoreName } from "./database";
import { migrateProject } from "./project-format";
import { entryOf, type Storage, type StoredDataset } from "./storage";
import { createWrittenColumns, type WrittenColumns } from "./written-columns";

type Transaction = IDBPTransaction<Schema, StoreName[], "readwrite">;

const groupBytes = 4e6;

/** Opens storage under a name of its own. Throws `storage/unavailable`. */
export async function openIndexedStorage(name: string, now: () => number): Promise<Storage> {
  const database = await openDatabase(name);
  const written = createWrittenColumns();
  const read = <T>(work: () => Promise<T>) => work().catch((error: unknown) => Promise.reject(translate(error, 0)));

  return {
    failure: null,
    listProjects: () => read(async () => (await database.getAll("entries")).sort((a, b) => b.updatedAt - a.updatedAt)),
    readProject: (id) =>
      read(async () => {
        const project = await database.get("projects", id);
        return project ? migrateProject(project, project.name) : null;
      }),
    writeProject: (project) =>
      write(database, ["projects", "entries"], byteSizeOf(project), async (transaction) => {
        await transaction.objectStore("projects").put(project);
        await transaction.objectStore("entries").put(entryOf(project));
      }),
    deleteProject: (id) =>
      write(
        database,
        ["projects", "entries", "datasets", "columns", "models", "checkpoints"],
        0,
        async (transaction) => {
          const project = await transaction.objectStore("projects").get(id);
          for (const dataset of project?.datasets ?? []) await removeDataset(transaction, dataset.id);
          for (const run of project?.runs ?? []) await removeRun(transaction, run.id);
          await transaction.objectStore("projects").delete(id);
          await transaction.objectStore("entries").delete(id);
        },
      ),

    readDataset: (id) => read(() => readDataset(database, id, written)),
    async writeDataset({ dataset, info }) {
      const { id } = dataset;
      const groups = groupColumns(dataset.columns);
      const revision = crypto.randomUUID();
      await write(database, ["datasets", "columns"], byteSizeOf(dataset.columns), async (transaction) => {
        const before = await transaction.objectStore("datasets").get(id);
        // One at a time, so that only one group is in memory twice.
        for (const [i, group] of groups.entries()) {
          if (written.has(id, before?.revision, i, group)) continue;
          await transaction.objectStore("columns").put(group, [id, i]);
        }
        await transaction.objectStore("columns").delete(IDBKeyRange.bound([id, groups.length], [id, Infinity]));
        await transaction.objectStore("datasets").put({
          id,
          dataset: { ...dataset, columns: [] },
          info,
          groupCount: groups.length,
          revision,
          writtenAt: now(),
        });
      });
      written.note(id, revision, groups);
    },
    async deleteDataset(id) {
      written.forget(id);
      await write(database, ["datasets", "columns"], 0, (transaction) => removeDataset(transaction, id));
    },

    readModel: (run) => read(async () => (await database.get("models", run))?.model ?? null),
    writeModel: (model) =>
      write(database, ["models"], byteSizeOf(model), async (transaction) => {
        await transaction.objectStore("models").put({ model, writtenAt: now() });
      }),
    readCheckpoint: (run) => read(async () => (await database.get("checkpoints", run))?.checkpoint ?? null),
    writeCheckpoint: (run, checkpoint) =>
      write(database, ["checkpoints"], byteSizeOf(checkpoint), async (transaction) => {
        await transaction.objectStore("checkpoints").put({ run, checkpoint, writtenAt: now() });
      }),
    deleteCheckpoint: (run) =>
      write(database, ["checkpoints"], 0, (transaction) => transaction.objectStore("checkpoints").delete(run)),
    deleteRun: (run) => write(database, ["models", "checkpoints"], 0, (transaction) => removeRun(transaction, run)),

    readBackbone: (id) => read(async () => (await database.get("backbones", id))?.backbone ?? null),
    writeBackbone: (backbone) =>
      write(database, ["backbones"], byteSizeOf(backbone), async (transaction) => {
        await transaction.objectStore("backbones").put({ id: backbone.info.id, backbone, writtenAt: now() });
      }),

    sweep: (before) => sweep(database, before),
    close: () => database.close(),
  };
}

/** Runs the work in one transaction and waits until it is committed; any failure takes back all of it. */
async function write(
  database: Database,
  stores: StoreName[],
  bytes: number,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  let transaction: Transaction | null = null;
  try {
    transaction = database.transaction(stores, "readwrite");
    await Promise.all([work(transaction), transaction.done]);
  } catch (error) {
    const reason = transaction?.error ?? error;
    abort(transaction);
    throw translate(reason, bytes);
  }
}

function abort(transaction: Transaction | null): void {
  transaction?.done.catch(() => {}); // reported by the caller
  try {
    transaction?.abort();
  } catch {
    // It has already been taken back.
  }
}

async function readDataset(database: Database, id: string, written: WrittenColumns): Promise<StoredDataset | null> {
  const transaction = database.transaction(["datasets", "columns"]);
  const record = await transaction.objectStore("datasets").get(id);
  if (!record) return null;
  const { dataset, info, groupCount, revision } = record;
  const groups: (readonly Column[])[] = [];
  for (let i = 0; i < groupCount; i++) {
    const group = await transaction.objectStore("columns").get([id, i]);
    if (!group) throw new Error(`columns ${i} of the data set ${id} are gone from storage`);
    groups.push(group);
  }
  if (revision !== undefined) written.note(id, revision, groups);
  return { dataset: { ...dataset, columns: groups.flat() }, info };
}

/** Neighbours together until a group has its size: few records for wide tables, little memory for long ones. */
function groupColumns(columns: readonly Column[]): readonly (readonly Column[])[] {
  const groups: Column[][] = [];
  let room = 0;
  for (const column of columns) {
    const size = byteSizeOf(column);
    if (room < size || groups.length === 0) {
      groups.push([]);
      room = groupBytes;
    }
    groups.at(-1)?.push(column);
    room -= size;
  }
  return groups;
}

async function removeDataset(transaction: Transaction, id: string): Promise<void> {
  await transaction.objectStore("columns").delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
  await transaction.objectStore("datasets").delete(id);
}

async function removeRun(transaction: Transaction, run: string): Promise<void> {
  await transaction.objectStore("models").delete(run);
  await transaction.objectStore("checkpoints").delete(run);
}

async function sweep(database: Database, before: number): Promise<void> {
  await write(
    database,
    ["projects", "datasets", "columns", "models", "checkpoints", "backbones"],
    0,
    async (transaction) => {
      const named = new Set<string>();
      for await (const { value } of transaction.objectStore("projects")) {
        for (const { id } of [...value.datasets, ...value.runs, ...(value.backbones ?? [])]) named.add(id);
      }
      for (const name of ["datasets", "models", "checkpoints", "backbones"] as const) {
        const store = transaction.objectStore(name);
        for (const id of await store.getAllKeys()) {
          // Only what is not named is read: the rest may be large.
          const record = named.has(id) ? undefined : await store.get(id);
          if (!record || record.writtenAt >= before) continue;
          await (name === "datasets" ? removeDataset(transaction, id) : store.delete(id));
        }
      }
    },
  );
}
