import type { Dataset } from "../../core/dataset";
import type { Series } from "../../core/series";

/**
 * The data set with every row's time moved on to the next step: what the calendar says of the time to be forecast is known ahead.
 * That of the next row of the run, or a step later where there is none. Rows that are in no series have no time.
 */
export function withStepToCome(dataset: Dataset, { rows, times, runStarts, step }: Series, time: string): Dataset {
  const next = new Float64Array(dataset.rowCount).fill(NaN);
  rows.forEach((row, place) => {
    const isFollowed = place + 1 < rows.length && runStarts[place + 1] === runStarts[place];
    next[row] = isFollowed ? times[place + 1]! : times[place]! + step; // places
  });
  return {
    ...dataset,
    columns: dataset.columns.map((column) =>
      column.name === time && (column.kind === "time" || column.kind === "number")
        ? { ...column, values: next }
        : column,
    ),
  };
}
