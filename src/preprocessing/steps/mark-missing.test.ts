import { expect, test } from "vitest";
import { numberColumn } from "../../core/make-column";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { markMissing } from "./mark-missing";

test("makes stated numbers missing and leaves the frame given as it was", () => {
  const glucose = numberColumn("glucose", [0, 148, 999, null]);
  const frame = { rows: rowRange(4), columns: [glucose] };
  const step = { kind: "mark-missing", columns: ["glucose"], params: { values: [0, 999] } };
  const { frame: after, effect } = atOnce(markMissing.transform(frame, step, null));
  expect(after.columns).toEqual([numberColumn("glucose", [null, 148, null, null])]);
  expect(effect.changed).toBe(2);
  expect(effect.message.en).toBe("Marked 2 values of “glucose” as missing (0, 999).");
  expect(glucose.values[0]).toBe(0);
});
