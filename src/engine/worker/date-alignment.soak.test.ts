/** Dates in one form, as the scenario fits them: how many are exact, and whether each digit looks at itself, on test rows over three seeds. */
import { expect, test } from "vitest";
import { textAt } from "../../core/column-values";
import { findColumn } from "../../core/find-column";
import type { GenerationMetrics } from "../../core/metrics";
import { dateFormats } from "../../samples/date-formats";
import { createMemoryStorage } from "../../storage/memory-storage";
import { addPointing, noPointing, type Pointing } from "./date-alignment.fixture";
import { startEngine } from "./engine.fixture";

const seeds = [1, 2, 3];
/** Test rows whose table is read. */
const readRows = 150;

test("dates: exact in 98 of 100, and what is looked at is what is written", async () => {
  const storage = createMemoryStorage(null);
  const engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
  const exact: number[] = [];
  const shares: number[] = [];
  const months: number[] = [];
  const { task, model, hyperparameters, training } = dateFormats;
  for (const seed of seeds) {
    const dataset = `d${seed}`;
    await engine.call("data/sample", { id: dataset, sample: dateFormats.id, seed });
    const startedAt = performance.now();
    const request = { dataset, task, model, seed, hyperparameters: hyperparameters ?? {}, training: training ?? {} };
    const run = await engine.fit(request);
    const seconds = (performance.now() - startedAt) / 1000;
    const { exactMatch = 0 } = run.evaluation!.test.metrics as GenerationMetrics; // it has ended, of a generation
    const stored = await storage.readModel(run.id);
    const opened = await storage.readDataset(dataset);
    const written = findColumn(opened!.dataset.columns, "written"); // it is open
    if (written.kind !== "text") throw new Error("not a text");
    let pointing: Pointing = noPointing;
    for (const row of stored!.split.test.subarray(0, readRows)) {
      const { alignment } = await engine.call("run/generate", { run, options: { prompt: textAt(written, row) } });
      pointing = addPointing(pointing, alignment!); // of a text that is turned
    }
    exact.push(exactMatch);
    shares.push(pointing.right / pointing.digits);
    months.push(pointing.within / pointing.months);
    console.info(`seed ${seed}: ${seconds.toFixed(0)} s, exact ${exactMatch.toFixed(4)}, digits ${shares.at(-1)?.toFixed(3)} of ${pointing.digits}, month ${months.at(-1)?.toFixed(3)}`); // prettier-ignore
  }
  engine.close();
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(exact)).toBeGreaterThanOrEqual(0.98);
  expect(mean(shares)).toBeGreaterThanOrEqual(0.9);
  // The letters of a month are a third of a text; which of them is looked at is left to the model.
  expect(mean(months)).toBeGreaterThanOrEqual(0.6);
}, 3_600_000);
