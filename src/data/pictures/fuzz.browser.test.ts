/** A cut of the fuzzed pictures; all 5,000 are opened in the built page, e2e/pictures.spec.ts. */
import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { cellsOf, open, sourceOf } from "../open.fixture";
import { bombs, fuzzedPictures } from "./fuzz.fixture";
import { avifFile, bmpFile, gifFile, pngFile } from "./picture-files.fixture";

async function seedPictures(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const canvas = new OffscreenCanvas(40, 30);
  const context = canvas.getContext("2d");
  context?.fillRect(3, 4, 20, 9);
  const types = ["image/png", "image/jpeg", "image/webp"];
  const encoded = await Promise.all(
    types.map(async (type) => new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer())),
  );
  const noise = createRandom(3);
  const grainy = pngFile(40, 30, () => noise.below(256));
  return [...encoded, grainy, bmpFile(20, 10, (x, y) => [x, y, 99]), gifFile(30, 20, [40, 200]), avifFile()];
}

// A decoder that hangs would be given up after ten seconds; many of them would outlast the test.
test("fuzzed pictures and bombs: a sentence each, and the good ones of the same drop open", async () => {
  const good = await seedPictures();
  const fuzzed = fuzzedPictures(good, 150, createRandom(20));
  const files = [
    ...good.map((bytes, i) => sourceOf(bytes, `good ${i}.png`)),
    ...[...fuzzed, ...bombs(8e6)].map(({ name, bytes }) => sourceOf(bytes, name)),
  ];
  const dataset = await open(files);
  const opened = cellsOf(dataset, "file");
  for (const i of good.keys()) expect(opened).toContain(`good ${i}.png`);
  const named = fuzzed.filter(({ name }) => !opened.includes(name)).map(({ name }) => name);
  // Whatever did not open is told of, in two languages.
  for (const name of [...named, "nested.zip", "lying.zip", "overlapping.zip", "cut.zip"]) {
    const warning = dataset.warnings.find(({ file }) => file === name || file.startsWith(`${name}/`));
    expect([name, warning?.wording.en.endsWith("."), warning?.wording.zh.endsWith("。")]).toEqual([name, true, true]);
  }
  for (const { name } of fuzzed.filter((file) => file.name.includes("asIs") || file.name.includes("dot"))) {
    expect(opened).toContain(name);
  }
  expect(named.length).toBeGreaterThan(50);
});
