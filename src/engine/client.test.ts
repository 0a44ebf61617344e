import { afterEach, expect, test } from "vitest";
import type { Failure } from "../core/failure";
import { createEngine, type EngineWorker } from "./client";
import type { Engine, Notice } from "./protocol";
import { respond, type Handlers } from "./rpc";

const info = {
  backend: "cpu",
  adapter: { en: "", zh: "" },
  reason: { en: "", zh: "" },
  isChosenByUser: false,
  candidates: [],
} as const;

/** A worker in this thread: a responder at the other end of a channel, and a way to die. */
interface TestWorker {
  readonly worker: EngineWorker;
  readonly asked: [string, unknown][];
  /** Says that it serves. */
  announce(): void;
  die(message: string): void;
}

let cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const work of cleanUp) work();
  cleanUp = [];
});

function makeWorker(): TestWorker {
  const { port1, port2 } = new MessageChannel();
  const asked: [string, unknown][] = [];
  const errorListeners = new Set<(event: Event) => void>();
  const close = () => {
    port1.close();
    port2.close();
  };
  cleanUp.push(close);
  const log = (method: string, answer: unknown) => (params: unknown) => {
    asked.push([method, params]);
    return answer;
  };
  const responder = respond(port2, {
    "engine/start": log("engine/start", info),
    "engine/use-backend": log("engine/use-backend", info),
    "data/close": log("data/close", null),
    "run/delete": () => new Promise(() => {}),
  } as unknown as Handlers); // the methods that these tests call
  const worker: EngineWorker = {
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === "message") port1.addEventListener("message", listener as (event: MessageEvent) => void); // by its type
      if (type === "error") errorListeners.add(listener as (event: Event) => void); // by its type
    },
    removeEventListener: (type, listener) => port1.removeEventListener(type, listener),
    start: () => port1.start(),
    terminate: close,
  };
  const die = (message: string) => {
    for (const listener of errorListeners) listener(Object.assign(new Event("error"), { message }));
  };
  return { worker, asked, announce: () => responder.notify({ type: "ready" }), die };
}

function start(): { engine: Engine; workers: TestWorker[]; restarts: Failure[]; notices: Notice[] } {
  const workers: TestWorker[] = [];
  const engine = createEngine({
    createWorker() {
      const made = makeWorker();
      workers.push(made);
      return made.worker;
    },
  });
  const restarts: Failure[] = [];
  const notices: Notice[] = [];
  engine.onRestart((failure) => restarts.push(failure));
  engine.onNotice((notice) => notices.push(notice));
  cleanUp.push(() => engine.dispose());
  return { engine, workers, restarts, notices };
}

test("calls wait until the worker serves, and keep their order", async () => {
  const { engine, workers } = start();
  const calls = ["a", "b", "c"].map((dataset) => engine.call("data/close", { dataset }));
  expect(workers[0]?.asked).toEqual([]);
  workers[0]?.announce();
  await Promise.all(calls);
  expect(workers[0]?.asked.map(([, params]) => params)).toEqual(["a", "b", "c"].map((dataset) => ({ dataset })));
});

test("a crash rejects what was pending, and a new worker gets the last choice before anything else", async () => {
  const { engine, workers, restarts, notices } = start();
  workers[0]?.announce();
  await engine.call("engine/start", { backend: null });
  await engine.call("engine/use-backend", { backend: "cpu" });
  const pending = engine.call("run/delete", { run: "r" });
  const pendingEnd = pending.catch((error: unknown) => error);
  await engine.call("data/close", { dataset: "sent after it" });

  workers[0]?.die("out of range");
  expect(await pendingEnd).toMatchObject({ failure: { code: "engine/crashed", detail: { reasonEn: "out of range" } } });
  expect(restarts.map((failure) => failure.code)).toEqual(["engine/crashed"]);
  expect(workers).toHaveLength(2);

  const next = engine.call("data/close", { dataset: "d" });
  workers[1]?.announce();
  await next;
  expect(workers[1]?.asked).toEqual([
    ["engine/start", { backend: "cpu" }],
    ["data/close", { dataset: "d" }],
  ]);
  await expect.poll(() => notices.at(-1)).toMatchObject({ type: "backend", info: { backend: "cpu" } });
});

test("a call that was not sent yet outlives the crash of a worker that never served", async () => {
  const { engine, workers } = start();
  const call = engine.call("data/close", { dataset: "d" });
  workers[0]?.die("cannot be loaded");
  workers[1]?.announce();
  expect(await call).toBeNull();
});

test("four crashes within thirty seconds are the end: every call is refused", async () => {
  const { engine, workers } = start();
  const givenUp: Failure[] = [];
  engine.onGiveUp((failure) => givenUp.push(failure));
  const waiting = engine.call("data/close", { dataset: "d" }).catch((error: unknown) => error);
  for (let i = 0; i < 4; i++) workers[i]?.die("again");
  expect(workers).toHaveLength(4);
  expect(await waiting).toMatchObject({ code: "engine/gave-up" });
  expect(givenUp.map((failure) => failure.code)).toEqual(["engine/gave-up"]);
  await expect(engine.call("data/close", { dataset: "d" })).rejects.toMatchObject({ code: "engine/gave-up" });
});

test("a disposed engine answers nothing and starts nothing", async () => {
  const { engine, workers } = start();
  workers[0]?.announce();
  const pending = engine.call("run/delete", { run: "r" }).catch((error: unknown) => error);
  await engine.call("data/close", { dataset: "d" });
  engine.dispose();
  expect(await pending).toMatchObject({ code: "engine/cancelled" });
  workers[0]?.die("late");
  expect(workers).toHaveLength(1);
});
