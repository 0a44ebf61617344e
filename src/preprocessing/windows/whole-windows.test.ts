import * as fc from "fast-check";
import { expect, test } from "vitest";
import { categoryColumn, numberColumn } from "../../core/make-column";
import { toyDataset } from "../../core/toy-dataset.fixture";
import { subsets, type Split, type Subset } from "../../core/split";
import { readSeries } from "./read-series";
import { findWholeWindows, kindOfWindow } from "./whole-windows";

const row = fc.record({
  after: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 3),
  isLost: fc.constantFrom(false, false, false, false, false, false, false, true),
  kind: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, NaN),
});
/** Two series one after the other, whose subsets change every few rows. */
const table = fc.array(row, { minLength: 12, maxLength: 40 }).map((drawn) => {
  let time = 0;
  return drawn.map(({ after, isLost, kind }, i) => {
    time += after;
    const order = ["train", "train", "validation", "test", "train"] as const;
    const subset: Subset | null = isLost ? null : (order[Math.floor(i / 5) % order.length] ?? null);
    return { time, kind, subset, sensor: i < drawn.length / 2 ? "a" : "b" };
  });
});

test("a window is whole: rows of one series a step apart, all in one part of the split, all usual where it is learned from", () => {
  let seen = 0;
  fc.assert(
    fc.property(table, fc.integer({ min: 2, max: 4 }), (rows, lookBack) => {
      const dataset = toyDataset([
        numberColumn(
          "t",
          rows.map(({ time }) => time),
        ),
        categoryColumn(
          "sensor",
          rows.map(({ sensor }) => sensor),
          ["a", "b"],
        ),
      ]);
      const numbersOf = (subset: Subset) =>
        Uint32Array.from(rows.flatMap((own, i) => (own.subset === subset ? [i] : [])));
      const split: Split = {
        train: numbersOf("train"),
        validation: numbersOf("validation"),
        test: numbersOf("test"),
      };
      const { series } = readSeries(dataset, { time: "t", series: "sensor" });
      const kinds = { codes: Float64Array.from(series.rows, (i) => rows[i]!.kind), normal: 0 }; // i is a row
      const found = findWholeWindows(series, lookBack, split, kinds);
      for (const subset of subsets) {
        const expected = Array.from(series.rows.keys()).filter((end) => {
          const places = Array.from({ length: lookBack }, (_, ago) => end - ago);
          if (places.some((place) => place < 0)) return false;
          const own = places.map((place) => rows[series.rows[place]!]!); // places
          const isRegular = own.every(
            ({ time, sensor }, ago) =>
              sensor === own[0]!.sensor && Math.abs(own[0]!.time - time - ago * series.step) < 1e-9, // not empty
          );
          const isKnown = own.every(({ kind }) => !Number.isNaN(kind));
          const isUsual = subset === "test" || own.every(({ kind }) => kind === 0);
          return isRegular && isKnown && isUsual && own.every((one) => one.subset === subset);
        });
        expect(Array.from(found.ends[subset])).toEqual(expected);
        seen += expected.length;
      }
    }),
    { seed: 5, numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(300);
});

test("a window is of the kind of its last row that is not usual", () => {
  const kinds = { codes: Float64Array.of(0, 2, 0, 1, 0, NaN, 0), normal: 0 };
  expect([2, 3, 4].map((end) => kindOfWindow(kinds, end, 3))).toEqual([2, 1, 1]);
  expect(kindOfWindow(kinds, 0, 1)).toBe(0);
  expect(kindOfWindow(kinds, 6, 2)).toBeNaN();
  // Where nothing is told apart, all rows have one code.
  expect(kindOfWindow({ codes: new Float64Array(3), normal: null }, 2, 3)).toBe(0);
});
