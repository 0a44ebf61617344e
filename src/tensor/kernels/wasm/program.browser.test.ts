/** Threads that end before their time, in a real browser. */
import { afterAll, expect, test } from "vitest";
import jobAddress from "./job-worker.fixture?worker&url";
import poolAddress from "./pool-worker?worker&url";

const workers: Worker[] = [];
afterAll(() => workers.forEach((worker) => worker.terminate()));

function launch(address: string): Worker {
  const worker = new Worker(address, { type: "module" });
  workers.push(worker);
  return worker;
}

const next = <Name extends keyof WorkerEventMap>(worker: Worker, name: Name) =>
  new Promise<WorkerEventMap[Name]>((resolve) => worker.addEventListener(name, resolve, { once: true }));

test("a thread that cannot start says so", async () => {
  const worker = launch(poolAddress);
  const said = next(worker, "error");
  worker.postMessage({ module: null, memory: null, thread: 1 });
  const event = await said;
  event.preventDefault();
  expect(event.message).toMatch(/TypeError/);
});

test("a chunk that breaks off on another thread is not waited for", async () => {
  const worker = launch(jobAddress);
  // Which thread takes the bad chunk is chance: a few times.
  for (let i = 0; i < 5; i++) {
    const answer = next(worker, "message");
    worker.postMessage("go");
    expect((await answer).data).toMatch(/^RuntimeError: /);
  }
});
