import { expect, test } from "vitest";
import { imageColumn, categoryColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import type { FitRequest } from "../../core/run";
import { toyDataset, toyInfo } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { resolveFit } from "./resolve";
import { varyExample } from "./vary-example";

const count = 40;

/** A slope from left to right: a mirror image is told from it. */
function slope(row: number): Picture {
  const width = 24;
  const pixels = Uint8Array.from({ length: width * width }, (_, i) => 40 + row + 5 * (i % width));
  return { width, height: width, channels: 1, pixels };
}

const dataset = toyDataset([
  imageColumn(
    "image",
    Array.from({ length: count }, (_, row) => (row === 0 ? null : slope(row))),
  ),
  categoryColumn(
    "label",
    Array.from({ length: count }, (_, row) => (row % 2 ? "odd" : "even")),
  ),
]);
const stored = { dataset, info: toyInfo(dataset) };
const request: FitRequest = {
  dataset: dataset.id,
  task: { kind: "classification", target: "label" },
  model: "",
};

function exampleOf(rest: Partial<FitRequest> = {}, place = 0) {
  const resolution = atOnce(resolveFit(stored, { ...request, ...rest }));
  return { resolution, example: atOnce(varyExample(dataset, resolution, place, 4)) };
}

test("pictures are asked of the convolution network, in the size that they have", () => {
  const { resolved, proposedPipeline } = exampleOf().resolution;
  expect(resolved).toMatchObject({ family: "cnn", task: { features: ["image"] } });
  expect(resolved.pipeline[0]?.params.size).toBe(24);
  expect(proposedPipeline[0]?.params.size).toBe(0);
});

test("a preset asks for a size of its own, and a step that names one is obeyed", () => {
  const { resolution, example } = exampleOf({ model: "cnn/digits-3conv" });
  expect(resolution.resolved.pipeline[0]?.params.size).toBe(28);
  expect(example?.prepared).toMatchObject({ width: 28, height: 28 });
  const pipeline = [{ kind: "resize", columns: ["image"], params: { size: 20 } }];
  expect(exampleOf({ pipeline }).resolution.resolved.pipeline[0]?.params.size).toBe(20);
});

test("shows a training picture before and after, and as often varied as was asked", () => {
  const { resolution, example } = exampleOf();
  const { row, before, prepared, varied } = example!; // there are pictures
  expect(resolution.split.train).toContain(row);
  expect(before).toEqual(slope(row));
  expect(prepared).toEqual(before);
  expect(varied).toHaveLength(4);
  expect(new Set(varied.map(({ pixels }) => pixels.join())).size).toBe(4);
  expect(before.pixels.buffer).not.toBe(prepared.pixels.buffer);
});

test.each(["unit", "standard"])("turns numbers of %s pixels back into the bytes that they came from", (method) => {
  const pipeline = [{ kind: "normalise-pixels", columns: ["image"], params: { method } }];
  const training = { augmentation: { flipHorizontal: 1 } };
  // A size was not asked for, so that the row without a picture must be left out by a step of its own.
  const resize = { kind: "resize", columns: ["image"], params: { size: 24 } };
  const { example } = exampleOf({ pipeline: [resize, ...pipeline], training });
  const { prepared, varied } = example!; // there are pictures
  const mirrored = prepared.pixels.map((_, i, all) => all[24 * Math.floor(i / 24) + 23 - (i % 24)]!); // in the line
  for (const picture of varied) expect(picture.pixels).toEqual(mirrored);
});

test("counts training pictures round, and varies nothing where nothing is asked", () => {
  const { resolution, example } = exampleOf({ training: { augmentation: false } });
  expect(example?.varied).toEqual([]);
  const present = resolution.split.train.filter((row) => row !== 0);
  const rows = [0, 1, present.length].map((place) => exampleOf({}, place).example?.row);
  expect(rows).toEqual([present[0], present[1], present[0]]);
});
