/** A series' history and what comes after it, as curves over one axis. */
import type { ComingValues } from "../../core/forecast";
import type { Predictions } from "../../core/run";
import type { Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";
import type { TimelineCurve } from "../../ui/charts/timeline-plot";
import type { View } from "../../ui/charts/view-strip";
import { categoryColors } from "../../ui/theme";

/** What is drawn beside the forecast: enough in so many cases. */
const drawnShare = 0.95;

export interface ComingCurves {
  readonly times: Float64Array;
  readonly step: number;
  readonly curves: readonly TimelineCurve[];
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
  const reserve = coming.reserves.find(({ share }) => share === drawnShare);
  const enough = blank();
  reserve?.added.forEach((added, i) => {
    if (i < said.length) enough[known + i] = said[i]! + added; // i < length
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
    start: { from: Math.max(0, known - Math.max(72, 3 * said.length)), to: count },
  };
}
