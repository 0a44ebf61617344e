/** From pictures to samples: what is laid out, what is learned from whom, and what cannot be combined. */
import { expect, test } from "vitest";
import { categoryColumn, imageColumn, numberColumn } from "../core/make-column";
import type { PipelineStep } from "../core/pipeline";
import type { Picture } from "../core/picture";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import { prepare, rehearse, type Question } from "./build-samples";
import { conformFrame } from "./conform-frame";
import { takeFrame } from "./frame";
import { applyPipeline, fitPipeline } from "./pipeline";
import { readTargets } from "./targets";

function plain(width: number, height: number, value: number): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(value) };
}

const image = imageColumn("image", [
  plain(2, 2, 0),
  plain(4, 4, 255),
  { width: 2, height: 2, channels: 1, pixels: Uint8Array.of(0, 51, 102, 153) },
  null,
  plain(3, 3, 200),
  plain(2, 2, 100),
]);
const dataset = toyDataset([
  image,
  numberColumn("age", [1, 2, 3, 4, 5, 6]),
  categoryColumn("label", ["cat", "dog", "cat", "dog", "dog", "cat"]),
]);
const split = { train: Uint32Array.of(0, 1, 2, 3), validation: Uint32Array.of(4), test: Uint32Array.of(5) };
const steps = (method: string): readonly PipelineStep[] => [
  { kind: "resize", columns: ["image"], params: { size: 2 } },
  { kind: "normalise-pixels", columns: ["image"], params: { method } },
];
const question: Question = {
  task: { kind: "classification", target: "label" },
  features: ["image"],
  pipeline: steps("unit"),
};
const targets = readTargets(dataset, question.task, rowRange(6));

test("lays pictures out as [row, height, width, channel] in Float32, each subset with its rows and targets", () => {
  const { train, validation, test: judged, pipeline, effects } = atOnce(prepare(dataset, question, targets, split));
  const f = Math.fround;
  expect(train).toEqual({
    inputs: {
      data: Float32Array.of(...[0, 0, 0, 0], ...[1, 1, 1, 1], ...[0, f(0.2), f(0.4), f(0.6)]),
      shape: [3, 2, 2, 1],
    },
    targets: { data: Float64Array.of(0, 1, 0), shape: [3] },
    features: ["image"],
    fullScale: [1],
    rows: Uint32Array.of(0, 1, 2),
  });
  expect(validation?.inputs.data[0]).toBeCloseTo(200 / 255, 6);
  expect([...judged.rows]).toEqual([5]);
  expect(pipeline).toMatchObject({ features: ["image"], inputShape: [2, 2, 1] });
  expect(effects.map(({ changed, droppedRows }) => [changed, droppedRows])).toEqual([
    [2, 1],
    [5, 0],
  ]);
});

test("a rehearsal gives the first training picture alone", () => {
  const { first, rowCount } = atOnce(rehearse(dataset, question, targets, split));
  expect(first).toEqual({ row: 0, inputs: new Float32Array(4) });
  expect(rowCount).toBe(5);
});

test("pixels are normalised by training rows only: other rows may hold anything", () => {
  const asked = { ...question, pipeline: steps("standard") };
  const { pipeline, train } = atOnce(prepare(dataset, asked, targets, split));
  const others = imageColumn("image", [...[0, 1, 2].map(pictureOf), null, plain(2, 2, 1), plain(2, 2, 254)]);
  const changed = toyDataset([others, ...dataset.columns.slice(1)]);
  const again = atOnce(prepare(changed, asked, targets, split));
  expect(again.pipeline).toEqual(pipeline);
  expect(again.train).toEqual(train);
  const numbers = Array.from(train.inputs.data);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  // Twelve numbers in Float32.
  expect(Math.abs(mean)).toBeLessThan(1e-6);
});

function pictureOf(row: number): Picture {
  const [width, height, start] = [image.widths[row]!, image.heights[row]!, image.starts[row]!]; // row is in the column
  return { width, height, channels: 1, pixels: image.pixels.subarray(start, start + width * height) };
}

test("a fitted pipeline brings new pictures to the shape that it was fitted on, coloured ones too", () => {
  const fitted = atOnce(fitPipeline(dataset, ["image"], steps("unit"), split.train));
  const restored = JSON.parse(JSON.stringify(fitted));
  const colour = Uint8Array.from({ length: 75 }, (_, i) => (i % 3 === 0 ? 255 : 0));
  const other = toyDataset([imageColumn("image", [{ width: 5, height: 5, channels: 3, pixels: colour }])]);
  const { inputs } = atOnce(applyPipeline(restored, conformFrame(other, restored, rowRange(1))));
  expect(inputs.shape).toEqual([1, 2, 2, 1]);
  for (const value of inputs.data) expect(value).toBeCloseTo(76 / 255, 6);
  expect(() => conformFrame(toyDataset([numberColumn("image", [1])]), fitted, rowRange(1))).toThrow(
    "“image” of these data holds none",
  );
});

test("rows that all have no picture come to nothing, in the right shape", () => {
  const fitted = atOnce(fitPipeline(dataset, ["image"], steps("unit"), split.train));
  const { inputs, rows } = atOnce(applyPipeline(fitted, takeFrame(dataset, ["image"], Uint32Array.of(3))));
  expect(inputs.shape).toEqual([0, 2, 2, 1]);
  expect(rows).toHaveLength(0);
});

test.each([
  [
    "pictures beside a table's columns",
    ["image", "age"],
    steps("unit"),
    "cannot be combined with other columns such as “age”",
  ],
  ["pictures without one size", ["image"], steps("unit").slice(1), "“image” has 1 row without a picture"],
] as const)("refuses %s", (_, features, pipeline, sentence) => {
  expect(() => atOnce(prepare(dataset, { ...question, features, pipeline }, targets, split))).toThrow(sentence);
});

test("refuses pictures of several sizes, and of another size than the model's", () => {
  const unit = steps("unit").slice(1);
  expect(() => atOnce(fitPipeline(dataset, ["image"], unit, Uint32Array.of(0, 1)))).toThrow("differ in size");
  const fitted = atOnce(fitPipeline(dataset, ["image"], unit, Uint32Array.of(0, 2)));
  const frame = takeFrame(dataset, ["image"], Uint32Array.of(4));
  expect(() => atOnce(applyPipeline(fitted, frame))).toThrow(
    "3 × 3 × 1 numbers, and the model was fitted on 2 × 2 × 1",
  );
});
