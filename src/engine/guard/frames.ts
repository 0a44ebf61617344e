/** A frame brings a fresh window with every door open, and the policy does not stop all of them (WebRTC). The page needs none. */
import { isLocal } from "./own-file";

type Guarded = Window & typeof globalThis;

const frameTags = "iframe, frame, object, embed";
const holders = ["HTMLIFrameElement", "HTMLFrameElement", "HTMLObjectElement"] as const;

/**
 * Guards the window of a frame before a script can get at it through its element, and takes empty frames out again; what
 * comes from elsewhere is the policy's to stop. A script that looks frames up by number is faster than this.
 */
export function holdFrames(
  scope: Guarded,
  guardChild: (child: Guarded) => void,
  removed: (address: string) => void,
): void {
  const { apply } = Reflect;
  const guarded = new WeakSet<object>();

  function reach(child: Window | null): void {
    try {
      const inner = child as Guarded | null;
      // A navigation gives the same proxy a new window behind it: tell them apart by something that each has of its own.
      if (!inner || guarded.has(inner.Object)) return;
      guarded.add(inner.Object);
      guardChild(inner);
    } catch {
      // It is of another origin: nothing of it can be reached from here, so nothing of here from it.
    }
  }

  for (const name of holders) {
    const prototype = (scope as unknown as Record<string, { readonly prototype: object } | undefined>)[name]?.prototype; // read by name
    for (const property of ["contentWindow", "contentDocument"]) {
      const native = prototype && Object.getOwnPropertyDescriptor(prototype, property);
      const get = native?.get;
      if (!prototype || !get) continue;
      Object.defineProperty(prototype, property, {
        configurable: false,
        enumerable: true,
        get(this: object) {
          const value = apply(get, this, []) as Window | Document | null; // what the native property gives
          reach(value && "defaultView" in value ? value.defaultView : value);
          return value;
        },
      });
    }
  }

  new scope.MutationObserver((changes) => {
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      if (!isElement(added)) continue;
      const frames = added.matches(frameTags) ? [added] : added.querySelectorAll(frameTags);
      for (const frame of frames) {
        const address = frame.getAttribute("src") ?? frame.getAttribute("data") ?? "about:blank";
        if (!isLocal(address)) continue;
        frame.remove();
        removed(address);
      }
    }
  }).observe(scope.document, { childList: true, subtree: true });
}

/** Not by instanceof: an element keeps the class of the window that made it. */
function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
