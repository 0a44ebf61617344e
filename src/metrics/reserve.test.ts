import { describe, expect, it } from "vitest";
import { createRandom } from "../core/random";
import { judgeReserves, learnReserves } from "./reserve";
import { valueDays } from "./value-days";

describe("a reserve", () => {
  const random = createRandom(4);
  const came = (targets: Float64Array, horizon: number) => {
    return { targets, said: new Float64Array(targets.length), horizon, days: null };
  };
  const noise = (count: number) => Float64Array.from({ length: count }, () => random.normal());

  it("is the rank of what was missing, by step ahead", () => {
    // Of step 1 0 … 98 were missing, of step 2 ten times as much: rank 95 of 99 is 94.
    const targets = Float64Array.from({ length: 198 }, (_, i) => (i % 2 === 0 ? i / 2 : 10 * Math.floor(i / 2)));
    const reserves = learnReserves(came(targets, 2));
    expect(reserves.map(({ share }) => share)).toEqual([0.8, 0.9, 0.95, 0.99]);
    expect(reserves[2]?.added).toEqual([94, 940]);
    expect(learnReserves(came(targets.slice(0, 38), 2))).toEqual([]);
    expect(learnReserves(came(targets.slice(0, 100), 2)).map(({ share }) => share)).toEqual([0.8, 0.9, 0.95]);
  });

  it("is enough on new windows as often as it says", () => {
    const reserves = learnReserves(came(noise(2000), 1));
    for (const { share, covered } of judgeReserves(reserves, came(noise(4000), 1))) {
      // Two samples of the same noise: a standard deviation is at most √(0.16 · (1/2000 + 1/4000)) = 0.011; three of them.
      expect(Math.abs(covered - share)).toBeLessThan(0.033);
    }
  });

  const hour = 3_600_000;
  /** Hours from the first of January on, of which windows forecast the next two. */
  const hours = (days: number) => {
    const times = Float64Array.from({ length: 24 * days + 2 }, (_, place) => Date.UTC(2024, 0, 1) + (place - 1) * hour);
    const numbers = new Uint32Array(times.length);
    const series = { times, numbers, rows: numbers, runStarts: numbers, step: hour, isDated: true, names: [null] };
    const ends = Uint32Array.from({ length: 24 * days }, (_, end) => end);
    return valueDays({ series, horizon: 2 }, ends)!;
  };

  it("of days is the rank of the most that a day lacked, and counts days", () => {
    // Day d lacks d at noon and nothing else; what was said two hours before lacks ten times as much.
    const lackingAt = (ahead: number, hourOfAll: number) =>
      hourOfAll % 24 === 12 ? Math.floor(hourOfAll / 24) * (ahead === 0 ? 1 : 10) : -1;
    const targets = (days: number) =>
      Float64Array.from({ length: 48 * days }, (_, i) => lackingAt(i % 2, Math.floor(i / 2) + (i % 2)));
    const reserves = learnReserves({ ...came(targets(39), 2), days: hours(39) });
    // Rank 38 of 39 days 0 … 38.
    const almost = reserves.find(({ share }) => share === 0.95)!;
    expect(almost.addedByDay).toEqual([37, 370]);
    // Ninety-nine of a hundred take more days than there are, though not more hours.
    expect(reserves.at(-1)).toMatchObject({ share: 0.99 });
    expect(reserves.at(-1)?.addedByDay).toBeUndefined();
    // Of fewer than twenty days there are none at all, though nineteen have a rank for 95 %.
    const byDays = (days: number) => learnReserves({ ...came(targets(days), 2), days: hours(days) });
    expect(byDays(19).some(({ addedByDay }) => addedByDay)).toBe(false);
    expect(byDays(20).map(({ addedByDay }) => addedByDay?.[0])).toEqual([16, 18, 19, undefined]);
    const [judged] = judgeReserves([almost], { ...came(targets(50), 2), days: hours(50) });
    // Days 0 … 37 of 50 had enough; of the last one an hour is missing two hours before, which is still whole enough.
    expect(judged!.days?.map(({ enough, count }) => [enough, count])).toEqual([
      [38, 50],
      [38, 50],
    ]);
    // Wilson's interval of 38 in 50.
    expect(judged!.days?.[0]?.low).toBeCloseTo(0.626, 3);
    expect(judged!.days?.[0]?.high).toBeCloseTo(0.857, 3);
  });
});
