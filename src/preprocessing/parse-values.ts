/** Reading numbers, times and categories out of plain text, when a new file holds as text what training data held as values. */

const numberForm = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const timeForm = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?Z?)?$/;

/** A number with a decimal point; NaN where the text is none. */
export function parseNumber(text: string): number {
  const trimmed = text.trim();
  return numberForm.test(trimmed) ? Number(trimmed) : NaN;
}

/** Year, month and day, and perhaps a time, as milliseconds since 1970 UTC; NaN where the text is none. */
export function parseTime(text: string): number {
  const match = timeForm.exec(text.trim());
  if (!match) return NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const timeMs = Date.UTC(year, month - 1, day, hour, minute, 0, Math.round(second * 1000));
  return new Date(timeMs).getUTCDate() === day && month <= 12 && hour < 24 ? timeMs : NaN;
}

/** Finds the code of a category by its name; by its number too where the names come from a number column (1 is "1.0"). */
export function createCategoryLookup(
  categories: readonly string[],
  fromNumbers: boolean,
): (name: string) => number | undefined {
  const byName = new Map(categories.map((category, code) => [category, code]));
  if (!fromNumbers) return (name) => byName.get(name);
  const byNumber = new Map(categories.map((category, code) => [parseNumber(category), code]));
  byNumber.delete(NaN);
  return (name) => byName.get(name) ?? byNumber.get(parseNumber(name));
}
