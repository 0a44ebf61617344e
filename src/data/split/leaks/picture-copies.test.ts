/** Pictures on both sides of a split. What the search finds and lets pass is measured in near-duplicates.test.ts. */
import { expect, test } from "vitest";
import { categoryColumn, imageColumn } from "../../../core/make-column";
import type { Picture } from "../../../core/picture";
import { createRandom } from "../../../core/random";
import { rowRange, toyDataset } from "../../../core/toy-dataset.fixture";
import { atOnce } from "../../../core/work";
import { findRedFlags } from "../../summaries/red-flags";
import { findNearDuplicates } from "../../summaries/near-duplicates";
import { brightened, drawScene, pictureOf, reencoded, resized, type Scene } from "../../summaries/near/copies.fixture";
import { checkLeaks } from "../leak-guard";

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const testFrom = 60;

/** The first sixty rows are learned from. */
function findingsOf(pictures: readonly Picture[], features: readonly string[] = ["image"]) {
  const classes = pictures.map((_, i) => (i % 2 === 0 ? "a" : "b"));
  const dataset = toyDataset([imageColumn("image", pictures), categoryColumn("label", classes)]);
  const targets = { rows: rowRange(dataset.rowCount), values: Float64Array.from(pictures, (_, i) => i % 2) };
  const split = {
    train: rowRange(testFrom),
    validation: new Uint32Array(),
    test: rowRange(testFrom, dataset.rowCount),
  };
  const task = { kind: "classification", target: "label" } as const;
  return atOnce(checkLeaks({ dataset, task, features, request: { kind: "random" }, split, targets }));
}

const scenesOf = (seed: number, kind: "texture" | "film" = seed % 2 === 0 ? "texture" : "film") => {
  const random = createRandom(seed);
  return Array.from({ length: 90 }, () => drawScene(kind, 40, random));
};
const copyOf = (scene: Scene, kind: number): Picture => {
  const picture = pictureOf(scene);
  if (kind === 0) return picture;
  if (kind === 1) return reencoded(picture, 75);
  if (kind === 2) return brightened(picture, 0.92);
  return kind === 3 ? resized(picture, 32) : pictureOf(scene, 1, -1);
};

test("is quiet on clean pictures, 20 seeds", () => {
  for (const seed of seeds) {
    const pictures = scenesOf(seed).map((scene) => pictureOf(scene));
    expect(findingsOf(pictures), `seed ${seed}`).toEqual([]);
  }
}, 60_000);

test("finds and counts what was planted on both sides, 20 seeds", () => {
  for (const seed of seeds) {
    const scenes = scenesOf(seed);
    const [first] = scenes;
    if (!first) throw new Error("no scene");
    const pictures = scenes.map((scene) => pictureOf(scene));
    const places = createRandom(seed).fork("places");
    const planted = Array.from({ length: 5 }, (_, kind) => {
      const row = testFrom + kind * 6 + places.below(6);
      pictures[row] = copyOf(scenes[places.below(testFrom)] ?? first, kind);
      return row;
    });
    // Two copies among the rows held out do no harm.
    pictures.push(copyOf(scenes[89] ?? first, 1));
    const findings = findingsOf(pictures);
    expect(findings, `seed ${seed}`).toMatchObject([
      { kind: "duplicates", severity: "high", columns: ["image"], count: 5, rows: planted },
    ]);
    expect(findings[0]?.message.en).toBe(
      "5 of 31 held-out pictures have a copy or near copy among the training pictures.",
    );
  }
}, 60_000);

test("pictures that nothing is learned from may repeat", () => {
  const pictures = scenesOf(1).map((scene) => pictureOf(scene));
  expect(findingsOf([...pictures, ...pictures.slice(0, 9)], [])).toEqual([]);
});

test("copies within the data set are a red flag, until they are excluded", () => {
  const scenes = scenesOf(3);
  const pictures = scenes.map((scene) => pictureOf(scene));
  const copies = scenes.slice(10, 13).map((scene, i) => copyOf(scene, i));
  const dataset = toyDataset([imageColumn("image", [...pictures, ...copies])]);
  const [column] = dataset.columns;
  if (column?.kind !== "image") throw new Error("no pictures");
  const found = new Map([["image", atOnce(findNearDuplicates(column))]]);
  const [flag] = findRedFlags(dataset, [], found);
  expect(flag).toMatchObject({ severity: "medium", columns: ["image"], rows: [90, 91, 92] });
  expect(flag?.message.en).toMatch(/^3 pictures of “image” are copies .*, 1 of them the same to the last pixel/);
  const edits = [{ kind: "exclude", rows: [90, 91, 92] }] as const;
  expect(findRedFlags({ ...dataset, edits }, [], found)).toEqual([]);
});

test("of very many pictures only the same bytes are compared, and both the flag and the guard say so", () => {
  // One more different picture than are compared with each other; the last has a copy among the first.
  const many = 40_001;
  const pictures = Array.from({ length: many + 1 }, (_, i): Picture => {
    const number = i % many;
    return { width: 3, height: 1, channels: 1, pixels: Uint8Array.of(number, number >> 8, number >> 16) };
  });
  const column = imageColumn("image", pictures);
  const found = atOnce(findNearDuplicates(column));
  expect(found.isSearched).toBe(false);
  const dataset = toyDataset([column]);
  expect(
    findRedFlags(dataset, [], new Map([["image", found]])).map(({ severity, message }) => [severity, message.en]),
  ).toEqual([
    ["medium", expect.stringContaining("1 picture of “image” is a copy")],
    [
      "low",
      expect.stringContaining("only copies that are the same to the last pixel were looked for, not near copies"),
    ],
  ]);
  expect(findingsOf(pictures)).toMatchObject([
    { kind: "duplicates", severity: "high", count: 1, rows: [many] },
    { kind: "duplicates", severity: "low", count: 0, columns: ["image"] },
  ]);
  // Without a copy the guard is not clean either.
  expect(findingsOf(pictures.slice(0, many))).toMatchObject([{ severity: "low" }]);
});
