/** The store of the engine: where the computing is done, and what tried to leave the page. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PageGuard } from "../core/ledger";
import type { EngineState } from "./workbench";

export function createEngineStore(guard: PageGuard): StoreApi<EngineState> {
  return createStore<EngineState>(() => ({
    info: null,
    phase: "starting",
    failure: null,
    restarts: 0,
    ledger: guard.counts(),
    ledgerEntries: guard.entries(),
  }));
}
