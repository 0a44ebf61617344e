import { deleteDB } from "idb";
import { afterEach, expect, test } from "vitest";
import type { Failure } from "../core/failure";
import type { LedgerEntry } from "../core/ledger";
import { createEngine } from "./client";
import { launchWorker } from "./launch-worker";
import type { ToPage } from "./protocol";
import engineAddress from "./worker/entry?worker&url";
import plantedAddress from "./worker/planted.fixture?worker&url";

let cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const work of cleanUp.toReversed()) await work();
  cleanUp = [];
});

test("nothing that is planted in a guarded worker gets out, and every attempt is told", async () => {
  const worker = launchWorker(plantedAddress, "planted");
  cleanUp.push(() => worker.terminate());
  const entries: LedgerEntry[] = [];
  const ends = await new Promise<readonly (readonly [string, string])[]>((resolve, reject) => {
    let ends: readonly (readonly [string, string])[] | undefined;
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.addEventListener("message", ({ data }: MessageEvent<ToPage | { readonly ends: typeof ends }>) => {
      if ("ends" in data) ends = data.ends;
      else if (data.type === "notice" && data.notice.type === "ledger") entries.push(...data.notice.entries);
      if (ends && entries.filter((entry) => entry.outcome === "blocked").length >= 10) resolve(ends);
    });
  });
  const shut = "NetworkError";
  expect(Object.fromEntries(ends)).toEqual({
    fetch: shut,
    "fetch of an own file with a query": shut,
    "fetch that posts": shut,
    xhr: shut,
    websocket: shut,
    "event source": shut,
    font: shut,
    importScripts: shut,
    "nested worker": shut,
    cache: shut,
    restored: "TypeError",
  });
  const blocked = entries.filter((entry) => entry.outcome === "blocked");
  expect(blocked).toHaveLength(10);
  expect(blocked[0]).toMatchObject({ place: "worker", kind: "fetch", address: "https://elsewhere.invalid/leak" });
});

test("the worker serves; when it dies without a word another takes its place and has everything", async () => {
  const workers: Worker[] = [];
  const engine = createEngine({
    createWorker() {
      const worker = launchWorker(engineAddress, "lightbench-engine");
      workers.push(worker);
      return worker;
    },
  });
  cleanUp.push(
    () => deleteDB("lightbench"),
    () => engine.dispose(),
  );
  const info = await engine.call("engine/start", { backend: "cpu" });
  expect(info.backend).toBe("cpu");
  const file = new File(["a,b\n1,x\n2,y\n3,x\n"], "table.csv");
  await engine.call("data/open", { id: "d1", files: [{ file, path: file.name }], options: {} });
  const page = await engine.call("data/rows", { dataset: "d1", from: 0, to: 3 });

  const crash = new Promise<Failure>((resolve) => engine.onRestart(resolve));
  const pending = engine.call("data/rows", { dataset: "d1", from: 0, to: 3 });
  const end = pending.catch((error: unknown) => error);
  // As the browser does for want of memory: no event, no message.
  workers[0]?.terminate();
  expect(await crash).toMatchObject({ code: "engine/crashed" });
  expect(await end).toMatchObject({ code: "engine/crashed" });
  expect(workers).toHaveLength(2);
  expect(await engine.call("data/rows", { dataset: "d1", from: 0, to: 3 })).toEqual(page);
});
