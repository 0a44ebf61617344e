import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { imageColumn, numberColumn } from "../../core/make-column";
import type { PipelineStep } from "../../core/pipeline";
import type { Picture } from "../../core/picture";
import { askedSteps } from "../../core/request-again";
import { withPictureSizes } from "./picture-size";

function blank(width: number, height: number): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height) };
}

function sizeFor(pictures: readonly (Picture | null)[], rows: readonly number[], asked: number | undefined, model = 0) {
  const columns = [numberColumn("n", [1]), imageColumn("p", pictures)];
  const params: JsonObject = asked === undefined ? {} : { size: asked };
  const step: PipelineStep = { kind: "resize", columns: ["p"], params };
  const [resolved] = withPictureSizes([step], columns, Uint32Array.from(rows), model);
  return resolved?.params.size;
}

test.each([
  [
    "the median longer side of the training pictures",
    [
      [20, 30],
      [28, 10],
      [40, 40],
      [500, 500],
    ],
    [0, 1, 2],
    30,
  ],
  [
    "no more than 64",
    [
      [100, 30],
      [200, 10],
      [300, 40],
    ],
    [0, 1, 2],
    64,
  ],
  ["no less than 16", [[8, 8]], [0], 16],
  [
    "whole pixels",
    [
      [20, 1],
      [31, 1],
    ],
    [0, 1],
    26,
  ],
] as const)("takes %s", (_, sides, rows, size) => {
  expect(
    sizeFor(
      sides.map(([width, height]) => blank(width, height)),
      rows,
      0,
    ),
  ).toBe(size);
});

test("counts no missing picture", () => {
  expect(sizeFor([null, blank(40, 20), null], [0, 1, 2], undefined)).toBe(40);
  expect(sizeFor([null], [0], 0)).toBe(64);
});

test("a size that was said stays, and the model's comes before that of the pictures", () => {
  expect(sizeFor([blank(40, 40)], [0], 20, 28)).toBe(20);
  expect(sizeFor([blank(40, 40)], [0], 0, 28)).toBe(28);
});

test("leaves other steps alone", () => {
  const steps: readonly PipelineStep[] = [
    { kind: "normalise-pixels", columns: ["p"], params: { method: "unit" } },
    { kind: "resize", columns: ["gone"], params: {} },
  ];
  expect(withPictureSizes(steps, [imageColumn("p", [blank(9, 9)])], Uint32Array.of(0), 28)).toEqual(steps);
});

test("a side that was left open is told from one that was chosen, and is open again when the same is asked for", () => {
  const columns = [imageColumn("p", [blank(20, 30)])];
  const steps: readonly PipelineStep[] = [0, 40].map((size) => ({ kind: "resize", columns: ["p"], params: { size } }));
  const resolved = withPictureSizes(steps, columns, Uint32Array.of(0), 0);
  expect(resolved.map(({ params, filledIn }) => [params.size, filledIn])).toEqual([
    [30, ["size"]],
    [40, undefined],
  ]);
  expect(askedSteps(resolved)).toEqual(steps);
});
