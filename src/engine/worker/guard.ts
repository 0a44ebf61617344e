/** The worker's first lines: the network is gone before anything else is loaded. Imports nothing that does anything by itself. */
import type { LedgerEntry, LedgerKind } from "../../core/ledger";
import { takeNetworkAway } from "../guard/network";
import type { OwnFiles } from "../guard/own-file";
import { watchRequests } from "../guard/requests";
import type { ToPage } from "../protocol";

const batchMs = 100;

/** Guards the worker's scope and tells the page of every attempt and every request, ten times a second at most. */
export function guardWorker(scope: typeof globalThis, own: OwnFiles): void {
  const post = scope.postMessage.bind(scope) as (message: ToPage) => void; // a worker's own, not a window's
  let waiting: LedgerEntry[] = [];
  let isPaused = false;

  function flush(): void {
    isPaused = waiting.length > 0;
    if (!isPaused) return;
    post({ type: "notice", notice: { type: "ledger", entries: waiting } });
    waiting = [];
    scope.setTimeout(flush, batchMs);
  }

  function record(kind: LedgerKind, address: string, outcome: LedgerEntry["outcome"]): void {
    waiting.push({ at: new Date().toISOString(), place: "worker", kind, address, outcome });
    if (!isPaused) flush();
  }

  takeNetworkAway(scope, own, { blocked: (kind, address) => record(kind, address, "blocked") });
  watchRequests(scope, own, record);
}
