import { expect, test } from "vitest";
import { columnEdges, columnWindow, fillRoom } from "./column-window";

test("columns stand beside each other after the margin", () => {
  expect([...columnEdges([100, 50, 10], 72)]).toEqual([72, 172, 222, 232]);
});

test("what can grow fills the room that is left, and nothing shrinks where there is none", () => {
  expect(fillRoom([240, 168, 240], [true, false, true], 848)).toEqual([340, 168, 340]);
  expect(fillRoom([240, 168], [true, false], 300)).toEqual([240, 168]);
  expect(fillRoom([144, 168], [false, false], 900)).toEqual([144, 168]);
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
