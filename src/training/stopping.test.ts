import { expect, test } from "vitest";
import type { EpochRecord } from "../core/run";
import { hasRunOut, keptEpochOf } from "./stopping";

const history = (losses: readonly (number | null)[], train = losses.map(() => 1)): EpochRecord[] =>
  losses.map((loss, i) => ({
    ...{ epoch: i + 1, learningRate: 0.1, durationMs: 1 },
    train: { loss: train[i]!, metric: 0 }, // one for each
    validation: loss === null ? null : { loss, metric: 0 },
  }));

test("with patience the epoch of the lowest validation loss is kept, the earliest of equals", () => {
  expect(keptEpochOf(history([3, 1, 2, 1]), 5)).toBe(2);
  expect(keptEpochOf(history([3, NaN, 2]), 5)).toBe(3);
  expect(keptEpochOf([], 5)).toBe(0);
});

test("without patience the last epoch is kept", () => {
  expect(keptEpochOf(history([3, 1, 2]), false)).toBe(3);
});

test("without validation rows the epoch of the lowest training loss is kept, whatever the patience", () => {
  for (const patience of [5, false] as const) {
    expect(keptEpochOf(history([null, null, null, null], [3, 1, 2, 1]), patience)).toBe(2);
    expect(keptEpochOf(history([null, null], [2, 1]), patience)).toBe(2);
  }
});

test("where weights are pulled towards zero as well, the last epoch is kept: its loss may rise on the way down", () => {
  expect(keptEpochOf(history([null, null, null], [3, 1, 2]), 5, true)).toBe(3);
  expect(keptEpochOf(history([3, 1, 2]), 5, true)).toBe(2);
});

test("it has run out after as many epochs without a better one as it has patience", () => {
  expect(hasRunOut(history([3, 1, 2, 2]), 3)).toBe(false);
  expect(hasRunOut(history([3, 1, 2, 2, 1]), 3)).toBe(true);
  expect(hasRunOut(history([3, 1, 2, 2, 2]), false)).toBe(false);
  expect(hasRunOut(history([null, null, null, null]), 1)).toBe(false);
  expect(hasRunOut([], 1)).toBe(false);
});
