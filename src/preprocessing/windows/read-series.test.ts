import { describe, expect, it } from "vitest";
import { categoryColumn, numberColumn, textColumn, timeColumn } from "../../core/make-column";
import { toyDataset } from "../../core/toy-dataset.fixture";
import { readSeries } from "./read-series";

const hour = 3_600_000;
const readHours = (hours: readonly (number | null)[], names?: readonly (string | null)[]) =>
  readSeries(
    toyDataset([
      timeColumn(
        "when",
        hours.map((value) => (value === null ? null : value * hour)),
      ),
      ...(names ? [categoryColumn("sensor", names)] : []),
    ]),
    names ? { time: "when", series: "sensor" } : { time: "when" },
  );

describe("reading series", () => {
  it("puts rows in the order of time and finds the commonest step, gaps and repeated times", () => {
    const { series, ...counts } = readHours([3, 0, 1, null, 2, 2, 6, 7]);
    expect(Array.from(series.rows)).toEqual([1, 2, 4, 0, 6, 7]);
    expect(Array.from(series.runStarts)).toEqual([0, 0, 0, 0, 4, 4]);
    expect(series.step).toBe(hour);
    expect(series.isDated).toBe(true);
    expect(counts).toEqual({ gaps: 1, duplicates: 1, unplaced: 1, outOfOrder: 4 });
  });

  it("keeps several series apart: the same time in two of them is no repeat, and no run crosses", () => {
    const { series, ...counts } = readHours([0, 0, 1, 1, 2, 5], ["a", "b", "a", "b", "b", null]);
    expect(series.names).toEqual(["a", "b"]);
    expect(Array.from(series.rows)).toEqual([0, 2, 1, 3, 4]);
    expect(Array.from(series.runStarts)).toEqual([0, 0, 2, 2, 2]);
    expect(counts).toEqual({ gaps: 0, duplicates: 0, unplaced: 1, outOfOrder: 0 });
  });

  it("takes the rows as they stand without a time column", () => {
    const dataset = toyDataset([numberColumn("x", [5, 1, 3]), categoryColumn("of", ["a", "b", "a"])]);
    const { series } = readSeries(dataset, { series: "of" });
    expect(Array.from(series.rows)).toEqual([0, 2, 1]);
    expect(Array.from(series.times)).toEqual([0, 1, 0]);
    expect([series.step, series.isDated]).toEqual([1, false]);
  });

  it("takes months for steps though they differ in length", () => {
    const months = Array.from({ length: 15 }, (_, i) => Date.UTC(2023, i, 1));
    const { series, gaps } = readSeries(toyDataset([timeColumn("month", months)]), { time: "month" });
    expect(series.step).toBe(31 * 24 * hour);
    expect(gaps).toBe(0);
  });

  it("finds the step of a clock that never repeats a difference", () => {
    const times = Array.from({ length: 40 }, (_, i) => 60_000 * i + ((i * i * 37) % 101));
    const { series, gaps } = readSeries(toyDataset([timeColumn("at", times)]), { time: "at" });
    expect(Math.abs(series.step - 60_000)).toBeLessThan(200); // twice the drift
    expect(gaps).toBe(0);
  });

  it("refuses a column that gives no order, and times of which none follows another", () => {
    const dataset = toyDataset([textColumn("note", ["a", "b"]), timeColumn("when", [hour, hour])]);
    expect(() => readSeries(dataset, { time: "note" })).toThrow("order");
    expect(() => readSeries(dataset, { time: "when" })).toThrow("too few");
  });
});
