/** How long ago something was, in words: "12 sec ago", "3 days ago". */
import { languageTags, type Locale, type Wording } from "../core/wording";

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

const justNow: Wording = { en: "just now", zh: "刚刚" };
const justNowMs = 5_000;

/** Whole units of the largest kind that fits. The future counts as now. */
export function relativeTime(locale: Locale, atMs: number, nowMs: number): string {
  const elapsed = Math.max(0, nowMs - atMs);
  if (elapsed < justNowMs) return justNow[locale];
  const format = new Intl.RelativeTimeFormat(languageTags[locale], { style: "short" });
  const [unit, length] = units.find(([, size]) => elapsed >= size) ?? ["second", 1_000];
  return format.format(-Math.floor(elapsed / length), unit);
}
