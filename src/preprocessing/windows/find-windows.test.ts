import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberColumn } from "../../core/make-column";
import { rowRange, toyDataset } from "../../core/toy-dataset.fixture";
import type { Split } from "../../core/split";
import { findWindows } from "./find-windows";
import { readSeries } from "./read-series";

const seriesOf = (times: readonly number[]) => readSeries(toyDataset([numberColumn("t", times)]), { time: "t" }).series;
const splitAt = (validation: number, test: number, end: number): Split => ({
  train: rowRange(validation),
  validation: rowRange(validation, test),
  test: rowRange(test, end),
});
const endsOf = ({ ends }: ReturnType<typeof findWindows>) => ({
  train: Array.from(ends.train),
  validation: Array.from(ends.validation),
  test: Array.from(ends.test),
});
const window = { lookBack: 2, horizon: 2 };

describe("windows", () => {
  it("are dealt by their targets; those whose targets straddle a border are left out", () => {
    const found = findWindows(
      seriesOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
      window,
      new Float64Array(10),
      splitAt(4, 6, 10),
    );
    expect(endsOf(found)).toEqual({ train: [1], validation: [3], test: [5, 6, 7] });
    expect(found.crossing).toBe(2);
  });

  it("never look back at a later part of the split, nor at rows that are in none", () => {
    const later = { train: rowRange(5, 10), validation: rowRange(0), test: rowRange(0, 5) };
    expect(endsOf(findWindows(seriesOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), window, new Float64Array(10), later))).toEqual({
      train: [6, 7],
      validation: [],
      test: [1, 2],
    });
    const holed = { ...splitAt(10, 10, 10), train: rowRange(10).filter((row) => row !== 5) };
    expect(
      endsOf(findWindows(seriesOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), window, new Float64Array(10), holed)).train,
    ).toEqual([1, 2, 7]);
  });

  it("leave out what has a missing target, and fill what is looked back at from before", () => {
    const target = Float64Array.of(NaN, 1, NaN, 3, 4, 5);
    const found = findWindows(seriesOf([0, 1, 2, 3, 4, 5]), { lookBack: 2, horizon: 1 }, target, splitAt(6, 6, 6));
    expect(endsOf(found).train).toEqual([2, 3, 4]);
    expect([found.unknown, found.unfilled]).toEqual([1, 0]);
    const late = findWindows(
      seriesOf([0, 1, 2, 3, 4, 5]),
      { lookBack: 2, horizon: 1 },
      Float64Array.of(NaN, NaN, 2, 3, 4, 5),
      splitAt(6, 6, 6),
    );
    expect(endsOf(late).train).toEqual([3, 4]);
    expect(late.unfilled).toBe(2);
  });

  it("lie in one run whatever the times, and each place is looked at in order", () => {
    const anyTimes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(
        anyTimes,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        (steps, lookBack, horizon) => {
          const times = steps.map((_, i) => steps.slice(0, i).reduce((sum, step) => sum + step, 0));
          const series = seriesOf(times);
          const { ends } = findWindows(
            series,
            { lookBack, horizon },
            new Float64Array(times.length),
            splitAt(times.length, times.length, times.length),
          );
          const expected = times.flatMap((_, end) => {
            const span = times.slice(end - lookBack + 1, end + horizon + 1);
            const isWhole = end - lookBack + 1 >= 0 && span.length === lookBack + horizon;
            return isWhole && span.every((time, i) => i === 0 || series.step === time - span[i - 1]!) ? [end] : []; // i > 0
          });
          expect(Array.from(ends.train)).toEqual(expected);
        },
      ),
      { seed: 1 },
    );
  });
});

describe("windows whose answer is a single later step", () => {
  const series = seriesOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

  it("are dealt by that step alone, and need no other to be known", () => {
    const target = new Float64Array(10);
    target[3] = NaN;
    const found = findWindows(series, window, target, splitAt(4, 6, 10), "last");
    // The answer of end 1 is missing; the border between 1 and 4 lies on the way, which nobody asks about.
    expect(endsOf(found)).toEqual({ train: [], validation: [2, 3], test: [4, 5, 6, 7] });
    expect([found.crossing, found.unknown]).toEqual([0, 1]);
  });

  it("end with their answer where the horizon is 0, whatever is known of the past", () => {
    const target = Float64Array.of(NaN, NaN, 2, 3, 4, 5, 6, 7, 8, 9);
    const found = findWindows(series, { lookBack: 2, horizon: 0 }, target, splitAt(4, 6, 10), "last");
    expect(endsOf(found)).toEqual({ train: [2, 3], validation: [4, 5], test: [6, 7, 8, 9] });
    expect(found.unfilled).toBe(0);
  });

  it("do not reach over a gap", () => {
    const torn = seriesOf([0, 1, 2, 3, 20, 21, 22, 23]);
    const found = findWindows(torn, window, new Float64Array(8), splitAt(8, 8, 8), "last");
    expect(endsOf(found).train).toEqual([1, 5]);
  });
});
