/** The browser's data base: its stores, its version, and how an older one becomes the present one. */
import { openDB, type DBSchema, type IDBPDatabase, type StoreNames } from "idb";
import type { Backbone } from "../core/backbone";
import type { Column } from "../core/column";
import type { Dataset, DatasetInfo } from "../core/dataset";
import type { Checkpoint } from "../core/estimator";
import { fail } from "../core/failure";
import type { Project, ProjectEntry } from "../core/project";
import type { Wording } from "../core/wording";
import type { StoredModel } from "./storage";

interface Written {
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface DatasetRecord extends Written {
  readonly id: string;
  /** Without its columns, which lie in groups of their own. */
  readonly dataset: Dataset;
  readonly info: DatasetInfo;
  readonly groupCount: number;
  /** Another one with every write; records of earlier versions have none. */
  readonly revision?: string;
}

export interface ModelRecord extends Written {
  readonly model: StoredModel;
}

export interface CheckpointRecord extends Written {
  readonly run: string;
  readonly checkpoint: Checkpoint;
}

export interface BackboneRecord extends Written {
  readonly id: string;
  readonly backbone: Backbone;
}

export interface Schema extends DBSchema {
  projects: { key: string; value: Project };
  /** What the list of projects shows, so that it need not read them. */
  entries: { key: string; value: ProjectEntry };
  datasets: { key: string; value: DatasetRecord };
  /** Columns in groups of a few megabytes, by [data set, number of the group]. */
  columns: { key: [string, number]; value: readonly Column[] };
  models: { key: string; value: ModelRecord };
  checkpoints: { key: string; value: CheckpointRecord };
  backbones: { key: string; value: BackboneRecord };
}

export type Database = IDBPDatabase<Schema>;
export type StoreName = StoreNames<Schema>;

/** Entry i makes version i + 1 of version i. Entries are only ever added. */
const migrations: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore("projects", { keyPath: "id" });
    database.createObjectStore("entries", { keyPath: "id" });
    database.createObjectStore("datasets", { keyPath: "id" });
    database.createObjectStore("columns");
    database.createObjectStore("models", { keyPath: "model.run" });
    database.createObjectStore("checkpoints", { keyPath: "run" });
  },
  (database) => {
    database.createObjectStore("backbones", { keyPath: "id" });
  },
];

/** Opens the data base of this name, bringing it to the present version. Throws `storage/unavailable`. */
export async function openDatabase(name: string): Promise<Database> {
  if (typeof indexedDB === "undefined")
    throw unavailable({ en: "it has no data base for pages", zh: "它没有供网页使用的数据库" });
  let opened: Database | undefined;
  let refuse: (error: Error) => void = () => {};
  const blocked = new Promise<never>((_resolve, reject) => (refuse = reject));
  const opening = openDB<Schema>(name, migrations.length, {
    upgrade(database, oldVersion) {
      for (const migrate of migrations.slice(oldVersion)) migrate(database);
    },
    blocked: () =>
      refuse(unavailable({ en: "another tab holds an older version open", zh: "另一个标签页正打开着旧版本" })),
    // A newer Lightbench in another tab wants to bring it up to date: make way.
    blocking: () => opened?.close(),
  });
  try {
    const database = await Promise.race([opening, blocked]);
    opened = database;
    return database;
  } catch (error) {
    opening.then((late) => late.close()).catch(() => {}); // the failure is already on its way to the caller
    throw translate(error, 0);
  }
}

/** What the browser's own errors mean to the user. `bytes` is the size of what was to be written. */
export function translate(error: unknown, bytes: number): unknown {
  // What cannot be copied is a bug of ours, not of the storage.
  if (!(error instanceof DOMException) || error.name === "DataCloneError") return error;
  if (error.name === "QuotaExceededError")
    return fail("storage/full", { neededMb: Math.max(1, Math.round(bytes / 1e6)) }, error);
  if (error.name === "VersionError") {
    return unavailable({ en: "a newer Lightbench has written here", zh: "此处由更新版本的 Lightbench 写入" }, error);
  }
  return unavailable({ en: error.message, zh: error.message }, error);
}

function unavailable(reason: Wording, cause?: unknown) {
  return fail("storage/unavailable", { reasonEn: reason.en, reasonZh: reason.zh }, cause);
}
