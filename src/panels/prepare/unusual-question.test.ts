import { expect, it } from "vitest";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import { withWindow } from "./forecast-question";
import { canHaveWindows, proposeUnit, unusualTask, withUnit } from "./unusual-question";

const hour = 3_600_000;
const column = (name: string, kind: ColumnInfo["kind"], distinct: number): ColumnInfo => ({
  ...{ name, kind, distinct, missing: 0, categories: kind === "category" ? ["fine", "faulty"] : [], idLike: false },
  summary: kind === "time" ? { kind, min: 0, max: 999 * hour, histogram: [] } : { kind: "category", top: [] },
});
const dataset: DatasetInfo = {
  ...{ id: "d", name: "d", rowCount: 5000, warnings: [], warningCount: 0, redFlags: [] },
  ...{ source: { files: [] }, fingerprint: "", sizeBytes: 0 },
  columns: [
    column("when", "time", 1000),
    column("sensor", "category", 5),
    column("load", "number", 900),
    column("state", "category", 2),
  ],
};

it("takes windows as a forecast would look back, of each series, and gives them up again", () => {
  const normal = { column: "state", category: "fine" };
  const rows = { kind: "reconstruction", normal, features: ["load", "sensor"] } as const;
  expect(proposeUnit(dataset, rows)).toBe(24);
  const windows = withUnit(dataset, rows, 24);
  // What tells the series apart is no input of theirs.
  expect(windows).toEqual({
    kind: "reconstruction",
    normal,
    features: ["load"],
    window: { lookBack: 24, time: "when", series: "sensor" },
  });
  expect(withUnit(dataset, windows, 12).window).toEqual({ lookBack: 12, time: "when", series: "sensor" });
  expect(withUnit(dataset, windows, null)).toEqual({ kind: "reconstruction", normal, features: ["load"] });
});

it("keeps the series of a forecast before it, and its order may be another one", () => {
  const window = { lookBack: 1, horizon: 6, time: "when" };
  const task = unusualTask(dataset, { kind: "forecasting", target: "load", window });
  expect(task).toEqual({ kind: "reconstruction", window: { lookBack: 2, time: "when" } });
  if (!task.window) throw new Error("no windows");
  const changed = withWindow({ ...task, window: task.window }, { time: undefined, series: "sensor" });
  expect(changed).toEqual({ kind: "reconstruction", window: { lookBack: 2, series: "sensor" } });
});

it("is not asked of pictures, nor of few rows", () => {
  expect(canHaveWindows(dataset)).toBe(true);
  expect(canHaveWindows({ ...dataset, rowCount: 20 })).toBe(false);
  expect(canHaveWindows({ ...dataset, columns: [column("scan", "image", 5000)] })).toBe(false);
});
