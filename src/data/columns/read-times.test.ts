import { expect, test } from "vitest";
import { createMissingMarks } from "./missing-marks";
import { readTime, readTimes } from "./read-times";

function times(texts: readonly string[]) {
  return readTimes({ size: texts.length, textAt: (i) => texts[i] ?? "", countAt: () => 1 }, createMissingMarks());
}
const iso = (values: Iterable<number> | undefined) =>
  Array.from(values ?? [], (value) => (Number.isNaN(value) ? null : new Date(value).toISOString().slice(0, 19)));

test.each([
  ["2011-01-01", "2011-01-01T00:00:00"],
  ["2016-10-01 07:05", "2016-10-01T07:05:00"],
  ["2016-10-01T07:05:09.5Z", "2016-10-01T07:05:09"],
  ["2016-10-01T07:05:00+02:00", "2016-10-01T05:05:00"],
  ["2016/1/5", "2016-01-05T00:00:00"],
  ["31.12.2020", "2020-12-31T00:00:00"],
  ["11-May-11", "2011-05-11T00:00:00"],
  ["24 October 2011", "2011-10-24T00:00:00"],
  ["Oct 24, 2011", "2011-10-24T00:00:00"],
  ["2020年1月2日", "2020-01-02T00:00:00"],
  ["1/2/99 3:04 PM", "1999-02-01T15:04:00"],
  ["12/1/2020 12:30 am", "2020-01-12T00:30:00"],
])("%s is %s", (text, expected) => {
  expect(iso([readTime(text)])).toEqual([expected]);
});

test.each(["2011-13-01", "2011-02-30", "18:00:00", "1.2.3.4", "2011", "12", "May", "2020-01-01 25:00", "1-2"])(
  "%s is no date",
  (text) => expect(readTime(text)).toBeNaN(),
);

test("the calendar agrees with the platform's over four centuries", () => {
  for (let day = -150_000; day < 30_000; day += 37) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    expect(readTime(text)).toBe(day * 86_400_000);
  }
});

test("one day beyond the twelfth tells day from month for the whole column", () => {
  const dayFirst = times(["01/02/2020", "13/02/2020"]);
  expect(iso(dayFirst?.values)).toEqual(["2020-02-01T00:00:00", "2020-02-13T00:00:00"]);
  expect(dayFirst).toMatchObject({ order: "day-first", evidence: 1 });
  const monthFirst = times(["01/02/2020", "02/13/2020"]);
  expect(iso(monthFirst?.values)).toEqual(["2020-01-02T00:00:00", "2020-02-13T00:00:00"]);
  expect(monthFirst).toMatchObject({ order: "month-first", evidence: 1 });
});

test("without such a day the order of the rows decides, else the day comes first", () => {
  expect(times(["01/02/2020", "02/01/2020", "03/01/2020"])).toMatchObject({ order: "month-first", evidence: null });
  expect(times(["03/02/2020", "05/01/2020", "04/06/2020"])).toMatchObject({ order: "day-first", evidence: null });
});

test("dates written in several ways are not read as one", () => {
  expect(times(["2020-01-01", "13/02/2020", "02/14/2020"])).toBeNull();
  expect(times(["13/02/2020", "02/14/2020"])).toBeNull();
});

test("a few bad ones among many dates are counted, marks are missing", () => {
  const many = Array.from({ length: 400 }, (_, i) => `2020-01-${String((i % 28) + 1).padStart(2, "0")}`);
  const read = times([...many, "soon", "-", ""]);
  expect(read?.badIndices).toEqual([400]);
  expect([...(read?.marks ?? [])]).toEqual(["-"]);
  expect(times(["2020-01-01", "soon"])).toBeNull();
});
