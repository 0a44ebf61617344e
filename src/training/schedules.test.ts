import { expect, test } from "vitest";
import type { EpochRecord } from "../core/run";
import { defaultTraining } from "../core/training";
import { learningRateOf } from "./schedules";

const ratesOf = (schedule: typeof defaultTraining.schedule, epochs: number) =>
  Array.from({ length: epochs }, (_, i) =>
    learningRateOf({ ...defaultTraining, schedule, epochs, learningRate: 0.1 }, i + 1, []),
  );

test("constant stays", () => {
  expect(ratesOf("constant", 3)).toEqual([0.1, 0.1, 0.1]);
});

test("cosine falls from the start towards zero", () => {
  const rates = ratesOf("cosine", 4);
  [0.1, 0.05 * (1 + Math.SQRT1_2), 0.05, 0.05 * (1 - Math.SQRT1_2)].forEach((rate, i) =>
    expect(rates[i]).toBeCloseTo(rate, 12),
  );
});

test("cosine with warm-up climbs for a tenth of the epochs, one at least, and then falls towards zero", () => {
  const closeTo = (found: readonly number[], right: readonly number[]) => {
    expect(found).toHaveLength(right.length);
    right.forEach((rate, i) => expect(found[i]).toBeCloseTo(rate, 12));
  };
  closeTo(ratesOf("cosine-warm-up", 3), [0.05, 0.1, 0.05]);
  const rates = ratesOf("cosine-warm-up", 22);
  closeTo(rates.slice(0, 3), [0.1 / 3, 0.2 / 3, 0.1]);
  closeTo(
    rates.slice(2),
    Array.from({ length: 20 }, (_, i) => 0.05 * (1 + Math.cos((Math.PI * i) / 20))),
  );
  expect(ratesOf("cosine-warm-up", 1)).toEqual([0.1]);
});

test("step halves every third of the epochs", () => {
  expect(ratesOf("step", 6)).toEqual([0.1, 0.1, 0.05, 0.05, 0.025, 0.025]);
});

test("exponential ends at a hundredth", () => {
  const rates = ratesOf("exponential", 3);
  [0.1, 0.01, 0.001].forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 12));
  expect(ratesOf("exponential", 1)).toEqual([0.1]);
});

test("plateau halves after five epochs without a better validation loss", () => {
  const history = (losses: readonly number[]): EpochRecord[] =>
    losses.map((loss, i) => ({
      ...{ epoch: i + 1, learningRate: 0.1, durationMs: 1 },
      train: { loss: 1 / (i + 1), metric: 0 },
      validation: { loss, metric: 0 },
    }));
  const settings = { ...defaultTraining, schedule: "plateau", learningRate: 0.1 } as const;
  const rateAfter = (losses: readonly number[]) => learningRateOf(settings, losses.length + 1, history(losses));
  expect(rateAfter([3, 2, 2, 2, 2, 2])).toBe(0.1);
  expect(rateAfter([3, 2, 2, 2, 2, 2, 2])).toBe(0.05);
  expect(rateAfter([3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1])).toBe(0.05);
  expect(rateAfter([3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1])).toBe(0.025);
});
