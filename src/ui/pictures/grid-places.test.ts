import { expect, test } from "vitest";
import { gridShape, placeAfter } from "./grid-places";

test("as many columns as fit, at least one, filling the width", () => {
  // A tile of 48 pixels takes 54, with 4 between two: four take 228.
  expect(gridShape(10, 228, 48, 0)).toEqual({ columns: 4, size: 48, pitch: 58, rowHeight: 58, rowCount: 3 });
  expect(gridShape(10, 227, 48, 1)).toEqual({ columns: 3, size: 67, pitch: 77, rowHeight: 95, rowCount: 4 });
  expect(gridShape(10, 227, 48, 2)).toMatchObject({ pitch: 77, rowHeight: 111 });
  expect(gridShape(0, 10, 160, 0)).toMatchObject({ columns: 1, size: 160, pitch: 170, rowCount: 0 });
});

test("keys lead along and across, and never out", () => {
  // Four columns, ten tiles: rows 0–3, 4–7, 8–9; two rows in sight.
  const to = (key: string, place: number) => placeAfter(key, place, 10, 4, 2);
  expect([to("ArrowRight", 3), to("ArrowRight", 9), to("ArrowLeft", 4), to("ArrowLeft", 0)]).toEqual([4, 9, 3, 0]);
  expect([to("ArrowDown", 1), to("ArrowDown", 5), to("ArrowDown", 6), to("ArrowDown", 9)]).toEqual([5, 9, 6, 9]);
  expect([to("ArrowUp", 6), to("ArrowUp", 2)]).toEqual([2, 2]);
  expect([to("Home", 7), to("End", 0)]).toEqual([0, 9]);
  expect(placeAfter("PageDown", 1, 100, 4, 6)).toBe(21);
  expect(placeAfter("PageDown", 90, 100, 4, 6)).toBe(98);
  expect(placeAfter("PageUp", 9, 100, 4, 6)).toBe(1);
  expect(to("x", 3)).toBeNull();
});
