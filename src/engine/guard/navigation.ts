/** Keeps a page where it is: leaving it for another address would carry data along. */
import type { LedgerKind } from "../../core/ledger";
import { addressText, replace } from "./network";
import { isLocal, parseAddress } from "./own-file";

/** The part of the Navigation API's event that is read here. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  readonly downloadRequest: string | null;
}

/** Stops links, scripts and `open` from going to any address but the page's own; a reload and a saved file are not stopped. */
export function holdPage(
  scope: Window & typeof globalThis,
  blocked: (kind: LedgerKind, address: string) => void,
): void {
  const { document } = scope;

  function stop(event: Event, address: string): void {
    event.preventDefault();
    blocked("navigation", address);
  }

  const navigation = "navigation" in scope ? (scope.navigation as EventTarget) : null; // not in every browser
  navigation?.addEventListener("navigate", (event) => {
    const { destination, downloadRequest } = event as NavigateEvent; // by its type
    if (destination.sameDocument || !event.cancelable) return;
    if (downloadRequest !== null ? isLocal(destination.url) : isSamePage(destination.url, document.URL)) return;
    stop(event, destination.url);
  });

  // A link into a new tab is no navigation of this page, and some browsers have no Navigation API.
  for (const type of ["click", "auxclick"]) {
    scope.addEventListener(
      type,
      (event) => {
        const link = event.composedPath().find((target) => isLink(scope, target));
        if (!link || link.getAttribute("href") === null) return;
        const address = link.href;
        if (isLocal(address) || isSamePage(address, document.URL)) return;
        stop(event, address);
      },
      { capture: true },
    );
  }

  replace(scope, "open", (address?: unknown) => {
    blocked("navigation", addressText(address ?? "", document.URL));
    return null;
  });
}

function isLink(scope: Window & typeof globalThis, target: EventTarget): target is HTMLAnchorElement {
  return target instanceof scope.HTMLAnchorElement || target instanceof scope.HTMLAreaElement;
}

/** The page's own address with its own query, or with nothing but the choice of a backend. */
function isSamePage(address: string, page: string): boolean {
  const here = new URL(page);
  const there = parseAddress(address, page);
  if (there?.origin !== here.origin || there.pathname !== here.pathname) return false;
  return there.search === here.search || /^(?:\?backend=[a-z]{1,10})?$/.test(there.search);
}
