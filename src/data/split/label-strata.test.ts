import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { numberColumn } from "../../core/make-column";
import { rowRange, toyDataset } from "../../core/toy-dataset.fixture";
import { labelStrata } from "./label-strata";
import { splitRows } from "./split-rows";

test("a row stands by the rarest of its labels, the first of equals, or by none", () => {
  // Three labels, in three, one and one rows.
  const values = Float64Array.of(1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0);
  expect([...labelStrata(values, 3)]).toEqual([1, 2, 3, 0]);
  expect([...labelStrata(Float64Array.of(1, 1, 0, 0), 2)]).toEqual([1, 0]);
});

test("every part gets its share of a rare label that never stands alone", () => {
  const random = createRandom(4);
  const rowCount = 500;
  const values = new Float64Array(2 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    values[2 * row] = Number(random.next() < 0.6);
    values[2 * row + 1] = row % 50 === 0 ? (values[2 * row] = 1) : 0;
  }
  const rows = rowRange(rowCount);
  const dataset = toyDataset([numberColumn("x", rows)]);
  for (let seed = 0; seed < 20; seed++) {
    const request = { kind: "stratified" } as const;
    const split = splitRows({ dataset, request, rows, targetCodes: labelStrata(values, 2), seed });
    const rare = (part: Uint32Array) => part.reduce((sum, row) => sum + values[2 * row + 1]!, 0);
    expect([split.train, split.validation, split.test].map(rare)).toEqual([6, 2, 2]);
  }
});
