/** Asking for the next values of a series: what orders it, how far it looks back and ahead, and whether it is several. */
import { answerColumns } from "../../core/answer-columns";
import type { ColumnInfo } from "../../core/column";
import { namesBirth, namesGroup } from "../../core/column-roles";
import type { DatasetInfo } from "../../core/dataset";
import type {
  ForecastingTask,
  PastWindow,
  SeriesWindow,
  Task,
  WindowedTask,
  WindowReconstruction,
} from "../../core/task";
import { outcomeReason } from "./question";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Regular steps that series come in. */
const usualSteps = [1000, minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute]
  .concat([1, 2, 3, 6, 12].map((hours) => hours * hour))
  .concat([1, 7, 30.44, 91.3, 365.25].map((days) => days * day));
/** Different values are counted up to here. */
const mostCounted = 10_000;
/** A series of fewer rows has nothing to look back at. */
const fewestRows = 10;

/** Whether the next values of a column can be asked for. */
export function canBeForecast(column: ColumnInfo): boolean {
  return column.kind === "number" && column.distinct > 2 && outcomeReason(column) === null;
}

/** The question about a column's next values; of a forecast before it, window and features that still hold. */
export function forecastTask(dataset: DatasetInfo, target: string, old: Task | null): ForecastingTask {
  const same = old?.kind === "forecasting" && ![old.window.time, old.window.series].includes(target) ? old : null;
  const window = same?.window ?? proposeWindow(dataset, target);
  const band = same?.quantiles ? { quantiles: same.quantiles } : {};
  return { kind: "forecasting", target, window, ...band, ...(same?.target === target ? featuresOf(same) : {}) };
}

function featuresOf({ features, knownAhead }: ForecastingTask): Pick<ForecastingTask, "features" | "knownAhead"> {
  return { ...(features ? { features } : {}), ...(knownAhead ? { knownAhead } : {}) };
}

/** Whether a column's coming values are known; to see them all the window looks back at least as far as ahead. */
export function withKnown(task: ForecastingTask, column: string, isKnown: boolean): ForecastingTask {
  const others = (task.knownAhead ?? []).filter((name) => name !== column);
  const knownAhead = isKnown ? [...others, column] : others;
  const { kind, target, window, features, quantiles } = task;
  return {
    ...{ kind, target, window: knownAhead.length > 0 ? farEnough(window) : window },
    ...(features ? { features } : {}),
    ...(quantiles ? { quantiles } : {}),
    ...(knownAhead.length > 0 ? { knownAhead } : {}),
  };
}

function farEnough(window: SeriesWindow): SeriesWindow {
  return { ...window, lookBack: Math.max(window.lookBack, window.horizon) };
}

/** undefined takes a column away. */
type WindowChange = { readonly [Part in keyof SeriesWindow]?: SeriesWindow[Part] | undefined };

/** A question about one series or several. */
export type SeriesQuestion = WindowedTask | WindowReconstruction;

/** With another part of the window; columns that were chosen beside stay, unless they tell the series apart. */
export function withWindow<Asked extends SeriesQuestion>(task: Asked, change: WindowChange): Asked {
  const { time, series } = { ...task.window, ...change };
  const ahead = "horizon" in task.window ? aheadOf(task.window, change) : null;
  const looksAhead = "knownAhead" in task && (task.knownAhead?.length ?? 0) > 0;
  // A look back that was asked for is left as it is.
  const least = ahead && looksAhead ? ahead.horizon : 0;
  const { lookBack = Math.max(task.window.lookBack, least) } = change;
  const window = {
    lookBack,
    ...ahead,
    ...(time === undefined ? {} : { time }),
    ...(series === undefined ? {} : { series }),
  };
  const features = task.features?.filter((name) => name !== series);
  const known = "knownAhead" in task ? task.knownAhead?.filter((name) => name !== series && name !== time) : undefined;
  return { ...task, window, ...(features ? { features } : {}), ...(known ? { knownAhead: known } : {}) };
}

function aheadOf(old: SeriesWindow, change: WindowChange): Pick<SeriesWindow, "horizon" | "within"> {
  const { within } = { ...old, ...change };
  const { horizon = old.horizon } = change;
  // Nothing comes within now.
  return { horizon, ...(within && horizon > 0 ? { within } : {}) };
}

/** The rows that a window looks back at, without what comes. */
export function pastOf({ lookBack, time, series }: SeriesWindow): PastWindow {
  return { lookBack, ...(time === undefined ? {} : { time }), ...(series === undefined ? {} : { series }) };
}

