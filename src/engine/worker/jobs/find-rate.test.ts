import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemoryStorage } from "../../../storage/memory-storage";
import type { TestEngine } from "../engine.fixture";
import { network, request, startEngine } from "../engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "cpu" });
  await engine.open();
});
afterEach(() => engine.close());

test("a network's learning rate is swept, and nothing is left of the sweep", async () => {
  const before = await engine.call("engine/memory", {});
  const sweep = await engine.call("fit/find-rate", { request: network });
  expect(sweep?.points.length).toBeGreaterThan(50);
  // Adam learns such a problem at 0.003 to 0.1.
  expect(sweep?.suggested).toBeGreaterThan(0.001);
  expect(sweep?.suggested).toBeLessThan(0.5);
  expect(await engine.call("engine/memory", {})).toEqual(before);
});

test("a model that is not a network has none to sweep", async () => {
  expect(await engine.call("fit/find-rate", { request })).toBeNull();
});

test("a sweep waits for the run before it, and can be cancelled", async () => {
  const order: string[] = [];
  const run = engine.fit(network).then(() => order.push("run"));
  const sweep = engine.call("fit/find-rate", { request: network }).then(() => order.push("sweep"));
  await Promise.all([run, sweep]);
  expect(order).toEqual(["run", "sweep"]);
  const controller = new AbortController();
  const cancelled = engine.call("fit/find-rate", { request: network }, { signal: controller.signal });
  controller.abort();
  await expect(cancelled).rejects.toMatchObject({ code: "engine/cancelled" });
  // The queue is free again.
  expect((await engine.call("fit/find-rate", { request: network }))?.points.length).toBeGreaterThan(50);
});

test("what must wait for a sweep is told so, and of no run", async () => {
  const sweep = engine.call("fit/find-rate", { request: network });
  await expect(engine.call("engine/use-backend", { backend: "cpu" })).rejects.toThrow("learning rate");
  await sweep;
});
