import { expect, test } from "vitest";
import { maxCanvasPx, rowWindow, scrollTopFor } from "./row-window";

test("a short table shows every row in its place", () => {
  expect(rowWindow(5, 28, 0, 400)).toEqual({ first: 0, last: 5, canvasHeight: 140, offset: 0 });
});

test("below the limit a row stands at its number times its height", () => {
  const view = rowWindow(10_000, 28, 2_800, 280);
  expect(view.first).toBeLessThanOrEqual(100);
  expect(view.last).toBeGreaterThanOrEqual(110);
  expect(view.offset).toBeCloseTo(view.first * 28, 6);
});

test("a million rows begin at the top, end at the bottom, and never pass the limit of a browser", () => {
  const start = rowWindow(1_000_000, 28, 0, 600);
  expect([start.first, start.offset, start.canvasHeight]).toEqual([0, 0, maxCanvasPx]);
  const end = rowWindow(1_000_000, 28, maxCanvasPx - 600, 600);
  expect(end.last).toBe(1_000_000);
  expect(end.offset + (end.last - end.first) * 28).toBeCloseTo(maxCanvasPx, 3);
});

test("every row of a million can be brought into sight", () => {
  // One pixel of scrolling must not pass more rows than are in sight.
  const seen = [4_000_000, 4_000_001].map((top) => rowWindow(1_000_000, 28, top, 600));
  expect(seen[1]!.first).toBeLessThan(seen[0]!.last);
});

test("scrolls to a row no further than it must", () => {
  const to = (row: number, scrollTop: number) => scrollTopFor(row, 100, 20, scrollTop, 200);
  expect([to(3, 40), to(5, 140), to(30, 0), to(2, 40)]).toEqual([40, 100, 420, 40]);
  // Beyond the limit of a browser, too, the row is then in sight.
  const top = scrollTopFor(700_000, 1_000_000, 28, 0, 600);
  const { first, last } = rowWindow(1_000_000, 28, top, 600, 0);
  expect(first).toBeLessThanOrEqual(700_000);
  expect(last).toBeGreaterThan(700_000);
});
