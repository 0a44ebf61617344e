/** What the privacy ledger counts, page and worker together. */
export interface LedgerCounts {
  /** Requests that left since the page was ready, its own program files excepted. The promise is zero. */
  readonly requests: number;
  /** Attempts that were stopped. */
  readonly blocked: number;
  /** The page's own program files loaded from where it came from. */
  readonly ownFiles: number;
  /** ISO time from which this counts. */
  readonly since: string;
}

export type LedgerKind = "fetch" | "xhr" | "websocket" | "webrtc" | "navigation" | "beacon" | "policy" | "other";

/** One attempt or request, newest first in the list. */
export interface LedgerEntry {
  readonly at: string;
  readonly place: "page" | "worker";
  readonly kind: LedgerKind;
  readonly address: string;
  readonly outcome: "blocked" | "left" | "own-file";
}

/** Keeps the network from the page, and the ledger of what tried to leave it. */
export interface PageGuard {
  counts(): LedgerCounts;
  /** Newest first; the last five hundred. */
  entries(): readonly LedgerEntry[];
  /** Called after every change. */
  subscribe(listener: () => void): () => void;
  /** From here on, requests that leave count against the promise. */
  markReady(): void;
  /** Takes in what the worker reports. */
  add(entries: readonly LedgerEntry[]): void;
}
