/** Requests about the engine itself. */
import { fail } from "../../../core/failure";
import { memory } from "../../../tensor/memory";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";

type EngineMethod = "engine/start" | "engine/use-backend" | "engine/memory";

export function createEngineJobs({ compute, datasets, fits }: Parts): Pick<Handlers, EngineMethod> {
  /** A model under way has its numbers on the backend of now. */
  function requireIdle(): void {
    const run = fits.current();
    if (run !== null) throw fail("engine/busy", { run });
  }

  return {
    "engine/start": ({ backend }) => {
      requireIdle();
      return compute.start(backend);
    },
    "engine/use-backend": ({ backend }) => {
      requireIdle();
      return compute.use(backend);
    },
    "engine/memory": () => ({ ...memory(), datasetBytes: datasets.sizeBytes() }),
  };
}
