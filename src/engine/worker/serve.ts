/** What the worker does once it is guarded: opens storage, answers requests, and holds its lock as long as it lives. */
import { preloadEstimators } from "../../models/estimators";
import { openStorage } from "../../storage/open-storage";
import type { Notice } from "../protocol";
import { respond, type Port } from "../rpc";
import { createHandlers } from "./handlers";
import { createParts } from "./parts";

export async function serve(scope: Port): Promise<void> {
  const storage = await openStorage(Date.now);
  let notify: (notice: Notice) => void = () => {};
  const parts = createParts(storage, (notice) => notify(notice));
  const responder = respond(scope, createHandlers(parts));
  notify = (notice) => responder.notify(notice);
  const lock = await holdLock();
  notify(lock === null ? { type: "ready" } : { type: "ready", lock });
  if (storage.failure) notify({ type: "storage", failure: storage.failure });
  // While nobody waits for it, so that later nothing need be fetched. What fails is asked for again by the fit that needs it.
  await preloadEstimators().catch(() => {});
}

/** A Web Lock that ends with the worker, however it ends; null where the browser has none. */
async function holdLock(): Promise<string | null> {
  if (!("locks" in navigator)) return null;
  const name = `lightbench-engine-${crypto.randomUUID()}`;
  await new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise<never>(() => {});
      })
      .catch(reject);
  });
  return name;
}
