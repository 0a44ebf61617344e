import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import type { Series } from "../../core/series";
import type { WindowedTask } from "../../core/task";

/** The data set as the features of a window see it: of the time the step to come, of columns that are known ahead what they are when the last value comes. */
export function withKnownAhead(
  dataset: Dataset,
  series: Series,
  task: WindowedTask,
  features: readonly string[],
): Dataset {
  const { time, horizon } = task.window;
  const known = task.kind === "forecasting" ? (task.knownAhead ?? []).filter((name) => features.includes(name)) : [];
  const later = known.length > 0 ? withLaterRows(dataset, series, known, horizon) : dataset;
  const looksAhead = time !== undefined && horizon > 0 && features.includes(time);
  return looksAhead ? withStepToCome(later, series, time) : later;
}

/** Whose coming values are known when a forecast is made. */
export function knownColumns({ columns }: Dataset, task: WindowedTask): readonly Column[] {
  const names = task.kind === "forecasting" ? (task.knownAhead ?? []) : [];
  return columns.filter(({ name }) => names.includes(name));
}

/** Every row has of these columns what so many steps later is said; the last ones of a run say what its last row says. */
function withLaterRows(
  dataset: Dataset,
  { rows, runStarts }: Series,
  names: readonly string[],
  steps: number,
): Dataset {
  const later = Uint32Array.from({ length: dataset.rowCount }, (_, row) => row);
  let last = rows.length - 1;
  for (let place = rows.length - 1; place >= 0; place--) {
    if (runStarts[place] !== runStarts[last]) last = place;
    later[rows[place]!] = rows[Math.min(place + steps, last)]!; // places
  }
  return {
    ...dataset,
    columns: dataset.columns.map((column) => (names.includes(column.name) ? reordered(column, later) : column)),
  };
}

/** Numbers, times and categories; nothing else can be looked back at. */
function reordered(column: Column, from: Uint32Array): Column {
  if (column.kind === "number" || column.kind === "time") {
    return { ...column, values: Float64Array.from(from, (row) => column.values[row]!) }; // a row
  }
  return column.kind === "category" ? { ...column, codes: Int32Array.from(from, (row) => column.codes[row]!) } : column; // as above
}

/**
 * The data set with every row's time moved on to the next step: what the calendar says of the time to be forecast is known ahead.
 * That of the next row of the run, or a step later where there is none. Rows that are in no series have no time.
 */
function withStepToCome(dataset: Dataset, { rows, times, runStarts, step }: Series, time: string): Dataset {
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
