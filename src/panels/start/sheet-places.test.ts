import { expect, test } from "vitest";
import { sheetOf } from "./sheet-places";

test("small pictures stand in many rows, large ones in two", () => {
  // 28 and 2 between them: four rows are 118 high; three and a half times their pitch of 120 is 14 columns.
  expect(sheetOf({ width: 28, height: 28 })).toEqual({
    columns: 14,
    rows: 4,
    pitchX: 30,
    pitchY: 30,
    width: 418,
    height: 118,
  });
  expect(sheetOf({ width: 64, height: 64 })).toMatchObject({ columns: 7, rows: 2, width: 460, height: 130 });
  expect(sheetOf({ width: 300, height: 200 })).toMatchObject({ rows: 2, columns: 5 });
});
