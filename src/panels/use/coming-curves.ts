/** A series' history and what comes after it, as curves over one axis. */
import type { ComingValues } from "../../core/forecast";
import { enoughAt } from "../../core/forecast-outputs";
import type { Predictions } from "../../core/run";
import type { Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import { bandBetween } from "../../ui/charts/band-between";
import type { TimelineBand, TimelineCurve } from "../../ui/charts/timeline-plot";
import type { View } from "../../ui/charts/view-strip";
import { categoryColors } from "../../ui/theme";

/** What is drawn beside the forecast: enough in so many cases. */
const drawnShare = 0.95;

export interface ComingCurves {
  readonly times: Float64Array;
  readonly step: number;
  readonly curves: readonly TimelineCurve[];
  readonly band?: TimelineBand;
  readonly start: View;
}

/** The values after a row; null where there are none. */
export function saidOf({ values }: Predictions, place: number | undefined): readonly number[] | null {
  const said = place === undefined ? null : values[place];
  return Array.isArray(said) ? (said as readonly number[]) : null; // nothing else in it is a list
}

/** The forecast begins at the last known value, so that no gap is between them. */
export function comingCurves(
  coming: ComingValues,
  series: number,
  said: readonly number[],
  words: Messages["forecast"],
  format: Format,
): ComingCurves {
  const history = coming.history[series] ?? { times: [], values: [] };
  const ahead = coming.times[series] ?? [];
  const known = history.times.length;
  const count = known + said.length;
  const times = Float64Array.from([...history.times, ...ahead]);
  const blank = () => new Float64Array(count).fill(NaN);
  const past = blank();
  past.set(history.values);
  const forecast = blank();
  const last = history.values.at(-1);
  if (last !== undefined) forecast[known - 1] = last;
  forecast.set(said, known);
  const levels = coming.quantiles?.levels ?? [];
  const banded = coming.quantiles?.values[series];
  const edgeAt = (level: number) => {
    const values = blank();
    banded?.forEach((quantiles, i) => (values[known + i] = quantiles[level]!)); // one for each level
    return values;
  };
  const reserve = coming.reserves.find(({ share }) => share === drawnShare);
  const enough = blank();
  reserve?.added.forEach((added, i) => {
    if (i < said.length) enough[known + i] = enoughAt(said[i]!, banded?.[i], added) ?? NaN; // i < length
  });
  const label = words.enoughIn(format.percent(drawnShare, 0));
  const step = (ahead[0] ?? 1) - (history.times.at(-1) ?? 0);
  return {
    times,
    step,
    curves: [
      { id: "past", label: words.history, color: "var(--mantine-color-text)", values: past },
      { id: "said", label: words.said, color: categoryColors[5] ?? "", values: forecast },
      ...(reserve ? [{ id: "enough", label, color: categoryColors[4] ?? "", isDashed: true, values: enough }] : []),
    ],
    ...(banded && levels.length > 1
      ? {
          // More than one level.
          band: bandBetween(
            edgeAt(0),
            edgeAt(levels.length - 1),
            categoryColors[5] ?? "",
            levels.at(-1)! - levels[0]!, // as above
            words,
            format,
          ),
        }
      : {}),
    start: { from: Math.max(0, known - Math.max(72, 3 * said.length)), to: count },
  };
}

/** What is to be held ready on each day to come. */
export interface DayCapacities {
  /** How many days are meant to have enough. */
  readonly share: number;
  readonly days: readonly { /** Midnight before it. */ readonly day: number; readonly amount: number }[];
}

const dayMs = 86_400_000;

/** The most of each day, with the reserve that is learned for whole days; null where there is none. */
export function dayCapacities(
  { isDated, times, reserves, quantiles }: ComingValues,
  series: number,
  said: readonly number[],
): DayCapacities | null {
  // The usual one, else the largest that validation days were enough for.
  const reserve = reserves.findLast(({ share, addedByDay }) => share <= drawnShare && addedByDay !== undefined);
  if (!isDated || !reserve?.addedByDay) return null;
  const most = new Map<number, number>();
  reserve.addedByDay.forEach((added, i) => {
    const [value, time] = [said[i], times[series]?.[i]];
    if (value === undefined || time === undefined) return;
    const day = Math.floor(time / dayMs) * dayMs;
    const amount = enoughAt(value, quantiles?.values[series]?.[i], added) ?? NaN;
    most.set(day, Math.max(most.get(day) ?? -Infinity, amount));
  });
  return { share: reserve.share, days: Array.from(most, ([day, amount]) => ({ day, amount })) };
}
