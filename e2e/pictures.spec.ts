/** Folders and archives of pictures through the page, and the fuzzed ones that a page must outlive. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { zipSync } from "fflate";
import { createRandom } from "../src/core/random";
import { bombs, fuzzedPictures, type FuzzedFile } from "../src/data/pictures/fuzz.fixture";
import { avifFile, bmpFile, gifFile, pngFile } from "../src/data/pictures/picture-files.fixture";
import { chooseFiles, dataFile, expect, openPage, skipWithoutData, test } from "./journey";

const onlyDataset = (page: Page, timeout = 60_000) =>
  page
    .waitForFunction(() => window.lightbench.datasets()[0], null, { timeout })
    .then((handle) => handle.jsonValue())
    .then((info) => info!); // waited for

test("a folder of chest films with its table opens through the folder button and through a script", async ({
  page,
}) => {
  skipWithoutData();
  await openPage(page);
  await page.getByTestId("folder-input").first().setInputFiles(dataFile("scans_cxr_nih"));
  const info = await onlyDataset(page);
  expect(info.rowCount).toBe(280);
  expect(info.columns.map(({ name, kind }) => `${name} ${kind}`).slice(0, 5)).toEqual([
    "image image",
    "file text",
    "split category",
    "label category",
    "patient_id text",
  ]);
  expect(info.columns[0]?.summary).toMatchObject({ kind: "image", channels: 1, widths: [256, 256, 256] });
  const rows = await page.evaluate(async (id) => window.lightbench.rows(id, 0, 1), info.id);
  expect(rows[0]).toMatchObject({ file: "train/no_finding/00001280_004.jpg", split: "train", patient_id: "00001280" });

  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "script", webkitdirectory: true });
    document.body.append(input);
  });
  await page.locator("#script").setInputFiles(dataFile("scans_cxr_nih"));
  const scripted = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>("#script");
    return window.lightbench.open([...(input?.files ?? [])]);
  });
  expect(scripted.fingerprint).toBe(info.fingerprint);
});

test("an archive of digits opens with classes and split from its folders", async ({ page }) => {
  skipWithoutData();
  await openPage(page);
  const began = performance.now();
  await chooseFiles(page, dataFile("digits_mnist/digits_mnist_png.zip"));
  const info = await onlyDataset(page);
  test.info().annotations.push({
    type: "pictures a second",
    description: String(Math.round(2_500_000 / (performance.now() - began))),
  });
  expect(info.rowCount).toBe(2_500);
  expect(info.columns.map(({ name }) => name)).toEqual(["image", "file", "label", "split"]);
  expect(info.columns[2]?.distinct).toBe(10);
});

test("20,000 pictures in an archive open within a minute @soak", async ({ page }) => {
  test.setTimeout(300_000);
  const random = createRandom(5);
  const content: Record<string, Uint8Array> = {};
  for (let i = 0; i < 20_000; i++) content[`${i % 10}/${i}.png`] = pngFile(28, 28, () => random.below(256));
  const path = join(mkdtempSync(join(tmpdir(), "lightbench-pictures-")), "many.zip");
  writeFileSync(path, zipSync(content, { level: 0 }));
  await openPage(page);
  const began = performance.now();
  await chooseFiles(page, path);
  expect((await onlyDataset(page, 200_000)).rowCount).toBe(20_000);
  const seconds = (performance.now() - began) / 1000;
  console.info(`20,000 pictures: open after ${seconds.toFixed(1)} s, ${Math.round(20_000 / seconds)} a second`);
  expect(seconds).toBeLessThan(60);
});

/** Pictures in every format that the browser writes and that are written here. */
async function seedPictures(page: Page): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const encoded = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext("2d")?.fillRect(3, 4, 20, 9);
    const blobs = ["image/png", "image/jpeg", "image/webp"].map((type) => canvas.convertToBlob({ type }));
    const bytes = await Promise.all(blobs.map(async (blob) => new Uint8Array(await (await blob).arrayBuffer())));
    return bytes.map((values) => [...values]);
  });
  const noise = createRandom(3);
  const own = [pngFile(40, 30, () => noise.below(256)), bmpFile(20, 10, (x, y) => [x, y, 99])];
  return [...encoded.map((values) => Uint8Array.from(values)), ...own, gifFile(30, 20, [40, 200]), avifFile()];
}

/** Opens them in one drop; answers which opened and the warnings. */
function openAll(page: Page, files: readonly FuzzedFile[]) {
  const plain = files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString("base64")] as const);
  return page.evaluate(async (sent) => {
    const read = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const info = await window.lightbench.open(sent.map(([name, text]) => new File([read(text)], name)));
    const rows = await window.lightbench.rows(info.id, 0, info.rowCount);
    await window.lightbench.closeDataset(info.id);
    return { opened: rows.map((row) => String(row["file"])), warnings: info.warnings };
  }, plain);
}

test("5,000 fuzzed pictures and bombs: a sentence each, and the good ones of each drop open @soak", async ({
  page,
}) => {
  test.setTimeout(900_000);
  await openPage(page);
  const good = await seedPictures(page);
  const named = good.map((bytes, i) => ({ name: `good ${i}.png`, bytes }));
  const random = createRandom(21);
  let refused = 0;
  for (let drop = 0; drop < 50; drop++) {
    const fuzzed = [...fuzzedPictures(good, 100, random), ...(drop % 10 === 0 ? bombs(40e6) : [])];
    const began = performance.now();
    const { opened, warnings } = await openAll(page, [...named, ...fuzzed]);
    // A decoder is given ten seconds, four pictures at a time; a drop that takes longer hangs elsewhere.
    expect(performance.now() - began, `drop ${drop}`).toBeLessThan(60_000);
    const isOpen = new Set(opened);
    for (const { name } of named) expect(isOpen.has(name), `${name} of drop ${drop}`).toBe(true);
    for (const { name } of fuzzed.filter((file) => !isOpen.has(file.name))) {
      const warning = warnings.find(({ file }) => file === name || file.startsWith(`${name}/`));
      expect(warning?.message, `${name} of drop ${drop}`).toMatch(/\.$/);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(1_000);
  const bytes = await page.evaluate(async () => {
    const measuring = performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }; // not in the published types
    return (await measuring.measureUserAgentSpecificMemory()).bytes;
  });
  // 512 MB of pictures may be kept; all of these were closed.
  expect(bytes / 2 ** 20).toBeLessThan(1_024);
});
