/** The worker's first lines: the network is gone before anything else is loaded. Imports nothing that does anything by itself. */
import type { LedgerEntry, LedgerKind } from "../../core/ledger";
import { createBatch } from "../batch";
import { takeNetworkAway } from "../guard/network";
import type { OwnFiles } from "../guard/own-file";
import { watchRequests } from "../guard/requests";
import type { ToPage } from "../protocol";

/** Guards the worker's scope and tells the page of every attempt and every request. */
export function guardWorker(scope: typeof globalThis, own: OwnFiles): void {
  const post = scope.postMessage.bind(scope) as (message: ToPage) => void; // a worker's own, not a window's
  const ledger = createBatch<LedgerEntry>((entries) => post({ type: "notice", notice: { type: "ledger", entries } }));

  function record(kind: LedgerKind, address: string, outcome: LedgerEntry["outcome"]): void {
    ledger.add({ at: new Date().toISOString(), place: "worker", kind, address, outcome });
  }

  takeNetworkAway(scope, own, { blocked: (kind, address) => record(kind, address, "blocked") });
  watchRequests(scope, own, record);
}
