import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { numberColumn } from "../../core/make-column";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { scale } from "./scale";

function run(values: readonly (number | null)[], params: JsonObject) {
  const frame = { rows: rowRange(values.length), columns: [numberColumn("x", values)] };
  const step = { kind: "scale", columns: ["x"], params };
  const { frame: after, effect } = atOnce(scale.transform(frame, step, atOnce(scale.fit(frame, step))));
  const [column] = after.columns;
  return { values: column?.kind === "number" ? Array.from(column.values) : [], effect };
}

test("standardises by the deviation of the whole population", () => {
  // mean 5, population deviation 2: the textbook list
  const { values } = run([2, 4, 4, 4, 5, 5, 7, 9], { method: "standard" });
  expect(values).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]);
});

test("brings the training range to 0 and 1", () => {
  expect(run([10, 15, 30], { method: "min-max" }).values).toEqual([0, 0.25, 1]);
});

test("scales by median and quartiles with linear interpolation", () => {
  // quartiles of 1, 2, 3, 4, 100 are 2 and 4
  expect(run([1, 2, 3, 4, 100], { method: "robust" }).values).toEqual([-1, -0.5, 0, 0.5, 48.5]);
});

test("leaves gaps as gaps and does not count them as changed", () => {
  const { values, effect } = run([1, null, 3], { method: "standard" });
  expect(values).toEqual([-1, NaN, 1]);
  expect(effect.changed).toBe(2);
});

test("only shifts a column that does not vary, also where its mean is not exact", () => {
  const { values, effect } = run([0.1, 0.1, 0.1], { method: "standard" });
  for (const value of values) expect(Math.abs(value)).toBeLessThan(1e-15);
  expect(effect.message.en).toContain("“x” had nothing to scale by");
});
