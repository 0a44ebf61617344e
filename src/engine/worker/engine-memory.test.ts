/** Memory of the WebAssembly kernels that runs out, as the page sees it. */
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { FitRequest } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { registerWasmBackend } from "../../tensor/kernels/wasm/register";
import { makeCsv, network, startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  registerWasmBackend({ limitBytes: 2 ** 20 });
  engine = startEngine(createMemoryStorage(null));
  expect((await engine.call("engine/start", { backend: "wasm" })).backend).toBe("wasm");
});
afterEach(() => engine.close());
// Files after this one get memory again.
afterAll(() => registerWasmBackend());

const withUnits = (...units: number[]): FitRequest => ({ ...network, hyperparameters: { units } });

test("a network that cannot fit is refused before it begins, by what its summary counts", async () => {
  await engine.open();
  const before = await engine.call("engine/memory", {});
  const asked = withUnits(1000, 1000);
  const { network: summary } = await engine.call("prepare/preview", { request: asked });
  const run = await engine.fit(asked);
  expect(run).toMatchObject({ phase: "failed", hasModel: false, history: [], failure: { code: "fit/memory" } });
  const neededMb = Math.ceil(summary!.memoryBytes / 2 ** 20); // an mlp has one
  expect(run.failure?.message).toBe(`This fit needs ${neededMb} MB; the device gives 1 MB.`);
  expect(await engine.call("engine/memory", {})).toEqual(before);
});

test("a fit that runs out on the way fails with what to lower, and the next smaller one works", async () => {
  await engine.open(makeCsv(1200));
  const before = await engine.call("engine/memory", {});
  // 32 rows at a time are fitted, hundreds are scored.
  const run = await engine.fit(withUnits(400));
  expect(run).toMatchObject({ phase: "failed", hasModel: false, failure: { code: "engine/memory" } });
  expect(run.failure?.message).toMatch(/ran out: \d+ MB more were needed, \d+ MB of 1 MB are in use/);
  expect(run.failure?.hint).toMatch(/^Lower the batch size or the number of units/);
  expect(run.failure?.wording.message.zh).toMatch(/内存不足/);
  expect(await engine.call("engine/memory", {})).toEqual(before);
  const smaller = await engine.fit(withUnits(40));
  expect(smaller).toMatchObject({ phase: "finished", backend: "wasm", adapter: expect.stringMatching(/^1 thread, /) });
  expect(await engine.call("engine/memory", {})).toEqual(before);
});

test("a prediction that runs out is refused with the same words, and of fewer rows works", async () => {
  await engine.open();
  await engine.open(makeCsv(1200), "d2");
  const run = await engine.fit(withUnits(400));
  expect(run.phase).toBe("finished");
  const before = await engine.call("engine/memory", {});
  const on = { kind: "dataset", dataset: "d2" } as const;
  await expect(engine.call("run/predict", { run, on })).rejects.toMatchObject({
    code: "engine/memory",
    hint: expect.stringMatching(/^Lower the batch size/),
  });
  expect(await engine.call("engine/memory", {})).toEqual(before);
  const { values } = await engine.call("run/predict", { run, on: { ...on, rows: [0, 1, 2] } });
  expect(values).toHaveLength(3);
  expect(await engine.call("engine/memory", {})).toEqual(before);
});
