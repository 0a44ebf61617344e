/** Numbers as people and programs write them: 1234.5, 1,234.5, 1.234,5, 1 234,5, 1e-3. */

export interface NumberReader {
  /** The number that a text stands for; NaN where it is none, or a whole number too long to be held exactly. */
  read(text: string): number;
  /** Whether String(number) gives back the text last read, so that the text need not be kept. */
  readonly isCanonical: boolean;
  /** Whether the text last read is written like a code: 00123. */
  readonly isCode: boolean;
}

const powersOfTen = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);
const maxExactDigits = 15;
const zero = 48;
const minus = 45;
const plus = 43;

const shapes = {
  ".": /^[+\-−]?(?:\d+|\d{1,3}(?:([,'’\s])\d{3})(?:\1\d{3})*)?(?:\.\d*)?(?:e[+-]?\d+)?$/i,
  ",": /^[+\-−]?(?:\d+|\d{1,3}(?:([.'’\s])\d{3})(?:\1\d{3})*)?(?:,\d*)?(?:e[+-]?\d+)?$/i,
} as const;
const grouping = { ".": /[,'’\s]/g, ",": /[.'’\s]/g } as const;

export function createNumberReader(decimal: "." | ","): NumberReader {
  const point = decimal.charCodeAt(0);
  const shape = shapes[decimal];
  const groups = grouping[decimal];
  const state = { isCanonical: false, isCode: false };

  const readSlowly = (text: string): number => {
    state.isCanonical = false;
    state.isCode = false;
    const trimmed = text.trim();
    if (!/^[+\-−]?[.,]?\d/.test(trimmed) || !shape.test(trimmed)) return Number.NaN;
    const plain = trimmed.replace(groups, "").replace(",", ".").replace("−", "-");
    const value = Number(plain);
    if (!Number.isFinite(value)) return Number.NaN;
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER && /^[+-]?\d+$/.test(plain) && BigInt(value) !== BigInt(plain)) {
      return Number.NaN;
    }
    state.isCanonical = String(value) === text;
    state.isCode = /^0\d\d+$/.test(plain);
    return value;
  };

  return {
    get isCanonical() {
      return state.isCanonical;
    },
    get isCode() {
      return state.isCode;
    },
    read(text) {
      const length = text.length;
      const first = text.charCodeAt(0);
      const start = first === minus || first === plus ? 1 : 0;
      let mantissa = 0;
      let digits = 0;
      let pointAt = -1;
      let digit = 0;
      for (let i = start; i < length; i++) {
        const code = text.charCodeAt(i);
        digit = code - zero;
        if (digit >= 0 && digit <= 9) {
          mantissa = mantissa * 10 + digit;
          digits++;
        } else if (code === point && pointAt < 0) {
          pointAt = i;
        } else {
          return readSlowly(text);
        }
      }
      if (digits === 0 || digits > maxExactDigits) return readSlowly(text);
      const decimals = pointAt < 0 ? 0 : length - 1 - pointAt;
      const whole = digits - decimals;
      // Both are exact, so one division gives the nearest double, as Number() would.
      const magnitude = decimals === 0 ? mantissa : mantissa / powersOfTen[decimals]!; // decimals <= digits <= 15
      const startsWithZero = text.charCodeAt(start) === zero;
      state.isCode = startsWithZero && whole > 2 && pointAt < 0;
      state.isCanonical =
        first !== plus &&
        whole > 0 &&
        !(startsWithZero && whole > 1) &&
        (pointAt < 0 || (decimal === "." && decimals > 0 && digit !== 0 && magnitude >= 1e-6)) &&
        !(first === minus && mantissa === 0);
      return first === minus ? -magnitude : magnitude;
    },
  };
}
