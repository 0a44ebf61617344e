import { expect, test } from "vitest";
import type { LayerSummary } from "../../core/network-summary";
import { boxesOf, boxSize, partsOfLabel, stagesOf } from "./network-boxes";

const layer = (type: string, outputShape: readonly number[], weightCount = 0): LayerSummary => ({
  type,
  label: { en: type, zh: type },
  outputShape,
  weightCount,
});

const block = (side: number, channels: number) => [
  layer("conv2d", [side, side, channels], 9),
  layer("batch-normalization", [side, side, channels], 2),
];

test("a layer stands in a box with its normalisation and its dropout", () => {
  const layers = [...block(28, 16), layer("flatten", [12_544]), layer("dropout", [12_544]), layer("dense", [10], 5)];
  const boxes = boxesOf({ layers });
  expect(boxes.map((box) => box.layers.map(({ type }) => type))).toEqual([
    ["conv2d", "batch-normalization"],
    ["flatten", "dropout"],
    ["dense"],
  ]);
  expect(boxes.map(({ weightCount }) => weightCount)).toEqual([11, 0, 5]);
  expect(boxes[0]!.shape).toEqual([28, 28, 16]);
  expect(stagesOf(boxes)).toEqual(boxes.map((box) => ({ boxes: [box] })));
});

test("a pooling stands with the convolution that it serves, else by itself", () => {
  const layers = [
    ...block(28, 16),
    layer("max-pooling2d", [14, 14, 16]),
    ...block(14, 32),
    layer("max-pooling2d", [7, 7, 32]),
    layer("flatten", [1568]),
  ];
  const boxes = boxesOf({ layers });
  expect(boxes.map((box) => box.main.type)).toEqual(["conv2d", "conv2d", "max-pooling2d", "flatten"]);
  expect(boxes[1]!.layers.map(({ type }) => type)).toEqual(["max-pooling2d", "conv2d", "batch-normalization"]);
});

test("a long network is told in stages of one height and width, its last layers in one", () => {
  const layers = [32, 32, 32, 16, 16, 16, 8, 8, 8].flatMap((side) => block(side, 16));
  const boxes = boxesOf({ layers: [...layers, layer("global-average-pooling", [16]), layer("dense", [10], 5)] });
  const stages = stagesOf(boxes);
  expect(stages.map((stage) => stage.boxes.length)).toEqual([3, 3, 3, 2]);
  expect(stages.flatMap((stage) => stage.boxes)).toEqual(boxes);
});

test("a box is as high as its maps are beside the input, and never nothing", () => {
  const input = [64, 64, 3];
  const heights = [64, 32, 16, 1].map((side) => boxSize([side, side, 8], input).heightPx);
  expect(heights).toEqual([96, 48, 24, 6]);
  expect(boxSize([8, 8, 64], input).widthPx).toBeGreaterThan(boxSize([8, 8, 8], input).widthPx);
  expect(boxSize([50_000], [50_000]).heightPx).toBe(boxSize([127], [127]).heightPx);
});

test("a layer that holds others is named by itself", () => {
  expect(partsOfLabel("Residual: Convolution 3 × 3, 16 · Batch normalisation, relu")).toEqual({
    name: "Residual",
    inner: ["Convolution 3 × 3, 16", "Batch normalisation, relu"],
  });
  expect(partsOfLabel("残差块：卷积 · 批归一化")).toEqual({ name: "残差块", inner: ["卷积", "批归一化"] });
  expect(partsOfLabel("Dense 64, relu")).toEqual({ name: "Dense 64, relu", inner: [] });
});
