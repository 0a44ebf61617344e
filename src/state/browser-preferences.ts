/** Small settings kept by the browser; where it keeps nothing they last as long as the page. */
import type { Preferences } from "./dependencies";

const prefix = "lightbench/";

/** @param storage Gives the browser's storage, or throws where the browser allows none. */
export function createBrowserPreferences(storage: () => globalThis.Storage): Preferences {
  const unkept = new Map<string, string>();
  return {
    read(key) {
      const held = unkept.get(key);
      if (held !== undefined) return held;
      try {
        return storage().getItem(prefix + key);
      } catch {
        // Private browsing: nothing was kept.
        return null;
      }
    },
    write(key, value) {
      try {
        storage().setItem(prefix + key, value);
        unkept.delete(key);
      } catch {
        // Full or forbidden: a lost preference is no loss to the user's work.
        unkept.set(key, value);
      }
    },
  };
}
