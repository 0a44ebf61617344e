import { expect, test } from "vitest";
import { columnEdges, columnWindow } from "./column-window";

test("columns stand beside each other after the margin", () => {
  expect([...columnEdges([100, 50, 10], 72)]).toEqual([72, 172, 222, 232]);
});

test("a narrow table shows all its columns", () => {
  expect(columnWindow(columnEdges([100, 50, 10], 72), 0, 1_000).map(({ index }) => index)).toEqual([0, 1, 2]);
});

test("of twenty thousand columns only those in sight exist, wherever it is scrolled to", () => {
  const edges = columnEdges(
    Array.from({ length: 20_000 }, () => 100),
    72,
  );
  for (const left of [0, 1_000_000, 2_000_072 - 900]) {
    const shown = columnWindow(edges, left, 900);
    expect(shown.length).toBeLessThan(16);
    expect(shown[0]!.start).toBeLessThanOrEqual(Math.max(72, left));
    expect(shown.at(-1)!.start + shown.at(-1)!.width).toBeGreaterThanOrEqual(Math.min(2_000_072, left + 900));
  }
});

test("a table without columns shows none", () => {
  expect(columnWindow(columnEdges([], 72), 0, 500)).toEqual([]);
});
