/** The data sets in use: in memory once asked for, in storage beneath, so that a reload or a crash loses none. */
import { fail, toFailure } from "../../core/failure";
import { byteSizeOf } from "../../storage/byte-size";
import type { Storage, StoredDataset } from "../../storage/storage";
import type { Notice } from "../protocol";

export interface DatasetStore {
  /** Throws `data/unknown-dataset`. */
  get(id: string): Promise<StoredDataset>;
  /** Puts it in the place of what had its id. Where storage fails the data set stays in memory and the page is told. */
  put(stored: StoredDataset): Promise<void>;
  /** Keeps it in memory only: rows to predict, which belong to no project. The oldest make way for the fifth, and where all together are too large. */
  hold(stored: StoredDataset): void;
  isHeld(id: string): boolean;
  close(id: string): Promise<void>;
  /** Bytes in memory. */
  sizeBytes(): number;
}

const mostHeld = 4;
/** As much as the pictures of one data set may take; the newest stays however large it is. */
const mostHeldBytes = 2 ** 29;

/** @param heldBytes what rows to predict may take together. */
export function createDatasetStore(
  storage: Storage,
  notify: (notice: Notice) => void,
  heldBytes = mostHeldBytes,
): DatasetStore {
  const inMemory = new Map<string, Promise<StoredDataset>>();
  const sizes = new Map<string, number>();
  const held: string[] = [];

  function remember(stored: StoredDataset): void {
    const { id, columns } = stored.dataset;
    inMemory.set(id, Promise.resolve(stored));
    sizes.set(id, byteSizeOf(columns));
  }

  function forget(id: string): void {
    inMemory.delete(id);
    sizes.delete(id);
  }

  async function load(id: string): Promise<StoredDataset> {
    const stored = await storage.readDataset(id);
    if (!stored) throw fail("data/unknown-dataset", { dataset: id });
    sizes.set(id, byteSizeOf(stored.dataset.columns));
    return stored;
  }

  return {
    get(id) {
      const known = inMemory.get(id);
      if (known) return known;
      const loading = load(id);
      inMemory.set(id, loading);
      loading.catch(() => inMemory.get(id) === loading && forget(id));
      return loading;
    },
    async put(stored) {
      remember(stored);
      const { id } = stored.dataset;
      try {
        await storage.writeDataset(stored);
      } catch (error) {
        notify({ type: "storage", failure: toFailure(error), dataset: id });
      }
    },
    hold(stored) {
      remember(stored);
      held.push(stored.dataset.id);
      const bytesHeld = () => held.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
      while (held.length > mostHeld || (held.length > 1 && bytesHeld() > heldBytes)) forget(held.shift() ?? "");
    },
    isHeld: (id) => held.includes(id),
    async close(id) {
      forget(id);
      await storage.deleteDataset(id);
    },
    sizeBytes: () => [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}
