/** What a forecast must beat: simple rules that know the same past, and the training rows. */
import { fillForward, stepTolerance, type Series } from "../core/series";
import type { Autoregression, ForecastRule, KeyedNumbers, LearnedRules } from "../core/forecast";
import type { Work } from "../core/work";
import { fitAutoregression, forecastAutoregression } from "./autoregression";
import { learnScales } from "./naive-scale";
import { anySeries, keyOfSeries, learnMeans } from "./series-means";

/** A series, and how windows are cut from it. */
export interface WindowedSeries {
  readonly series: Series;
  /** [place], NaN where missing. */
  readonly values: Float64Array;
  readonly lookBack: number;
  readonly horizon: number;
}

export interface SeriesHistory extends WindowedSeries {
  /** The training windows, by the place of the last row looked back at. */
  readonly trainEnds: Uint32Array;
  /** Places of training rows. */
  readonly trainPlaces: Uint32Array;
}

export interface BaselineForecast {
  readonly rule: ForecastRule;
  /** [window, step ahead] */
  readonly values: Float64Array<ArrayBuffer>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How many days or weeks back a value is looked for where the nearest is missing. */
const mostPeriods = 4;

/** Learns the rules from training windows and rows. */
export function* learnRules(history: SeriesHistory): Work<LearnedRules> {
  const { series, values, lookBack, trainPlaces } = history;
  const filled = fillForward(values, series.runStarts, lookBack);
  return {
    autoregression: yield* fitAutoregression({ ...history, values: filled, targets: values }),
    means: isDaily(series) ? weekdayMeans(history) : null,
    scales: learnScales(series, values, trainPlaces),
  };
}

/**
 * What each rule that fits the series says of the windows that end at these places, and whose targets are in the series: the last value and a linear
 * autoregression always; the same time last day, the same time last week and the mean of weekday and hour where times are of the calendar and steps short
 * enough. A rule uses only what is known at the end of the window; where that has no value for it (a gap, the first week), it says the last value.
 */
export function applyRules(
  { autoregression, means }: LearnedRules,
  { series, values, lookBack, horizon }: WindowedSeries,
  ends: Uint32Array,
): readonly BaselineForecast[] {
  const filled = fillForward(values, series.runStarts, lookBack);
  const each = (say: (end: number, ahead: number) => number) => {
    const said = new Float64Array(ends.length * horizon);
    ends.forEach((end, i) => {
      for (let ahead = 1; ahead <= horizon; ahead++) said[i * horizon + ahead - 1] = say(end, ahead);
    });
    return said;
  };
  const last = (end: number) => filled[end]!; // a window looks back at known values
  const periodic = (periodMs: number) => {
    const find = createFinder(series, values);
    return each((end, ahead) => find(end, ahead, periodMs) ?? last(end));
  };
  const { isDated, step } = series;
  const usual = means && createMeans(means, series);
  return [
    { rule: "last-value", values: each(last) },
    ...(isDated && step < dayMs / 2 ? [{ rule: "last-day", values: periodic(dayMs) } as const] : []),
    ...(isDaily(series) ? [{ rule: "last-week", values: periodic(7 * dayMs) } as const] : []),
    ...(usual ? [{ rule: "weekday-mean", values: each((end, ahead) => usual(end + ahead)) } as const] : []),
    { rule: "autoregression", values: autoregressed(autoregression, filled, ends, horizon) },
  ];
}

function isDaily({ isDated, step }: Series): boolean {
  return isDated && step <= (1 + stepTolerance) * dayMs;
}

function autoregressed(model: Autoregression, filled: Float64Array, ends: Uint32Array, horizon: number) {
  const said = new Float64Array(ends.length * horizon);
  ends.forEach((end, i) => said.set(forecastAutoregression(model, filled, end), i * horizon));
  return said;
}

/** The value of the same series whole periods before a time to come, the nearest one that is known at the end of the window. */
function createFinder({ times, numbers, step }: Series, values: Float64Array) {
  const starts = new Map<number, number>();
  numbers.forEach((number, place) => {
    if (!starts.has(number)) starts.set(number, place);
  });
  return (end: number, ahead: number, period: number): number | null => {
    const target = times[end + ahead]!; // targets are in the series
    const nearest = Math.max(1, Math.ceil((target - times[end]!) / period - stepTolerance)); // end is a place
    for (let back = nearest; back < nearest + mostPeriods; back++) {
      const place = placeOf(times, target - back * period, starts.get(numbers[end]!)!, end, step * stepTolerance); // every series starts
      if (place !== null && !Number.isNaN(values[place])) return values[place]!; // a place
    }
    return null;
  };
}

/** The place from..to (times ascending) whose time is nearest to the wanted one, within the tolerance. */
function placeOf(times: Float64Array, wanted: number, from: number, to: number, tolerance: number): number | null {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < wanted - tolerance) low = middle + 1;
    else high = middle;
  }
  return Math.abs(times[low]! - wanted) <= tolerance ? low : null; // within from..to
}

/** Weekday, and hour where steps are shorter than a day. */
function cellOf({ times, step }: Series, place: number): number {
  const time = times[place]!; // a place
  const hour = step < dayMs / 2 ? Math.floor(time / hourMs) % 24 : 0;
  return (((Math.floor(time / dayMs) % 7) + 7) % 7) * 24 + ((hour + 24) % 24);
}

/** The keys of a place's mean, the closest first: of its own series, of its cell over all series, of everything. */
function meanKeys(series: Series, place: number): readonly string[] {
  const cell = cellOf(series, place);
  return [`${cell}${keyOfSeries(series.names[series.numbers[place]!])}`, `${cell}`, anySeries]; // a place
}

function weekdayMeans({ series, values, trainPlaces }: SeriesHistory): KeyedNumbers {
  return learnMeans(trainPlaces, (place) => ({ value: values[place]!, keys: meanKeys(series, place) })); // a place
}

/** By place, the mean of the training values of its weekday and hour; of its series where it has any. */
function createMeans(means: KeyedNumbers, series: Series): (place: number) => number {
  const byKey = new Map(means);
  return (place) => {
    for (const key of meanKeys(series, place)) {
      const mean = byKey.get(key);
      if (mean !== undefined) return mean;
    }
    return NaN;
  };
}
