/** The language of the page, and numbers, dates and durations written its way. */
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { languageTags, type Locale, type Wording } from "../core/wording";
import { messages, type Messages } from "./messages";

const LocaleContext = createContext<Locale>("en");

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** Every visible word of the page in the chosen language. */
export function useMessages(): Messages {
  return messages[useContext(LocaleContext)];
}

export interface Format {
  readonly locale: Locale;
  /** The words of a registry entry or a failure. */
  text(wording: Wording): string;
  /** A number with at most so many digits after the point (3 by default); a dash where it is not a number. */
  number(value: number, maximumFractionDigits?: number): string;
  /** A number of any size to four significant digits. */
  significant(value: number): string;
  /** 0.784 as 78.4 %, with so many digits after the point (1 by default). */
  percent(value: number, fractionDigits?: number): string;
  /** A share that somebody chose: 0.8 as 80 %, 0.025 as 2.5 %. */
  level(share: number): string;
  bytes(count: number): string;
  /** Milliseconds as "3 s", "2 min 5 s". */
  duration(milliseconds: number): string;
  /** A moment of a data set: shown in UTC, which is how it was read. */
  dataTime(milliseconds: number): string;
  /** A moment of the user's own day. */
  clock(milliseconds: number): string;
  list(items: readonly string[]): string;
}

export function createFormat(locale: Locale): Format {
  const tag = languageTags[locale];
  const missing = "–";
  const formatters = new Map<string, Intl.NumberFormat>();
  const numberFormat = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    const known = formatters.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(tag, options);
    formatters.set(key, made);
    return made;
  };
  const write = (value: number, options: Intl.NumberFormatOptions) =>
    Number.isFinite(value) ? numberFormat({ signDisplay: "negative", ...options }).format(value) : missing;
  const dataTimeFormat = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const dataDateFormat = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" });
  const clockFormat = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit" });
  const listFormat = new Intl.ListFormat(tag, { type: "conjunction" });
  const unit = (value: number, name: string) =>
    numberFormat({ style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 0 }).format(value);
  return {
    locale,
    text: (wording) => wording[locale],
    number: (value, maximumFractionDigits = 3) => write(value, { maximumFractionDigits }),
    significant: (value) => write(value, { maximumSignificantDigits: 4 }),
    percent: (value, fractionDigits = 1) =>
      write(value, { style: "percent", minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }),
    level: (share) => write(share, { style: "percent", maximumFractionDigits: 1 }),
    bytes(count) {
      const [size, name] =
        count < 1e3
          ? [count, "byte"]
          : count < 1e6
            ? [count / 1e3, "kilobyte"]
            : count < 1e9
              ? [count / 1e6, "megabyte"]
              : [count / 1e9, "gigabyte"];
      return write(size, { style: "unit", unit: name, unitDisplay: "short", maximumSignificantDigits: 3 });
    },
    duration(milliseconds) {
      if (!Number.isFinite(milliseconds)) return missing;
      const seconds = milliseconds / 1000;
      if (seconds < 10)
        return write(seconds, { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: 1 });
      const whole = Math.round(seconds);
      if (whole < 60) return unit(whole, "second");
      const both = (large: number, largeName: string, small: number, smallName: string) =>
        [unit(large, largeName), ...(small === 0 ? [] : [unit(small, smallName)])].join(" ");
      if (whole < 3600) return both(Math.floor(whole / 60), "minute", whole % 60, "second");
      return both(Math.floor(whole / 3600), "hour", Math.floor((whole % 3600) / 60), "minute");
    },
    dataTime(milliseconds) {
      if (!Number.isFinite(milliseconds)) return missing;
      return (milliseconds % 86_400_000 === 0 ? dataDateFormat : dataTimeFormat).format(milliseconds);
    },
    clock: (milliseconds) => clockFormat.format(milliseconds),
    list: (items) => listFormat.format(items),
  };
}

export function useFormat(): Format {
  const locale = useContext(LocaleContext);
  return useMemo(() => createFormat(locale), [locale]);
}
