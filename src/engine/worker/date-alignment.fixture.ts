/** Where a model of dates looks for what it writes, and where it should. */
import type { Alignment } from "../../core/generation";

const names = "January|February|March|April|May|June|July|August|September|October|November|December".split("|");

/** What is to be looked at for each character that is written of year-month-day, where it stands there itself. */
export interface DatePlaces {
  /** Places of the date that is written, with the one in the source that holds the same digit. */
  readonly digits: readonly (readonly [written: number, source: number])[];
  /** From and to of the month's name; null where it is a number. */
  readonly month: readonly [from: number, to: number] | null;
}

/** In 3 March 2021, 2021年3月3日, 3.3.2021 and the like. */
export function datePlaces(source: string): DatePlaces {
  const numbers = [...source.matchAll(/\d+/g)].map(({ 0: text, index }) => ({ text, from: index }));
  const year = numbers.find(({ text }) => text.length === 4);
  const others = numbers.filter((number) => number !== year);
  const [first, second] = others;
  const isYearFirst = year?.from === 0;
  const [day, month] = isYearFirst ? [second, first] : [first, second];
  const placed = (number: typeof first, at: number, width: number) =>
    Array.from(
      number?.text ?? "",
      (_, i) => [at + width - (number?.text.length ?? 0) + i, (number?.from ?? 0) + i] as const,
    );
  const name =
    names.find((whole) => source.includes(whole)) ?? names.find((whole) => source.includes(whole.slice(0, 3)));
  const shown = name !== undefined && (source.includes(name) ? name : name.slice(0, 3));
  const from = shown ? source.indexOf(shown) : 0;
  return {
    digits: [...placed(year, 0, 4), ...placed(month, 5, 2), ...placed(day, 8, 2)],
    month: shown && !month ? [from, from + shown.length] : null,
  };
}

export interface Pointing {
  /** Digits that stand in the source, and those of them that look at themselves most. */
  readonly digits: number;
  readonly right: number;
  /** Digits of a month that are written from its name, and their weight within its letters. */
  readonly months: number;
  readonly within: number;
}

export const noPointing: Pointing = { digits: 0, right: 0, months: 0, within: 0 };

export function addPointing(to: Pointing, { source, weights }: Alignment): Pointing {
  const { digits, month } = datePlaces(source.join(""));
  const at = (written: number) => weights[written] ?? [];
  const right = digits.filter(([written, wanted]) => at(written).indexOf(Math.max(...at(written))) === wanted);
  const named = month ? [5, 6] : [];
  const within = named
    .flatMap((written) => at(written).slice(...(month ?? [])))
    .reduce((sum, weight) => sum + weight, 0);
  return {
    digits: to.digits + digits.length,
    right: to.right + right.length,
    months: to.months + named.length,
    within: to.within + within,
  };
}
