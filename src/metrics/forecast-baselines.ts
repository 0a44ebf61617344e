/** What a forecast must beat: simple rules that know the same past, and the training rows. */
import { fillForward, stepTolerance, type Series } from "../core/series";
import type { ForecastRule } from "../core/metrics";
import type { Work } from "../core/work";
import { fitAutoregression, forecastAutoregression, type Autoregression } from "./autoregression";

export interface SeriesHistory {
  readonly series: Series;
  /** [place], NaN where missing. */
  readonly values: Float64Array;
  readonly lookBack: number;
  readonly horizon: number;
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

export interface BaselineRules {
  /** What each rule says of the windows that end at these places; their targets are in the series. */
  forecast(ends: Uint32Array): readonly BaselineForecast[];
}

/**
 * Learns the rules that fit the series: the last value and a linear autoregression always; the same time last day, the same time last week and
 * the mean of weekday and hour where times are of the calendar and steps short enough. A rule uses only what is known at the end of the window;
 * where that has no value for it (a gap, the first week), it says the last value.
 */
export function* createBaselines(history: SeriesHistory): Work<BaselineRules> {
  const { series, values, lookBack, horizon } = history;
  const filled = fillForward(values, series.runStarts, lookBack);
  const regression = yield* fitAutoregression({ ...history, values: filled, targets: values });
  const { isDated, step } = series;
  const isDaily = isDated && step <= (1 + stepTolerance) * dayMs;
  const means = isDaily ? weekdayMeans(history) : null;
  const each = (ends: Uint32Array, say: (end: number, ahead: number) => number) => {
    const said = new Float64Array(ends.length * horizon);
    ends.forEach((end, i) => {
      for (let ahead = 1; ahead <= horizon; ahead++) said[i * horizon + ahead - 1] = say(end, ahead);
    });
    return said;
  };
  const last = (end: number) => filled[end]!; // a window looks back at known values
  const periodic = (ends: Uint32Array, periodMs: number) => {
    const find = createFinder(series, values);
    return each(ends, (end, ahead) => find(end, ahead, periodMs) ?? last(end));
  };
  return {
    forecast: (ends) => [
      { rule: "last-value", values: each(ends, last) },
      ...(isDated && step < dayMs / 2 ? [{ rule: "last-day", values: periodic(ends, dayMs) } as const] : []),
      ...(isDaily ? [{ rule: "last-week", values: periodic(ends, 7 * dayMs) } as const] : []),
      ...(means ? [{ rule: "weekday-mean", values: each(ends, (end, ahead) => means(end + ahead)) } as const] : []),
      { rule: "autoregression", values: autoregressed(regression, filled, ends, horizon) },
    ],
  };
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

/** By place, the mean of the training values of its weekday, and hour where steps are shorter than a day; of its series where it has any. */
function weekdayMeans({ series, values, trainPlaces }: SeriesHistory): (place: number) => number {
  const { times, numbers, step } = series;
  const isByHour = step < dayMs / 2;
  const cellOf = (place: number) => {
    const time = times[place]!; // a place
    const hour = isByHour ? Math.floor(time / hourMs) % 24 : 0;
    return (((Math.floor(time / dayMs) % 7) + 7) % 7) * 24 + ((hour + 24) % 24);
  };
  const sums = new Map<string, { total: number; count: number }>();
  const keysOf = (place: number) => [`${numbers[place]} ${cellOf(place)}`, String(cellOf(place)), ""];
  for (const place of trainPlaces) {
    const value = values[place]!; // a place
    if (Number.isNaN(value)) continue;
    for (const key of keysOf(place)) {
      const { total, count } = sums.get(key) ?? { total: 0, count: 0 };
      sums.set(key, { total: total + value, count: count + 1 });
    }
  }
  return (place) => {
    for (const key of keysOf(place)) {
      const found = sums.get(key);
      if (found) return found.total / found.count;
    }
    return NaN;
  };
}
