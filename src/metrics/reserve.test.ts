import { describe, expect, it } from "vitest";
import { createRandom } from "../core/random";
import { judgeReserves, learnReserves } from "./reserve";

describe("a reserve", () => {
  const random = createRandom(4);
  const noise = (count: number) => Float64Array.from({ length: count }, () => random.normal());

  it("is the rank of what was missing, by step ahead", () => {
    // Of step 1 0 … 98 were missing, of step 2 ten times as much: rank 95 of 99 is 94.
    const targets = Float64Array.from({ length: 198 }, (_, i) => (i % 2 === 0 ? i / 2 : 10 * Math.floor(i / 2)));
    const reserves = learnReserves(targets, new Float64Array(198), 2);
    expect(reserves.map(({ share }) => share)).toEqual([0.8, 0.9, 0.95, 0.99]);
    expect(reserves[2]?.added).toEqual([94, 940]);
    expect(learnReserves(targets.slice(0, 38), new Float64Array(38), 2)).toEqual([]);
    expect(learnReserves(targets.slice(0, 100), new Float64Array(100), 2).map(({ share }) => share)).toEqual([
      0.8, 0.9, 0.95,
    ]);
  });

  it("is enough on new windows as often as it says", () => {
    const reserves = learnReserves(noise(2000), new Float64Array(2000), 1);
    for (const { share, covered } of judgeReserves(reserves, noise(4000), new Float64Array(4000), 1)) {
      // Two samples of the same noise: a standard deviation is at most √(0.16 · (1/2000 + 1/4000)) = 0.011; three of them.
      expect(Math.abs(covered - share)).toBeLessThan(0.033);
    }
  });
});
