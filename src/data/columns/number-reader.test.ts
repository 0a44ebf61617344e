import fc from "fast-check";
import { expect, test } from "vitest";
import { createNumberReader } from "./number-reader";

const point = createNumberReader(".");
const comma = createNumberReader(",");

test.each([
  ["0", 0],
  ["-12", -12],
  ["+3.5", 3.5],
  [".5", 0.5],
  ["5.", 5],
  ["1e3", 1000],
  ["1E-2", 0.01],
  [" 27,275.25 ", 27275.25],
  ["6,000,000", 6_000_000],
  ["1 414", 1414],
  ["1\u00a0414.5", 1414.5],
  ["1’000", 1000],
  ["−5", -5],
  ["11.881723488680304", 11.881723488680304],
  ["9007199254740993000000", Number.NaN],
  ["10000000000000000000000", 1e22],
  ["1e400", Number.NaN],
  ["", Number.NaN],
  ["-", Number.NaN],
  [".", Number.NaN],
  ["1,23", Number.NaN],
  ["1.2.3", Number.NaN],
  ["0x1f", Number.NaN],
  ["Infinity", Number.NaN],
  ["12a", Number.NaN],
  ["1,000,00", Number.NaN],
])("with a decimal point %j is %d", (text, value) => {
  expect(point.read(text)).toBe(value);
});

test.each([
  ["34,02", 34.02],
  ["1.234,56", 1234.56],
  ["1.613", 1613],
  ["1.61", Number.NaN],
  [",5", 0.5],
])("with a decimal comma %j is %d", (text, value) => {
  expect(comma.read(text)).toBe(value);
});

test("any number that a program writes is read to the last bit, and known to be written the usual way", () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(9)).map(([digits, power]) => digits / 10 ** power),
  );
  fc.assert(
    fc.property(number, (value) => {
      const isInexact = Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER;
      fc.pre(!Object.is(value, -0) && !isInexact);
      expect(point.read(String(value))).toBe(value);
      expect(point.isCanonical).toBe(true);
    }),
    { seed: 2, numRuns: 2_000 },
  );
});

test("a text that its number would not give back is never called canonical", () => {
  const digits = fc.string({ unit: fc.constantFrom("0", "1", "9", ".", "-", "+", "e", ","), maxLength: 8 });
  fc.assert(
    fc.property(digits, (text) => {
      const value = point.read(text);
      if (!Number.isNaN(value)) expect(point.isCanonical).toBe(String(value) === text);
    }),
    { seed: 3, numRuns: 5_000 },
  );
});

test("zeros in front make a code, unless they are an hour's or a month's", () => {
  point.read("00123");
  expect(point.isCode).toBe(true);
  point.read("07");
  expect(point.isCode).toBe(false);
  point.read("0.25");
  expect(point.isCode).toBe(false);
});
