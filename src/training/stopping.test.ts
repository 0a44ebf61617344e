import { expect, test } from "vitest";
import type { EpochRecord } from "../core/run";
import { hasRunOut, keptEpochOf } from "./stopping";

const history = (losses: readonly (number | null)[]): EpochRecord[] =>
  losses.map((loss, i) => ({
    ...{ epoch: i + 1, learningRate: 0.1, durationMs: 1 },
    train: { loss: 1, metric: 0 },
    validation: loss === null ? null : { loss, metric: 0 },
  }));

test("with patience the epoch of the lowest validation loss is kept, the earliest of equals", () => {
  expect(keptEpochOf(history([3, 1, 2, 1]), 5)).toBe(2);
  expect(keptEpochOf(history([3, NaN, 2]), 5)).toBe(3);
  expect(keptEpochOf([], 5)).toBe(0);
});

test("without patience or validation rows the last epoch is kept", () => {
  expect(keptEpochOf(history([3, 1, 2]), false)).toBe(3);
  expect(keptEpochOf(history([null, null]), 5)).toBe(2);
});

test("it has run out after as many epochs without a better one as it has patience", () => {
  expect(hasRunOut(history([3, 1, 2, 2]), 3)).toBe(false);
  expect(hasRunOut(history([3, 1, 2, 2, 1]), 3)).toBe(true);
  expect(hasRunOut(history([3, 1, 2, 2, 2]), false)).toBe(false);
  expect(hasRunOut(history([null, null, null, null]), 1)).toBe(false);
  expect(hasRunOut([], 1)).toBe(false);
});
