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
