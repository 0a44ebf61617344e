import { describe, expect, it } from "vitest";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import {
  canBeForecast,
  forecastTask,
  likelyStep,
  proposeWindow,
  roundSpans,
  withKnown,
  withWindow,
} from "./forecast-question";
import { windowTask } from "./window-question";

const hour = 3_600_000;
const column = (name: string, kind: ColumnInfo["kind"], distinct: number, span = 0): ColumnInfo => ({
  ...{ name, kind, distinct, missing: 0, categories: [], idLike: false },
  summary: kind === "time" ? { kind, min: 0, max: span, histogram: [] } : { kind: "category", top: [] },
});
const table = (rowCount: number, columns: readonly ColumnInfo[]): DatasetInfo => ({
  ...{ id: "d", name: "d", rowCount, columns, warnings: [], warningCount: 0, redFlags: [] },
  ...{ source: { files: [] }, fingerprint: "", sizeBytes: 0 },
});
const cars = column("cars", "number", 900);

describe("the question about the next values of a series", () => {
  it("is proposed for hours from a day, for five minutes from an hour, for days from two weeks", () => {
    const windowOf = (step: number, rows: number) =>
      proposeWindow(table(rows, [column("when", "time", Math.min(rows, 10_000), step * (rows - 1)), cars]), "cars");
    expect(windowOf(hour, 17_520)).toEqual({ lookBack: 24, horizon: 1, time: "when" });
    expect(windowOf(hour / 12, 12_096)).toEqual({ lookBack: 12, horizon: 1, time: "when" });
    expect(windowOf(24 * hour, 700)).toEqual({ lookBack: 14, horizon: 1, time: "when" });
    // A short table has no whole day to look back at.
    expect(windowOf(hour, 100).lookBack).toBe(10);
    expect(proposeWindow(table(500, [cars]), "cars")).toEqual({ lookBack: 24, horizon: 1 });
  });

  it("sees several series where every time stands there several times", () => {
    const columns = [
      column("when", "time", 1000, hour * 999),
      column("weather", "category", 9),
      column("sensor", "category", 5),
      cars,
    ];
    expect(proposeWindow(table(5000, columns), "cars")).toEqual({
      ...{ lookBack: 24, horizon: 1 },
      ...{ time: "when", series: "sensor" },
    });
    expect(proposeWindow(table(1000, columns), "cars")).not.toHaveProperty("series");
  });

  it("does not look at what tells the series apart", () => {
    const jam = column("jam", "category", 2);
    const dataset = table(5000, [column("when", "time", 1000, hour * 999), column("sensor", "category", 5), jam]);
    const byRow = { kind: "classification", target: "jam", features: ["when", "sensor"] } as const;
    expect(windowTask(dataset, jam, "classification", byRow)).toEqual({
      ...{ kind: "classification", target: "jam", features: ["when"] },
      window: { lookBack: 24, horizon: 1, time: "when", series: "sensor" },
    });
  });

  it("keeps its window for another outcome, unless that puts the rows in order", () => {
    const dataset = table(2000, [column("step", "number", 2000), column("when", "time", 2000, hour * 1999), cars]);
    const asked = withWindow(forecastTask(dataset, "cars", null), { horizon: 6, time: "step" });
    expect(forecastTask(dataset, "when", asked).window).toEqual(asked.window);
    expect(forecastTask(dataset, "step", asked).window.time).toBe("when");
    expect(withWindow(asked, { time: undefined }).window).toEqual({ lookBack: 24, horizon: 6 });
    const beside = { ...asked, features: ["when", "sensor"] };
    expect(withWindow(beside, { series: "sensor" }).features).toEqual(["when"]);
  });

  it("looks back at least as far as ahead where a column is known ahead", () => {
    const asked = { ...forecastTask(table(500, [cars]), "cars", null), features: ["rain"] };
    const week = withWindow(asked, { horizon: 168 });
    expect(week.window.lookBack).toBe(24);
    expect(withKnown(week, "rain", true).window).toEqual({ lookBack: 168, horizon: 168 });
    const known = withKnown(asked, "rain", true);
    expect(known.window).toEqual({ lookBack: 24, horizon: 1 });
    expect(withWindow(known, { horizon: 48 }).window).toEqual({ lookBack: 48, horizon: 48 });
  });

  it("knows steps by a table's ends, also with gaps and where its times were not all counted", () => {
    const time = column("when", "time", 950, hour * 999);
    expect(likelyStep(table(950, [time]), time, 1)).toBe(hour);
    const long = column("when", "time", 10_000, hour * 17_519);
    expect(likelyStep(table(17_520, [long]), long, 1)).toBe(hour);
    expect(roundSpans(hour)).toEqual([1, 24, 168, 672]);
    expect(roundSpans(300_000)).toEqual([1, 12, 288]);
  });

  it("is of numbers only", () => {
    expect([cars, column("name", "category", 900), column("one", "number", 2)].map(canBeForecast)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
