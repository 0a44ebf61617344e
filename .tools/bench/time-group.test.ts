import { expect, test } from "vitest";
import type { Opened, Session } from "./session";
import { problemOf, timeGroup } from "./time-group";

const limits = {
  patience: { lossSteps: 2, lossMs: 1000, warmUpMs: 0 },
  rounds: { paired: 3, alone: 1 },
  roundMs: 10,
  limitMs: 1000,
};

function fakeSession(id: string, log: string[], opened: Partial<Opened> = {}): Session {
  return {
    open: () =>
      Promise.resolve({
        ...{ firstMs: 9, losses: [2, 1], slowMs: [3], kernels: null, dispatches: null, pipelines: null },
        ...{ threads: null, detail: "", isSoftware: false },
        ...opened,
      }),
    measure(durationMs) {
      log.push(`${id} ${durationMs}`);
      return Promise.resolve({ stepMs: [log.length], memoryBytes: 5 });
    },
    close() {
      log.push(`${id} closed`);
      return Promise.resolve();
    },
  };
}

test("two take turns, and all their steps count", async () => {
  const log: string[] = [];
  const members = ["a", "b"].map((id) => ({ id, start: () => Promise.resolve(fakeSession(id, log)) }));
  const cells = await timeGroup("n", members, limits);
  expect(log).toEqual(["a 10", "b 10", "a 10", "b 10", "a 10", "b 10", "a closed", "b closed"]);
  expect(cells.map((cell) => cell.ok && [cell.measured.minMs, cell.measured.medianMs])).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

test("whoever fails is closed at once and says why; the other goes on", async () => {
  const log: string[] = [];
  const broken = {
    ...fakeSession("a", log),
    measure: () => Promise.reject(new Error("Error: Kernel 'Erf' not registered for backend 'wasm'")),
  };
  const members = [
    { id: "a", start: () => Promise.resolve<Session>(broken) },
    { id: "b", start: () => Promise.resolve(fakeSession("b", log)) },
    { id: "c", start: () => Promise.reject(new Error("no Python here has PyTorch")) },
  ];
  const cells = await timeGroup("n", members, limits);
  expect(log).toEqual(["a closed", "b 10", "b 10", "b 10", "b closed"]);
  expect(cells.map((cell) => (cell.ok ? "times" : cell.problem))).toEqual([
    "no Erf",
    "times",
    "no Python here has PyTorch",
  ]);
});

test("where a step is longer than a turn, those whose loss was read are the ones that count", async () => {
  const log: string[] = [];
  const slow = fakeSession("a", log, { slowMs: [7000, 5000] });
  const [cell] = await timeGroup("n", [{ id: "a", start: () => Promise.resolve(slow) }], limits);
  expect(cell?.ok && cell.measured.stepMs).toEqual([7000, 5000]);
});

test("who takes too long is given up", async () => {
  const log: string[] = [];
  const stuck = { ...fakeSession("a", log), open: () => new Promise<never>(() => {}) };
  const members = [{ id: "a", start: () => Promise.resolve<Session>(stuck) }];
  expect(await timeGroup("n", members, { ...limits, limitMs: 1 })).toEqual([
    { network: "n", contender: "a", ok: false, problem: "more than 0 s" },
  ]);
  expect(log).toEqual(["a closed"]);
});

test("a reason fits into a cell", () => {
  expect(problemOf(new Error("page.evaluate: Error: a | b\n    at x"))).toBe("a / b");
});
