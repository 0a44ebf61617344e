/** One date as text, taken apart. Which of two numbers is the day is left to whoever sees the whole column. */

export type DateOrder = "year-first" | "named-month" | "day-first" | "month-first";

export interface DateParts {
  readonly shape: "year-first" | "named-month" | "numeric";
  /** First and second number of a numeric date: day and month in either order. */
  readonly first: number;
  readonly second: number;
  readonly year: number;
  /** Milliseconds of the day, less the offset of a zone where one is named. */
  readonly timeMs: number;
}

const clock = String.raw`(?:[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`);
const chinese = new RegExp(String.raw`^(\d{4})年(\d{1,2})月(\d{1,2})日${clock}$`);
const numeric = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`);
const dayNamed = new RegExp(String.raw`^(\d{1,2})[- /.]([A-Za-z]{3,9})\.?[- /,.]+(\d{4}|\d{2})${clock}$`);
const namedDay = new RegExp(String.raw`^([A-Za-z]{3,9})\.?[- ](\d{1,2}),?[- ](\d{4})${clock}$`);
const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** The parts of a date with or without a time of day; null where the text is none. */
export function readDate(text: string): DateParts | null {
  const common = readCommonDate(text);
  if (common) return common;
  const trimmed = text.trim();
  if (trimmed.length < 6 || trimmed.length > 40 || !/\d/.test(trimmed)) return null;
  let match = yearFirst.exec(trimmed);
  if (match) return parts("year-first", match[4], match[3], match[1], match, 5);
  match = numeric.exec(trimmed);
  if (match) return parts("numeric", match[1], match[3], match[4], match, 5);
  match = chinese.exec(trimmed);
  if (match) return parts("year-first", match[3], match[2], match[1], match, 4);
  match = dayNamed.exec(trimmed);
  if (match) return parts("named-month", match[1], monthNumber(match[2]), match[3], match, 4);
  match = namedDay.exec(trimmed);
  if (match) return parts("named-month", match[2], monthNumber(match[1]), match[3], match, 4);
  return null;
}

/** Milliseconds since 1970 UTC of parts read in an order; NaN where there is no such day. */
export function dateMs(date: DateParts, order: DateOrder): number {
  const day = order === "month-first" ? date.second : date.first;
  const month = order === "month-first" ? date.first : date.second;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(month, date.year)) return Number.NaN;
  return daysSince1970(date.year, month, day) * msOfDay + date.timeMs;
}

const msOfDay = 86_400_000;

function daysInMonth(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days of the proleptic Gregorian calendar (Howard Hinnant, days_from_civil). */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** 2024-01-31, 2024-01-31 23:59 and 2024-01-31T23:59:00 without a regular expression: a large file has millions. */
function readCommonDate(text: string): DateParts | null {
  const { length } = text;
  if ((length !== 10 && length !== 16 && length !== 19) || text[4] !== "-" || text[7] !== "-") return null;
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2);
  const second = digitsAt(text, 5);
  const first = digitsAt(text, 8);
  let timeMs = 0;
  if (length > 10) {
    if ((text[10] !== " " && text[10] !== "T") || text[13] !== ":" || (length === 19 && text[16] !== ":")) return null;
    const hour = digitsAt(text, 11);
    const minute = digitsAt(text, 14);
    const seconds = length === 19 ? digitsAt(text, 17) : 0;
    if (!(hour < 24 && minute < 60 && seconds < 60)) return null;
    timeMs = ((hour * 60 + minute) * 60 + seconds) * 1000;
  }
  return Number.isNaN(year + first + second) ? null : { shape: "year-first", first, second, year, timeMs };
}

/** The number of two digits; NaN where they are none. */
function digitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function parts(
  shape: DateParts["shape"],
  first: string | number | undefined,
  second: string | number | undefined,
  year: string | undefined,
  match: RegExpExecArray,
  clockAt: number,
): DateParts | null {
  const timeMs = clockMs(match, clockAt);
  const short = Number(year);
  // Two digits: 1970 to 2069, as POSIX has it within a year.
  const full = year?.length === 2 ? short + (short < 70 ? 2000 : 1900) : short;
  if (timeMs === null || Number.isNaN(Number(second))) return null;
  return { shape, first: Number(first), second: Number(second), year: full, timeMs };
}

function clockMs(match: RegExpExecArray, at: number): number | null {
  if (match[at] === undefined) return 0;
  let hour = Number(match[at]);
  const minute = Number(match[at + 1]);
  const second = Number(match[at + 2] ?? 0);
  const fraction = Number(`0.${match[at + 3] ?? 0}`);
  const half = match[at + 4]?.[0]?.toLowerCase();
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === "p" ? 12 : 0);
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60) return null;
  const zone = /^([+-])(\d{2}):?(\d{2})$/.exec(match[at + 5] ?? "");
  const offset = zone ? (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
  return ((hour * 60 + minute - offset) * 60 + second) * 1000 + Math.round(fraction * 1000);
}

function monthNumber(name: string | undefined): number {
  const wanted = name?.toLowerCase() ?? "";
  const found = monthNames.findIndex(
    (month) => month.startsWith(wanted) || (wanted === "sept" && month === "september"),
  );
  return found < 0 ? Number.NaN : found + 1;
}
