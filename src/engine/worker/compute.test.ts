import { expect, test, vi } from "vitest";
import type { BackendId, EngineInfo } from "../../core/engine-info";
import type { Notice } from "../protocol";
import { createCompute, type Backends } from "./compute";

const said = { en: "", zh: "" };
const infoOf = (backend: BackendId, isChosenByUser = false): EngineInfo => {
  return { backend, adapter: said, reason: said, isChosenByUser, candidates: [] };
};

/** Backends of which `there` are there. */
function fakeBackends(there: () => readonly BackendId[]) {
  const state = { loss: null as string | null, inUse: "cpu" as BackendId, ms: 0 };
  const listeners: (() => void)[] = [];
  const take = (backend: BackendId, isChosen = false) => {
    state.inUse = backend;
    return infoOf(backend, isChosen);
  };
  const backends: Backends = {
    choose: vi.fn<Backends["choose"]>(async (requested, shunned) => {
      const best = there().find((id) => id !== shunned);
      if (requested && there().includes(requested)) return take(requested, true);
      if (best) return take(best);
      throw new Error("nothing works");
    }),
    use: async (id) => take(id, true),
    loss: () => state.loss,
    forget: vi.fn<Backends["forget"]>(async () => {
      state.loss = null;
      state.inUse = "cpu";
    }),
    onLost: (listener) => void listeners.push(listener),
    rest: vi.fn<Backends["rest"]>(() => Promise.resolve()),
    now: () => state.ms,
  };
  const lose = (afterMs = 0) => {
    state.ms += afterMs;
    state.loss = "driver reset";
    for (const listener of listeners) listener();
  };
  return { backends, lose, inUse: () => state.inUse };
}

function start(there: () => readonly BackendId[]) {
  const fake = fakeBackends(there);
  const notices: Notice[] = [];
  const compute = createCompute((notice) => notices.push(notice), fake.backends);
  return { ...fake, notices, compute };
}

test("a lost device is started anew once, whoever asks for it, and the page is told once", async () => {
  const { compute, backends, lose, notices } = start(() => ["webgpu", "wasm"]);
  expect((await compute.start(null)).backend).toBe("webgpu");
  lose();
  const infos = await Promise.all([compute.recover(), compute.info(), compute.recover()]);
  expect(infos.map(({ backend }) => backend)).toEqual(["webgpu", "webgpu", "webgpu"]);
  expect(vi.mocked(backends.forget).mock.calls).toEqual([["webgpu", "driver reset"]]);
  expect(notices).toMatchObject([
    { type: "backend", failure: { code: "engine/device-anew", detail: { reason: "driver reset", backend: null } } },
  ]);
  // Nothing is lost: nothing happens.
  await compute.recover();
  expect(notices).toHaveLength(1);
});

test("what the user chose is chosen again", async () => {
  const { compute, backends, lose } = start(() => ["wasm", "webgpu"]);
  await compute.use("webgpu");
  lose();
  expect(await compute.info()).toMatchObject({ backend: "webgpu", isChosenByUser: true });
  expect(vi.mocked(backends.choose).mock.calls).toEqual([["webgpu", undefined]]);
});

test("a device that does not come back at once is waited for; then the next best computes, and the sentence names it", async () => {
  let there: readonly BackendId[] = ["webgpu", "wasm"];
  const { compute, backends, lose, notices } = start(() => there);
  await compute.start(null);
  there = ["wasm"];
  vi.mocked(backends.rest).mockImplementationOnce(async () => void (there = ["webgpu", "wasm"]));
  lose();
  expect((await compute.info()).backend).toBe("webgpu");
  there = ["wasm"];
  lose();
  expect((await compute.info()).backend).toBe("wasm");
  expect(notices.at(-1)).toMatchObject({
    failure: {
      message:
        "The graphics device was lost (driver reset) and could not be started anew: WebAssembly computes in its place.",
    },
  });
});

test("a device that is lost over and over without having worked is not asked again", async () => {
  const { compute, lose, inUse } = start(() => ["webgpu", "wasm"]);
  await compute.start(null);
  const loseTimes = async (times: number, everyMs: number) => {
    for (let i = 0; i < times; i++) {
      lose(everyMs);
      await compute.info();
    }
  };
  await loseTimes(9, 100_000);
  await loseTimes(3, 1_000);
  compute.worked();
  await loseTimes(4, 1_000);
  expect(inUse()).toBe("webgpu");
  await loseTimes(1, 1_000);
  expect(inUse()).toBe("wasm");
});

test("where nothing else works either, the page is told and so is whoever asks", async () => {
  let there: readonly BackendId[] = ["webgpu"];
  const { compute, lose, notices } = start(() => there);
  await compute.start(null);
  there = [];
  lose();
  await expect(compute.recover()).resolves.toBeDefined();
  await expect(compute.info()).rejects.toThrow("nothing works");
  expect(notices).toMatchObject([{ type: "lost" }]);
});