/** With the quantiles that leave equal shares below and above a band for this share; null for a single value. */
export function withBand(task: ForecastingTask, share: number | null): ForecastingTask {
  const { kind, target, window } = task;
  const below = share === null ? 0 : Number(((1 - share) / 2).toFixed(6));
  return {
    ...{ kind, target, window },
    ...featuresOf(task),
    ...(share === null ? {} : { quantiles: [below, 0.5, Number((1 - below).toFixed(6))] }),
  };
}

/** The next step from a day of steps shorter than a day, from an hour of those shorter than half an hour, else from what a season has. */
export function proposeWindow(dataset: DatasetInfo, target: string | null): SeriesWindow {
  const columns = dataset.columns.filter(({ name }) => name !== target);
  const time = columns
    .filter((column) => column.kind === "time" && !namesBirth(column.name) && column.distinct > 2)
    .toSorted((a, b) => b.distinct - a.distinct)[0];
  const series = time && seriesColumn(dataset, columns, time);
  const step = time ? likelyStep(dataset, time, series?.distinct ?? 1) : null;
  const most = Math.max(1, Math.floor(dataset.rowCount / (series?.distinct ?? 1) / fewestRows));
  return {
    lookBack: Math.min(usualLookBack(step), most),
    horizon: 1,
    ...(time ? { time: time.name } : {}),
    ...(series ? { series: series.name } : {}),
  };
}

function usualLookBack(step: number | null): number {
  if (step === null) return 24;
  if (step >= 300 * day) return 5;
  if (step >= 80 * day) return 8;
  if (step >= 28 * day) return 12;
  if (step >= 7 * day) return 8;
  if (step >= day) return 14;
  return step >= 30 * minute ? Math.round(day / step) : Math.max(12, Math.min(60, Math.round(hour / step)));
}

/** The commonest difference of times, as far as a summary tells: in milliseconds. */
export function likelyStep(dataset: DatasetInfo, time: ColumnInfo, seriesCount: number): number | null {
  if (time.summary.kind !== "time") return null;
  const rows = (dataset.rowCount - time.missing) / seriesCount;
  const count = time.distinct < mostCounted ? time.distinct : rows;
  const mean = (time.summary.max - time.summary.min) / Math.max(1, count - 1);
  const off = (step: number) => Math.abs(Math.log(step / mean));
  return usualSteps.reduce((best, step) => (off(step) < off(best) ? step : best));
}

/** The column whose values each have about all the times; null where every time stands there once. */
function seriesColumn({ rowCount }: DatasetInfo, columns: readonly ColumnInfo[], time: ColumnInfo): ColumnInfo | null {
  if (time.distinct >= mostCounted || rowCount - time.missing < 1.5 * time.distinct) return null;
  const off = (column: ColumnInfo) => Math.abs(Math.log((column.distinct * time.distinct) / rowCount));
  const able = columns.filter((column) => seriesReason(column, rowCount) === null && off(column) < Math.log(2));
  return able.toSorted((a, b) => Number(namesGroup(b.name)) - Number(namesGroup(a.name)) || off(a) - off(b))[0] ?? null;
}

export type SeriesReason = "seriesOne" | "seriesTooMany";

/** Why a column does not tell series apart; null where it may. */
export function seriesReason(column: ColumnInfo, rowCount: number): SeriesReason | null {
  if (column.distinct < 2) return "seriesOne";
  return column.distinct * fewestRows > rowCount ? "seriesTooMany" : null;
}

/** Columns that may be asked to tell series apart. */
export function seriesColumns({ columns }: DatasetInfo, task: SeriesQuestion): readonly ColumnInfo[] {
  const answers = answerColumns(task);
  return columns.filter(({ name, kind, distinct }) => {
    if (answers.includes(name) || name === task.window.time) return false;
    return kind === "category" || (kind === "number" && (namesGroup(name) || distinct <= 100));
  });
}

/** Columns that put rows in order. */
export function orderColumns({ columns }: DatasetInfo, task: SeriesQuestion): readonly ColumnInfo[] {
  const answers = answerColumns(task);
  return columns
    .filter(
      ({ name, kind, distinct }) => !answers.includes(name) && (kind === "time" || kind === "number") && distinct > 2,
    )
    .toSorted((a, b) => Number(b.kind === "time") - Number(a.kind === "time"));
}

/** Steps of an hour, a day, a week where the regular step goes into them, the shorter ones first. */
export function roundSpans(step: number | null): readonly number[] {
  if (step === null) return [1, 12, 24];
  const spans = [step, hour, day, 7 * day, 28 * day].map((span) => span / step);
  return [...new Set(spans.filter((count) => Number.isInteger(count) && count >= 1 && count <= 1000))];
}
