/** Promise 5: usable within two seconds on two cores, with at most 350 kB of gzipped program before TensorFlow.js, which only the worker loads. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "./journey";

const assets = join(import.meta.dirname, "../dist/assets");

test("the page's own program fits its budget and holds no TensorFlow.js", async ({ page, baseURL }) => {
  const loaded = new Set<string>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) loaded.add(pathname.slice(pathname.lastIndexOf("/") + 1));
  });
  const started = performance.now();
  await page.goto("./");
  await page.getByRole("button", { name: "Choose files" }).first().waitFor();
  const usableMs = performance.now() - started;
  await page.evaluate(() => window.lightbench.ready);
  const isWorkerFile = (name: string) =>
    /tensor|Conv2DBackpropFilter/i.test(readFileSync(join(assets, name), "utf8").slice(0, 2_000_000)) &&
    /worker|serve|tfjs/i.test(name);
  const pageFiles = [...loaded].filter((name) => !isWorkerFile(name));
  const gzipped = pageFiles.map((name) => ({ name, bytes: gzipSync(readFileSync(join(assets, name))).length }));
  const total = gzipped.reduce((sum, { bytes }) => sum + bytes, 0);
  console.info(
    `usable after ${usableMs.toFixed(0)} ms; page program ${(total / 1000).toFixed(0)} kB gzipped in ${pageFiles.length} files`,
  );
  expect(readdirSync(assets).length).toBeGreaterThan(3);
  expect(baseURL).toBeTruthy();
  expect(total).toBeLessThanOrEqual(350_000);
  expect(usableMs).toBeLessThanOrEqual(2_000);
});
