/** Watches what a scope really asked for, and what its policy stopped. */
import type { LedgerEntry, LedgerKind } from "../../core/ledger";
import { isOwnFile, type OwnFiles } from "./own-file";

/** The browser lists a request that the policy stopped like one that left, and may say only later that it was stopped. */
const settleMs = 200;

const kinds: Readonly<Record<string, LedgerKind>> = { fetch: "fetch", xmlhttprequest: "xhr", beacon: "beacon" };

/** Reports own files and requests that left (from the performance timeline) and what the policy stopped (from its events). */
export function watchRequests(
  scope: typeof globalThis,
  own: OwnFiles,
  report: (kind: LedgerKind, address: string, outcome: LedgerEntry["outcome"]) => void,
): void {
  const stopped = new Set<string>();
  const isStopped = ({ name, initiatorType }: PerformanceResourceTiming) =>
    // Of a frame the policy names no more than the origin.
    stopped.has(bare(name)) || (/frame|embed|object/.test(initiatorType) && stopped.has(new URL(name).origin));

  const events: EventTarget = "document" in scope ? scope.document : scope;
  events.addEventListener("securitypolicyviolation", (event) => {
    const { blockedURI, disposition } = event as SecurityPolicyViolationEvent; // by its type
    // Words such as "inline" or "eval" stand for code that was stopped, not for a request.
    if (disposition !== "enforce" || !/^(?:https?|wss?):/.test(blockedURI)) return;
    stopped.add(bare(blockedURI));
    report("policy", blockedURI, "blocked");
  });

  new scope.PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const request = entry as PerformanceResourceTiming; // the type that is observed
      const { name, initiatorType } = request;
      if (!/^https?:/.test(name)) continue;
      const kind = kinds[initiatorType] ?? "other";
      if (isOwnFile(name, own)) report(kind, name, "own-file");
      else scope.setTimeout(() => isStopped(request) || report(kind, name, "left"), settleMs);
    }
  }).observe({ type: "resource", buffered: true });
}

/** Without its fragment, an origin without its slash. */
function bare(address: string): string {
  return address.replace(/#.*$/, "").replace(/^(\w+:\/\/[^/]+)\/$/, "$1");
}
