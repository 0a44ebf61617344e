/** Round moments for an axis of time, and how they are written. Times of a data set are in UTC, as they were read. */
import { languageTags, type Locale } from "../../core/wording";
import { roundAxis } from "./round-range";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * minute)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * hour))
  .concat([1, 2, 7, 14, 28, 91, 182, 365, 730, 1826, 3652].map((days) => days * day));

/** About `count` ticks from first to last. */
export function timeTicks(first: number, last: number, isDated: boolean, count: number): readonly number[] {
  if (!isDated) return roundAxis([first, last])?.ticks.filter((tick) => tick >= first && tick <= last) ?? [];
  const step = steps.find((candidate) => (last - first) / candidate <= count) ?? (last - first) / count;
  const ticks: number[] = [];
  for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) ticks.push(tick);
  return ticks;
}

/** Short: no more of a moment than tells the ticks apart. */
export function tickWriter(locale: Locale, first: number, last: number, isDated: boolean): (value: number) => string {
  if (!isDated) return (value) => new Intl.NumberFormat(languageTags[locale]).format(value);
  const span = last - first;
  const parts: Intl.DateTimeFormatOptions =
    span > 400 * day
      ? { month: "short", year: "numeric" }
      : span > 3 * day
        ? { day: "numeric", month: "short" }
        : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const written = new Intl.DateTimeFormat(languageTags[locale], { ...parts, timeZone: "UTC" });
  return (value) => written.format(value);
}
