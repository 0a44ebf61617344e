/** The days that values to come are in, and what is the most of a whole day. */
import type { Series } from "../core/series";

const dayMs = 86_400_000;
/** Of fewer of its steps a day says nothing. */
const leastShare = 0.9;

export interface ValueDays {
  /** [window, step ahead], a number for each day of each series. */
  readonly codes: Int32Array;
  readonly stepsPerDay: number;
}

/** null where times are not of the calendar or steps are longer than a day. `ends` are places of the last rows looked back at. */
export function valueDays(
  { series: { times, numbers, step, isDated }, horizon }: { readonly series: Series; readonly horizon: number },
  ends: Uint32Array,
): ValueDays | null {
  const stepsPerDay = Math.round(dayMs / step);
  if (!isDated || stepsPerDay < 1) return null;
  const known = new Map<string, number>();
  const codes = Int32Array.from({ length: ends.length * horizon }, (_, i) => {
    const place = ends[Math.floor(i / horizon)]! + 1 + (i % horizon); // targets are in the series
    const key = `${numbers[place]!} ${Math.floor(times[place]! / dayMs)}`; // a place
    const code = known.get(key) ?? known.size;
    known.set(key, code);
    return code;
  });
  return { codes, stepsPerDay };
}

/** The largest value of each whole day among those that were forecast so many steps before (0: the next one). */
export function mostByDay(
  values: ArrayLike<number>,
  { codes, stepsPerDay }: ValueDays,
  horizon: number,
  ahead: number,
): Float64Array {
  const days = new Map<number, { most: number; count: number }>();
  for (let i = ahead; i < values.length; i += horizon) {
    const day = days.get(codes[i]!); // one for each value
    if (day) {
      day.most = Math.max(day.most, values[i]!); // i < length
      day.count++;
    } else days.set(codes[i]!, { most: values[i]!, count: 1 }); // as above
  }
  const whole = [...days.values()].filter(({ count }) => count >= leastShare * stepsPerDay);
  return Float64Array.from(whole, ({ most }) => most);
}
