import { toFailure, WorkbenchError } from "../core/failure";
import { openIndexedStorage } from "./indexed-storage";
import { createMemoryStorage } from "./memory-storage";
import type { Storage } from "./storage";

/**
 * Opens what this browser keeps. Where it keeps nothing, the storage says why (`failure`) and works until the page closes.
 * @param now Milliseconds since 1970; records carry the time of writing.
 */
export async function openStorage(now: () => number, name = "lightbench"): Promise<Storage> {
  try {
    return await openIndexedStorage(name, now);
  } catch (error) {
    if (error instanceof WorkbenchError) return createMemoryStorage(toFailure(error));
    throw error;
  }
}
