/** The composition root: the guard first, then storage, engine and workbench, the page over them, and the door for scripts. */
import { createRoot } from "react-dom/client";
import { createApi } from "./api/lightbench";
import type { Lightbench } from "./api/types";
import { App } from "./app/app";
import { backendIds } from "./core/engine-info";
import { createEngine } from "./engine/client";
import { launchWorker } from "./engine/launch-worker";
import { installPageGuard } from "./engine/page-guard";
import engineAddress from "./engine/worker/entry?worker&url";
import { panels } from "./panels/registry";
import { createBrowserPreferences } from "./state/browser-preferences";
import { catalogue } from "./state/catalogue";
import { createWorkbench, type RunningWorkbench } from "./state/create-workbench";
import { createDeferredStorage } from "./state/deferred-storage";
import { openStorage } from "./storage/open-storage";

declare global {
  interface Window {
    lightbench: Lightbench;
  }
}

const guard = installPageGuard();
const asked = new URLSearchParams(location.search).get("backend");

const workbench = createWorkbench({
  engine: createEngine({ createWorker: () => launchWorker(engineAddress, "lightbench-engine") }),
  storage: createDeferredStorage(openStorage(Date.now)),
  guard,
  catalogue,
  preferences: createBrowserPreferences(() => localStorage),
  now: Date.now,
  newId: () => crypto.randomUUID(),
  defaultLocale: navigator.language.startsWith("zh") ? "zh" : "en",
  requestedBackend: backendIds.find((id) => id === asked) ?? null,
});
window.lightbench = createApi(workbench, __VERSION__);

saveBeforeLeaving(workbench);
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");
createRoot(root).render(<App workbench={workbench} />);
void fetchTheRest();

/** A page that is hidden may never come back. */
function saveBeforeLeaving({ flush }: RunningWorkbench): void {
  addEventListener("pagehide", () => void flush());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flush();
  });
}

/** Fetches every step while nobody waits for it, so that from then on the page needs nothing from anywhere. */
async function fetchTheRest(): Promise<void> {
  await workbench.ready;
  await new Promise<void>((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 200);
  });
  // A step that cannot be fetched now is asked for again, and counted, when it is opened.
  await Promise.allSettled(panels.flatMap(({ load, loadRest }) => [load(), ...(loadRest ? [loadRest()] : [])]));
  guard.markReady();
}
