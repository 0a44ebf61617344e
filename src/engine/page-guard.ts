/** The page's guard and the privacy ledger: what tried to leave page and worker, and what did. Installed before anything else of the page runs. */
import type { LedgerCounts, LedgerEntry, LedgerKind, PageGuard } from "../core/ledger";
import { holdFrames } from "./guard/frames";
import { holdPage } from "./guard/navigation";
import { takeNetworkAway } from "./guard/network";
import type { OwnFiles } from "./guard/own-file";
import { watchRequests } from "./guard/requests";

type Blocked = (kind: LedgerKind, address: string) => void;

const entryLimit = 500;
/** One attempt may be seen twice: by a door and by the policy behind it. */
const sameAttemptMs = 1_000;

export interface PageGuardOptions {
  /** Another window than this one, for tests. */
  readonly scope?: Window & typeof globalThis;
  readonly isDevelopment?: boolean;
}

/** A window and those of the frames in it. */
function guardWindow(scope: Window & typeof globalThis, own: OwnFiles, blocked: Blocked): void {
  takeNetworkAway(scope, own, { blocked });
  holdPage(scope, blocked);
  holdFrames(
    scope,
    (child) => guardWindow(child, own, blocked),
    (address) => blocked("other", address),
  );
}

/** Takes the network away from the page for good, and starts the ledger. */
export function installPageGuard(options: PageGuardOptions = {}): PageGuard {
  const { scope = window, isDevelopment = import.meta.env.DEV } = options;
  const listeners = new Set<() => void>();
  let entries: readonly LedgerEntry[] = [];
  let counts: LedgerCounts = { requests: 0, blocked: 0, ownFiles: 0, since: new Date().toISOString() };

  function add(added: readonly LedgerEntry[]): void {
    if (added.length === 0) return;
    entries = [...added.toReversed(), ...entries].slice(0, entryLimit);
    const tally = (outcome: LedgerEntry["outcome"]) => added.filter((entry) => entry.outcome === outcome).length;
    counts = {
      ...counts,
      requests: counts.requests + tally("left"),
      blocked: counts.blocked + tally("blocked"),
      ownFiles: counts.ownFiles + tally("own-file"),
    };
    for (const listener of listeners) listener();
  }

  function record(kind: LedgerKind, address: string, outcome: LedgerEntry["outcome"]): void {
    const now = Date.now();
    const isSeen = (entry: LedgerEntry) =>
      entry.address === address && entry.place === "page" && now - Date.parse(entry.at) < sameAttemptMs;
    const isRepeated = kind === "policy" && entries.some((entry) => entry.outcome === "blocked" && isSeen(entry));
    if (!isRepeated) add([{ at: new Date(now).toISOString(), place: "page", kind, address, outcome }]);
  }

  const blocked: Blocked = (kind, address) => record(kind, address, "blocked");
  const own = { base: new URL("./", scope.document.baseURI).href, isDevelopment };
  guardWindow(scope, own, blocked);
  watchRequests(scope, own, record);

  return {
    counts: () => counts,
    entries: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    markReady() {
      counts = { ...counts, requests: 0, since: new Date().toISOString() };
      for (const listener of listeners) listener();
    },
    add,
  };
}
