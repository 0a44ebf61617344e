/** A project saved on 22 November 2026, before there was a WebAssembly backend: its model predicts what it did, its run goes on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createMemoryStorage } from "../../storage/memory-storage";
import { network, startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
afterEach(() => engine.close());

const saved = readFileSync(join(import.meta.dirname, "project-of-format-1.lightbench"));

/** What the program of that day gave on JavaScript: probabilities of the first three rows, and losses had the run not been stopped. */
const probabilities = [0.16349917172360173, 0.3784938621001807, 0.09681506393344919];
const losses = { 31: 0.30314757029215494, 40: 0.2840165456136068, 60: 0.2741429646809896 };

test.each([
  ["cpu", 1e-9],
  // Measured: 5.4e-8 and 1.1e-7.
  ["wasm", 1e-6],
] as const)("on %s it opens, predicts and goes on as it would have", async (backend, tolerance) => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend });
  const file = new File([saved], "old.lightbench");
  const { runs, dataset } = await engine.call("project/import", { file, id: "p1" });
  const [run] = runs;
  if (!run || !dataset) throw new Error("the project is empty");
  expect(run).toMatchObject({ phase: "stopped", backend: "cpu", hasModel: true, hasCheckpoint: true });

  const on = { kind: "dataset", dataset, rows: [0, 1, 2] } as const;
  const predicted = await engine.call("run/predict", { run, on });
  probabilities.forEach((right, row) => {
    expect(Math.abs(predicted.probabilities![row]![0]! - right)).toBeLessThan(tolerance); // a classifier has them
  });

  const resumed = await engine.fit(network, undefined, run);
  expect(resumed).toMatchObject({ phase: "finished", backend });
  expect(resumed.history).toHaveLength(60);
  for (const [epoch, right] of Object.entries(losses)) {
    expect(Math.abs(resumed.history[Number(epoch) - 1]!.train.loss / right - 1)).toBeLessThan(tolerance); // one an epoch
  }
});
