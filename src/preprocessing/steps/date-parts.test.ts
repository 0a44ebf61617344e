import { expect, test } from "vitest";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import { timeColumn } from "../../core/make-column";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { dateParts } from "./date-parts";

const none = { hour: false, weekday: false, month: false, dayOfYear: false, elapsedDays: false };
// 2024 is a leap year; 2024-02-29 was a Thursday, 2024-12-29 a Sunday.
const times = ["2024-02-29T18:30:00Z", "2024-12-29T00:00:00Z"].map((text) => Date.parse(text));

function run(params: JsonObject, values: readonly (number | null)[] = times) {
  const frame = { rows: rowRange(values.length), columns: [timeColumn("when", values)] };
  const step = {
    kind: "date-parts",
    columns: ["when"],
    params: { ...defaultsOf(dateParts.fields), ...none, ...params },
  };
  const { frame: after, effect } = atOnce(dateParts.transform(frame, step, atOnce(dateParts.fit(frame, step))));
  const columns = after.columns.map((column) => [
    column.name,
    column.kind === "number" ? Array.from(column.values) : [],
  ]);
  return { columns: Object.fromEntries(columns), effect, foretold: dateParts.namesMadeOf?.("when", step) };
}

test("reads hour, weekday, month and day of the year", () => {
  const { columns, effect, foretold } = run({ hour: true, weekday: true, month: true, dayOfYear: true });
  expect(columns).toEqual({
    "when: hour": [18, 0],
    "when: weekday": [4, 7],
    "when: month": [2, 12],
    "when: day of year": [60, 364],
  });
  expect(foretold).toEqual(Object.keys(columns));
  expect(effect.message.en).toBe("Read 4 columns from the times in “when”.");
});

test("counts elapsed days from the earliest training time", () => {
  const [early = 0, late = 0] = times;
  expect(run({ elapsedDays: true }, [late, early]).columns).toEqual({
    "when: elapsed days": [(late - early) / 86_400_000, 0],
  });
});

test("puts what comes round on a circle, so that 23 o'clock is as near to midnight as 1 o'clock", () => {
  const at = (hour: number) => Date.UTC(2024, 0, 1, hour);
  const { columns, foretold } = run({ hour: true, form: "circle" }, [at(23), at(0), at(1)]);
  expect(foretold).toEqual(["when: hour (sine)", "when: hour (cosine)"]);
  const point = (place: number) => [
    columns["when: hour (sine)"]?.[place] ?? NaN,
    columns["when: hour (cosine)"]?.[place] ?? NaN,
  ];
  const distance = (a: number, b: number) => Math.hypot(point(a)[0]! - point(b)[0]!, point(a)[1]! - point(b)[1]!);
  expect(distance(0, 1)).toBeCloseTo(distance(1, 2), 12);
  expect(distance(0, 1)).toBeCloseTo(2 * Math.sin(Math.PI / 24), 12);
});

test("leaves a missing time missing in every part", () => {
  expect(run({ hour: true, weekday: true }, [null, times[0] ?? null]).columns).toEqual({
    "when: hour": [NaN, 18],
    "when: weekday": [NaN, 4],
  });
});
