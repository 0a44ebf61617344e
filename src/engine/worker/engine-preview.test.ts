import { afterEach, beforeEach, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { createMemoryStorage } from "../../storage/memory-storage";
import { request, startEngine, type TestEngine } from "./engine.fixture";

const columnCount = 8000;

/** Numbers by chance in very many columns: more than a tenth of a second of work. */
function makeWideCsv(): File {
  const random = createRandom(3);
  const head = ["state", ...Array.from({ length: columnCount }, (_, i) => `gene ${i}`)];
  const rows = Array.from({ length: 100 }, (_, row) => [
    row % 2 ? "ill" : "well",
    ...Array.from({ length: columnCount }, () => random.next().toFixed(3)),
  ]);
  return new File([[head, ...rows].map((row) => row.join(",")).join("\n")], "genes.csv");
}

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.open(makeWideCsv());
});
afterEach(() => engine.close());

test("a preview of a wide table lets other requests in", async () => {
  const order: string[] = [];
  const preview = engine.call("prepare/preview", { request }).then((answer) => {
    order.push("preview");
    return answer;
  });
  await engine.call("data/rows", { dataset: "d1", from: 0, to: 1, columns: ["state"] });
  await engine.call("engine/memory", {});
  order.push("others");
  expect((await preview).featureCount).toBe(columnCount);
  expect(order).toEqual(["others", "preview"]);
});

test("a preview that is no longer wanted ends, and the next begins", { retry: 2 }, async () => {
  const controller = new AbortController();
  const cancelled = engine.call("prepare/preview", { request }, { signal: controller.signal });
  await engine.call("engine/memory", {});
  controller.abort();
  const abortedAt = performance.now();
  await expect(cancelled).rejects.toMatchObject({ code: "engine/cancelled" });
  expect(performance.now() - abortedAt).toBeLessThan(200);
  const next = await engine.call("prepare/preview", { request: { ...request, seed: 1 } });
  expect(next.resolved.seed).toBe(1);
});
