/** Predicted rows as a CSV file: their own columns, the prediction, and the probability of each class. */
import { nameAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { enoughAt } from "../../core/forecast-outputs";
import type { Predictions } from "../../core/run";
import type { ForecastingTask } from "../../core/task";
import { uniqueNames } from "../../data/columns/column-names";
import { writeCsv } from "../../data/csv";

export function writePredictions(dataset: Dataset, predictions: Predictions): Blob {
  const { rows, values, categories = [], probabilities = [], flagged } = predictions;
  const own = dataset.columns.map((column) => column.name);
  const added = flagged
    ? ["reconstruction error", "flagged"]
    : ["prediction", ...categories.map((category) => `probability ${category}`)];
  const { names: header } = uniqueNames([...own, ...added], own.length + added.length);
  function* lines() {
    for (const [i, row] of rows.entries()) {
      const ownValues = dataset.columns.map((column) => nameAt(column, row));
      const value = values[i] ?? null;
      const flag = flagged?.[i];
      const flags = flagged ? [flag === null || flag === undefined ? null : flag ? "yes" : "no"] : [];
      yield [...ownValues, typeof value === "object" ? null : value, ...flags, ...(probabilities[i] ?? [])];
    }
  }
  return writeCsv(header, lines());
}

/** What comes after each row, a line a step: its series, its time, the forecast, its quantiles, and what is enough with each reserve. */
export function writeForecast({ target, window }: ForecastingTask, { values, coming }: Predictions): Blob {
  if (!coming) throw new Error("a forecast has times");
  const { names, times, isDated, reserves, quantiles } = coming;
  const { levels = [], values: banded = [] } = quantiles ?? {};
  const header = [
    ...(window.series === undefined ? [] : [window.series]),
    window.time ?? "step",
    "steps ahead",
    target,
    ...levels.map((level) => `quantile ${level}`),
    ...reserves.map(({ share }) => `enough in ${100 * share} %`),
  ];
  const timeOf = (time: number) => (isDated ? new Date(time).toISOString().replace("T", " ").slice(0, 19) : time);
  function* lines() {
    for (const [i, said] of values.entries()) {
      if (!Array.isArray(said)) continue;
      for (const [ahead, value] of (said as readonly number[]).entries()) {
        yield [
          ...(window.series === undefined ? [] : [names[i] ?? ""]),
          timeOf(times[i]![ahead]!), // one for each row and step
          ahead + 1,
          value,
          ...levels.map((_, k) => banded[i]?.[ahead]?.[k] ?? null),
          ...reserves.map(({ added }) => enoughAt(value, banded[i]?.[ahead], added[ahead])),
        ];
      }
    }
  }
  return writeCsv(uniqueNames(header, header.length).names, lines());
}
