/** The fitted models of the runs: in storage, and in memory where storage failed. */
import { fail, toFailure } from "../../core/failure";
import type { Checkpoint } from "../../core/estimator";
import type { Run } from "../../core/run";
import type { Storage, StoredModel } from "../../storage/storage";
import type { Notice } from "../protocol";

export interface ModelStore {
  /** Throws `fit/not-finished` and `fit/unknown-run`. */
  get(run: Run): Promise<StoredModel>;
  find(run: string): Promise<StoredModel | null>;
  /** Where storage fails the model stays in memory and the page is told. */
  put(model: StoredModel): Promise<void>;
  getCheckpoint(run: string): Promise<Checkpoint | null>;
  /** Whether it could be kept. */
  putCheckpoint(run: string, checkpoint: Checkpoint): Promise<boolean>;
  delete(run: string): Promise<void>;
}

export function createModelStore(storage: Storage, notify: (notice: Notice) => void): ModelStore {
  const unsaved = new Map<string, StoredModel>();
  /** Runs of which the page has been told that they cannot be kept: once is enough. */
  const told = new Set<string>();

  function tell(run: string, error: unknown): void {
    if (told.has(run)) return;
    told.add(run);
    notify({ type: "storage", failure: toFailure(error), run });
  }

  /** A copy: whoever asks may hand its arrays on. */
  async function find(run: string): Promise<StoredModel | null> {
    const known = unsaved.get(run);
    return known ? structuredClone(known) : storage.readModel(run);
  }

  return {
    find,
    async get(run) {
      if (!run.hasModel) throw fail("fit/not-finished", { run: run.number, phase: run.phase });
      const model = await find(run.id);
      if (!model) throw fail("fit/unknown-run", { run: `${run.number}` });
      return model;
    },
    async put(model) {
      try {
        await storage.writeModel(model);
        unsaved.delete(model.run);
      } catch (error) {
        unsaved.set(model.run, model);
        tell(model.run, error);
      }
    },
    getCheckpoint: (run) => storage.readCheckpoint(run),
    async putCheckpoint(run, checkpoint) {
      try {
        await storage.writeCheckpoint(run, checkpoint);
        return true;
      } catch (error) {
        tell(run, error);
        return false;
      }
    },
    async delete(run) {
      unsaved.delete(run);
      await storage.deleteRun(run);
    },
  };
}
