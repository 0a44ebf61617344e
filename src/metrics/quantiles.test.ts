import { describe, expect, it } from "vitest";
import { createBlock } from "../core/block";
import { widenBand } from "../core/forecast-outputs";
import { createRandom } from "../core/random";
import { unitsOf } from "./bootstrap";
import { judgeQuantiles, learnMargins, learnSpreads, pinball } from "./quantiles";

const levels = [0.1, 0.5, 0.9];
const z90 = 1.2815515655446004;

/** The truth is normal with a deviation of its own in each window; what is said are its true quantiles, a rule says nothing of the deviation. */
function toyQuantiles(count: number, seed: number) {
  const random = createRandom(seed);
  const deviations = Float64Array.from({ length: count }, () => 0.2 + 2 * random.next());
  const targets = deviations.map((deviation) => deviation * random.normal());
  const values = Float64Array.from(
    { length: 3 * count },
    (_, i) => deviations[Math.floor(i / 3)]! * [-z90, 0, z90][i % 3]!,
  );
  const baselines = [{ rule: "last-value", values: new Float64Array(count) }] as const;
  return { targets, values, baselines, deviations };
}

describe("quantiles of a forecast", () => {
  it("cost what Koenker and Bassett say", () => {
    expect(pinball(0.9, 12, 10)).toBeCloseTo(1.8, 12);
    expect(pinball(0.9, 8, 10)).toBeCloseTo(0.2, 12);
    expect(pinball(0.5, 8, 10)).toBe(1);
  });

  it("that are true ones cover what they say, are better than a usual spread, and surely so", () => {
    const learned = toyQuantiles(4000, 1);
    const spreads = learnSpreads(learned.baselines, learned.targets, 1, levels);
    const { targets, values, baselines, deviations } = toyQuantiles(4000, 2);
    const judged = judgeQuantiles({ levels, values, spreads }, targets, 1, baselines, unitsOf(4000, null), 0);
    // Four standard deviations of a share of 0.8 in 4000: 0.025.
    expect(Math.abs(judged.band!.covered - 0.8)).toBeLessThan(0.025);
    expect(judged.band).toMatchObject({ nominal: 0.8, coveredByStep: [judged.band!.covered] });
    expect(judged.band!.interval!.low).toBeLessThan(judged.band!.covered);
    judged.levels.forEach(({ level, below }) => expect(Math.abs(below - level)).toBeLessThan(0.032));
    // Of a normal truth the loss of its true quantile is its deviation times the density there.
    const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const mean = deviations.reduce((sum, value) => sum + value, 0) / 4000;
    // A loss of 4000 windows: its own standard deviation is about 0.6 / √4000.
    expect(Math.abs(judged.levels[2]!.pinball - mean * density(z90))).toBeLessThan(0.04);
    const [rule] = judged.rivals;
    expect(Math.abs(rule!.covered - 0.8)).toBeLessThan(0.04);
    expect(rule!.pinball).toBeGreaterThan(judged.pinball);
    expect(rule!.lead!.low).toBeGreaterThan(0);
  });

  it("that are too near each other are moved apart by the rank of how far the truth was outside", () => {
    // The band says nothing but 0; 0 … 98 came of step 1, ten times as much of step 2: rank 80 of 99 is 79.
    const targets = Float64Array.from({ length: 198 }, (_, i) => (i % 2 === 0 ? i / 2 : 10 * Math.floor(i / 2)));
    const values = new Float64Array(3 * 198);
    const margins = learnMargins(targets, values, 2, levels)!;
    expect(margins).toEqual([79, 790]);
    const { data } = widenBand(createBlock(values.slice(0, 6), [1, 2, 3]), margins, levels);
    expect([...data]).toEqual([-79, 0, 79, -790, 0, 790]);
    expect(learnMargins(targets.subarray(0, 38), values, 2, levels)).toBeNull();
  });

  it("are moved on one side alone where the forecast is at the other end, and never the forecast", () => {
    // 0 … 98 came and 0 was said: rank 90 of 99 is 89, for the upper edge; of its mirror image the same for the lower one.
    const targets = Float64Array.from({ length: 99 }, (_, i) => i);
    const values = new Float64Array(2 * 99);
    const [upper, lower] = [
      [0.5, 0.9],
      [0.1, 0.5],
    ] as const;
    expect(learnMargins(targets, values, 1, upper)).toEqual([89]);
    const mirrored = targets.map((value) => -value);
    expect(learnMargins(mirrored, values, 1, lower)).toEqual([89]);
    expect([...widenBand(createBlock(values.slice(0, 2), [1, 1, 2]), [89], upper).data]).toEqual([0, 89]);
    expect([...widenBand(createBlock(values.slice(0, 2), [1, 1, 2]), [89], lower).data]).toEqual([-89, 0]);
    // Far below zero: both edges stop at the forecast, wherever it is between them, and so do the quantiles between.
    const many = [0.1, 0.2, 0.5, 0.8, 0.9];
    const said = createBlock(Float64Array.of(1, 2, 3, 8, 9), [1, 1, 5]);
    expect([...widenBand(said, [-4], many).data]).toEqual([3, 3, 3, 5, 5]);
    expect([...widenBand(said, [-20], many).data]).toEqual([3, 3, 3, 3, 3]);
  });

  it("of a rule are learned by step ahead", () => {
    // Of step 1 0 … 100 were missing, of step 2 ten times as much.
    const targets = Float64Array.from({ length: 202 }, (_, i) => (i % 2 === 0 ? i / 2 : 10 * Math.floor(i / 2)));
    const [spread] = learnSpreads([{ rule: "last-week", values: new Float64Array(202) }], targets, 2, levels);
    expect(spread).toEqual({
      rule: "last-week",
      added: [
        [10, 50, 90],
        [100, 500, 900],
      ],
    });
  });
});
