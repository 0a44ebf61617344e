/** Numbers as they stand in a sentence; English and Chinese write them alike but for the space before the per cent sign. */
import type { Interval } from "../core/evaluation";
import type { Wording } from "../core/wording";

/** A share as whole per cent without the sign; never 0 or 100 unless it is exactly that. */
export function shareDigits(share: number): string {
  const whole = Math.round(share * 100);
  const isExact = share <= 0 || share >= 1;
  if (isExact || (whole > 0 && whole < 100)) return String(whole);
  return whole === 0
    ? share < 0.001
      ? "<0.1"
      : (share * 100).toFixed(1)
    : share > 0.999
      ? ">99.9"
      : (share * 100).toFixed(1);
}

/** "78 %", "78%". */
export function shareWording(share: number): Wording {
  const digits = shareDigits(share);
  return { en: `${digits} %`, zh: `${digits}%` };
}

/** A share with its interval: "78 % (69–86)". */
export function shareWithInterval(share: number, interval: Interval | undefined): Wording {
  const { en, zh } = shareWording(share);
  if (!interval) return { en, zh };
  const range = `${shareDigits(interval.low)}–${shareDigits(interval.high)}`;
  return { en: `${en} (${range})`, zh: `${zh}（${range}）` };
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A count: "80", "1,000". */
export const countDigits = (count: number): string => whole.format(count);

const threeDigits = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** A quantity to three significant digits: "0.0123", "23.4", "12,300". */
export function amountDigits(value: number): string {
  return threeDigits.format(value).replace("-", "−");
}

/** A quantity with its interval: "2.4 (2.1–2.8)". */
export function amountWithInterval(value: number, interval: Interval | undefined): Wording {
  const digits = amountDigits(value);
  if (!interval) return { en: digits, zh: digits };
  const [low, high] = [amountDigits(interval.low), amountDigits(interval.high)];
  const isSigned = interval.low < 0;
  return {
    en: `${digits} (${isSigned ? `${low} to ${high}` : `${low}–${high}`})`,
    zh: `${digits}（${isSigned ? `${low} 至 ${high}` : `${low}–${high}`}）`,
  };
}

/** One paragraph of sentences; what is null is left out. */
export function joinSentences(sentences: readonly (Wording | null)[]): Wording {
  const said = sentences.filter((sentence) => sentence !== null);
  return { en: said.map(({ en }) => en).join(" "), zh: said.map(({ zh }) => zh).join("") };
}
