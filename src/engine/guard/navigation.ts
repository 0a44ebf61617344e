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

  /** Where a click on this goes, if it leaves the page. */
  function leavingAddress(target: EventTarget | null | undefined): string | null {
    const address = linkAddress(target);
    return address === null || isLocal(address) || isSamePage(address, document.URL) ? null : address;
  }

  // A link into a new tab is no navigation of this page, and some browsers have no Navigation API.
  for (const type of ["click", "auxclick"]) {
    scope.addEventListener(
      type,
      (event) => {
        const link = event.composedPath().find((target) => linkAddress(target) !== null);
        const address = leavingAddress(link);
        if (address !== null) stop(event, address);
      },
      { capture: true },
    );
  }

  // A click that a script makes need not pass the window: the link may stand in no document.
  const { apply } = Reflect;
  const { click } = scope.HTMLElement.prototype;
  const { dispatchEvent } = scope.EventTarget.prototype;
  replace(scope.HTMLElement.prototype, "click", function (this: HTMLElement) {
    const address = leavingAddress(this);
    if (address === null) apply(click, this, []);
    else blocked("navigation", address);
  });
  replace(scope.EventTarget.prototype, "dispatchEvent", function (this: EventTarget, event: Event) {
    const address = event.type === "click" ? leavingAddress(this) : null;
    if (address === null) return apply(dispatchEvent, this, [event]);
    blocked("navigation", address);
    return false;
  });

  replace(scope, "open", (address?: unknown) => {
    blocked("navigation", addressText(address ?? "", document.URL));
    return null;
  });
}

/**
 * Where a link goes: of HTML, of an image map or of a drawing. Null for anything else. Looks at members and not at
 * classes: an element keeps the class of the window that made it.
 */
function linkAddress(target: EventTarget | null | undefined): string | null {
  if (!target || !("closest" in target)) return null;
  const link = (target as Element).closest("a, area"); // only elements have it
  if (!link || !("href" in link)) return null;
  const { href } = link;
  if (typeof href === "string") return href === "" ? null : href;
  const ofDrawing = (href as SVGAnimatedString).baseVal; // all that is left
  return ofDrawing === "" ? null : addressText(ofDrawing, link.baseURI);
}

/** The page's own address with its own query, or with nothing but the choice of a backend. */
function isSamePage(address: string, page: string): boolean {
  const here = new URL(page);
  const there = parseAddress(address, page);
  if (there?.origin !== here.origin || there.pathname !== here.pathname) return false;
  return there.search === here.search || /^(?:\?backend=[a-z]{1,10})?$/.test(there.search);
}
