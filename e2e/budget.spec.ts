/** Promise 5: usable within two seconds on two cores, with at most 350 kB of gzipped program before TensorFlow.js, which only the worker loads. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test, waitForAllSteps } from "./journey";

const assets = join(import.meta.dirname, "../dist/assets");

test("the page's own program fits its budget and holds no TensorFlow.js", async ({ page }) => {
  const started = performance.now();
  await page.goto("./");
  await page.getByRole("button", { name: "Choose files" }).first().waitFor();
  const usableMs = performance.now() - started;
  const readyAt = await page.evaluate(async () => {
    await window.lightbench.ready;
    return performance.now();
  });
  await waitForAllSteps(page);
  // The page's timeline has what the page itself loaded; the worker keeps a timeline of its own.
  const entries = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name, startTime }) => ({
      name: new URL(name).pathname.split("/").at(-1) ?? "",
      startTime,
    })),
  );
  const programs = entries.filter(({ name }) => name.endsWith(".js"));
  const kilobytes = (names: readonly string[]) =>
    [...new Set(names)].reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1000;
  const early = kilobytes(programs.filter(({ startTime }) => startTime < readyAt).map(({ name }) => name));
  const all = kilobytes(programs.map(({ name }) => name));
  console.info(
    `usable after ${usableMs.toFixed(0)} ms with ${early.toFixed(0)} kB gzipped; ${all.toFixed(0)} kB with every step preloaded`,
  );
  expect(programs.filter(({ name }) => readFileSync(join(assets, name)).includes("Conv2DBackpropFilter"))).toEqual([]);
  expect(early).toBeLessThanOrEqual(350);
  // 580 were measured, 105 of them the chart library; 40 show forecasts, windows, texts, what is turned into others, and vectors of words.
  expect(all).toBeLessThanOrEqual(581);
  expect(usableMs).toBeLessThanOrEqual(2_000);
});
