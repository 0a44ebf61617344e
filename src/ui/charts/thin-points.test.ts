import { describe, expect, it } from "vitest";
import { thinPoints } from "./thin-points";

const line = (count: number, y: (x: number) => number) => Array.from({ length: count }, (_, x) => ({ x, y: y(x) }));

describe("thinPoints", () => {
  it("leaves few points alone", () => {
    const points = line(10, (x) => x);
    expect(thinPoints(points, 10)).toBe(points);
  });

  it("keeps order, both ends and a single peak among ten thousand", () => {
    const points = line(10_000, (x) => (x === 4_321 ? 99 : Math.sin(x / 50)));
    const thinned = thinPoints(points, 240);
    expect(thinned.length).toBeLessThanOrEqual(240);
    expect(thinned[0]).toBe(points[0]);
    expect(thinned.at(-1)).toBe(points.at(-1));
    expect(thinned).toContain(points[4_321]);
    expect(thinned.map(({ x }) => x)).toEqual(thinned.map(({ x }) => x).toSorted((a, b) => a - b));
  });
});
