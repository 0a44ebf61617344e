import { expect, it } from "vitest";
import { thinPlaces } from "./thin-places";

it("keeps the ends and every curve's highest and lowest of each stretch, and what is few enough whole", () => {
  const wave = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 700));
  const peak = new Float64Array(10_000).fill(NaN);
  peak.fill(0, 5000);
  peak[7321] = 9;
  const places = thinPlaces([wave, peak], 100, 9000, 400);
  expect(places.length).toBeLessThanOrEqual(402);
  expect([places[0], places.at(-1)]).toEqual([100, 8999]);
  expect(places).toContain(7321);
  expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
  expect(thinPlaces([wave], 3, 6, 400)).toEqual([3, 4, 5]);
  expect(thinPlaces([wave], 6, 6, 400)).toEqual([]);
});
