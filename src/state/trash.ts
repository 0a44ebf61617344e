/** What the user deleted and could still take back. It is destroyed when its note is gone, or at the next start. */
import type { Preferences } from "./dependencies";

export interface Deleted {
  readonly kind: "run" | "dataset" | "project";
  readonly id: string;
}

export interface Trash {
  put(item: Deleted): void;
  takeBack(item: Deleted): void;
  /** Destroys the item for good. Where that fails it stays for the next start. */
  empty(item: Deleted): Promise<void>;
  /** Destroys what an earlier visit left behind. */
  emptyAll(): Promise<void>;
  has(item: Deleted): boolean;
}

const key = "trash";

export function createTrash(preferences: Preferences, destroy: (item: Deleted) => Promise<void>): Trash {
  let items = readItems(preferences.read(key));
  const keep = (next: readonly Deleted[]) => {
    items = next;
    preferences.write(key, JSON.stringify(items));
  };
  const isSame = (item: Deleted) => (other: Deleted) => other.kind === item.kind && other.id === item.id;
  const without = (item: Deleted) => items.filter((other) => !isSame(item)(other));
  const empty = async (item: Deleted) => {
    if (!items.some(isSame(item))) return;
    await destroy(item);
    keep(without(item));
  };
  return {
    put: (item) => keep([...without(item), item]),
    takeBack: (item) => keep(without(item)),
    empty,
    async emptyAll() {
      for (const item of items) await empty(item);
    },
    has: (item) => items.some(isSame(item)),
  };
}

function readItems(text: string | null): readonly Deleted[] {
  if (text === null) return [];
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.filter(isDeleted) : [];
  } catch {
    // Another program's text under our key: nothing of ours is in it.
    return [];
  }
}

function isDeleted(item: unknown): item is Deleted {
  if (typeof item !== "object" || item === null || !("kind" in item) || !("id" in item)) return false;
  return typeof item.id === "string" && ["run", "dataset", "project"].includes(String(item.kind));
}
