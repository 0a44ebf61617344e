import { afterEach, expect, test } from "vitest";
import { createFailure, fail, WorkbenchError } from "../core/failure";
import type { CallEvent, Notice } from "./protocol";
import {
  createCaller,
  respond,
  withTransfer,
  type CallContext,
  type Caller,
  type Handlers,
  type Responder,
} from "./rpc";

let close = () => {};
afterEach(() => close());

/** Both ends of a channel; only the handlers that a test names exist. */
function connect(handlers: Partial<Handlers>): { caller: Caller; responder: Responder; notices: Notice[] } {
  const { port1, port2 } = new MessageChannel();
  const notices: Notice[] = [];
  const responder = respond(port2, handlers as Handlers); // tests call what they name, or mean to miss
  const caller = createCaller(port1, (notice) => notices.push(notice));
  close = () => {
    port1.close();
    port2.close();
  };
  return { caller, responder, notices };
}

const page = (from: number) => ({ from, rows: [from], values: [[from]] });

test("answers reach their own calls, and handlers start in the order of asking", async () => {
  const started: number[] = [];
  const gates = new Map<number, () => void>();
  const { caller } = connect({
    "data/rows": async ({ from }) => {
      started.push(from);
      await new Promise<void>((resolve) => gates.set(from, resolve));
      return page(from);
    },
    "data/close": () => {
      for (const from of [2, 0, 1]) gates.get(from)?.();
      return null;
    },
  });
  const ended: number[] = [];
  const calls = [0, 1, 2].map(async (from) => {
    const answer = await caller.call("data/rows", { dataset: "d", from, to: from });
    ended.push(answer.from);
    return answer.from;
  });
  await caller.call("data/close", { dataset: "d" });
  expect(await Promise.all(calls)).toEqual([0, 1, 2]);
  expect(started).toEqual([0, 1, 2]);
  expect(ended).toEqual([2, 0, 1]);
});

test("a failure keeps code, detail and cause", async () => {
  const { caller } = connect({
    "data/close": () => {
      throw fail("data/unknown-dataset", { dataset: "d7" }, new Error("beneath"));
    },
  });
  const error = await caller.call("data/close", { dataset: "d7" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WorkbenchError);
  const { failure, cause } = error as WorkbenchError; // checked above
  expect(failure.code).toBe("data/unknown-dataset");
  expect(failure.detail).toEqual({ dataset: "d7" });
  expect(cause).toContain("beneath");
});

test("what is no failure of ours, what cannot be copied and an unknown method are bugs with their text", async () => {
  const { caller } = connect({
    "data/close": () => {
      throw new TypeError("x is undefined");
    },
    "run/delete": () => (() => {}) as unknown as null, // a function cannot cross
  });
  await expect(caller.call("data/close", { dataset: "" })).rejects.toMatchObject({
    failure: { code: "engine/bug", detail: { what: "x is undefined" } },
  });
  await expect(caller.call("run/delete", { run: "" })).rejects.toMatchObject({ code: "engine/bug" });
  await expect(caller.call("fit/stop", { run: "" })).rejects.toThrow("knows no method “fit/stop”");
  await expect(caller.call("toString" as "fit/stop", { run: "" })).rejects.toThrow("knows no method");
});

test("events come in order, before the answer, and not after it", async () => {
  let emitLate = () => {};
  const { caller } = connect({
    "data/open": (_params, { emit }) => {
      const progress = (loadedBytes: number) =>
        emit({ type: "progress", loadedBytes, totalBytes: 3, rowCount: loadedBytes });
      for (const bytes of [1, 2, 3]) progress(bytes);
      emitLate = () => progress(4);
      throw fail("import/empty-file", { file: "a.csv" });
    },
    "data/close": () => {
      emitLate();
      return null;
    },
  });
  const seen: unknown[] = [];
  await caller
    .call("data/open", { id: "d", files: [], options: {} }, { onEvent: (event) => seen.push(event) })
    .catch(() => seen.push("failed"));
  await caller.call("data/close", { dataset: "d" });
  expect(
    seen.map((event) => (typeof event === "object" ? (event as { loadedBytes: number }).loadedBytes : event)),
  ).toEqual([1, 2, 3, "failed"]);
});

test("a hundred events at once are two messages, in order", async () => {
  const { port1, port2 } = new MessageChannel();
  let messages = 0;
  port1.addEventListener("message", ({ data }) => (messages += data.type === "events" ? 1 : 0));
  respond(port2, {
    "data/open": (_params: unknown, { emit }: CallContext<"data/open">) => {
      for (let i = 0; i < 100; i++) emit({ type: "progress", loadedBytes: i, totalBytes: 100, rowCount: 0 });
      throw fail("import/empty-file", { file: "a.csv" });
    },
  } as unknown as Handlers); // the only method called
  const caller = createCaller(port1, () => {});
  const seen: number[] = [];
  const onEvent = (event: CallEvent<"data/open">) => event.type === "progress" && seen.push(event.loadedBytes);
  await expect(caller.call("data/open", { id: "d", files: [], options: {} }, { onEvent })).rejects.toThrow("empty");
  expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(messages).toBe(2);
  port1.close();
});

test("cancel reaches the handler, whose answer decides", async () => {
  const { caller } = connect({
    "data/open": (_params, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    "data/sample": (_params, { signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(fail("import/cancelled", { file: "a.csv" }))),
      ),
    "run/delete": (_params, { signal }) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve(null))),
  });
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [
    caller.call("data/open", { id: "d", files: [], options: {} }, { signal }),
    caller.call("data/sample", { id: "d", sample: "s", seed: 0 }, { signal }),
    caller.call("run/delete", { run: "r" }, { signal }),
  ];
  controller.abort();
  const [open, sample, deleted] = await Promise.allSettled(calls);
  expect(open).toMatchObject({ reason: { code: "engine/cancelled" } });
  expect(sample).toMatchObject({ reason: { code: "import/cancelled" } });
  expect(deleted).toEqual({ status: "fulfilled", value: null });
  await expect(caller.call("run/delete", { run: "r" }, { signal })).rejects.toMatchObject({ code: "engine/cancelled" });
});

test("what is marked for transfer is moved", async () => {
  const rows = new Uint32Array([3, 1, 2]);
  const { caller } = connect({
    "run/cases": () => {
      const numbers = new Float64Array(3);
      return withTransfer({ rows, actual: numbers, predicted: numbers, probabilities: numbers, categories: [] }, [
        rows.buffer,
      ]);
    },
  });
  const cases = await caller.call("run/cases", { run: {} as never, subset: "test" }); // the handler looks at nothing
  expect([...cases.rows]).toEqual([3, 1, 2]);
  expect(rows.byteLength).toBe(0);
});

test("notices arrive, and closing rejects what is pending and all that follows", async () => {
  const { caller, responder, notices } = connect({
    "run/delete": () => new Promise(() => {}),
    "data/close": () => null,
  });
  responder.notify({ type: "ready" });
  await caller.call("data/close", { dataset: "" });
  expect(notices).toEqual([{ type: "ready" }]);
  const pending = caller.call("run/delete", { run: "r" });
  caller.close(createFailure("engine/crashed", { reasonEn: "out of memory", reasonZh: "内存不足" }));
  await expect(pending).rejects.toMatchObject({ code: "engine/crashed" });
  await expect(caller.call("data/close", { dataset: "" })).rejects.toMatchObject({ code: "engine/crashed" });
});
