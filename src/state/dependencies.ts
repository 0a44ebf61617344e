/** What the workbench needs of the world outside: main.tsx passes the real ones, tests pass fakes. */
import type { BackendId } from "../core/engine-info";
import type { PageGuard } from "../core/ledger";
import type { ModelSpec } from "../core/model-spec";
import type { SampleInfo } from "../core/sample-spec";
import type { Locale } from "../core/wording";
import type { Engine } from "../engine/protocol";
import type { Storage } from "../storage/storage";

/** The page's part of storage: projects by id, and clearing up. */
export type ProjectStorage = Pick<
  Storage,
  "failure" | "listProjects" | "readProject" | "writeProject" | "deleteProject" | "sweep"
>;

/** Small settings of this browser. */
export interface Preferences {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

/** What can be fitted, and the built-in scenarios. */
export interface Catalogue {
  readonly models: readonly ModelSpec[];
  readonly samples: readonly SampleInfo[];
}

export interface WorkbenchDependencies {
  readonly engine: Engine;
  readonly storage: ProjectStorage;
  readonly guard: PageGuard;
  readonly preferences: Preferences;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
  /** The language where none has been chosen yet. */
  readonly defaultLocale: Locale;
  /** The backend asked for in the page's address. */
  readonly requestedBackend: BackendId | null;
}
