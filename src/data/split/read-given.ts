/** A split that the table itself holds: a column that says train, validation (or val) or test, in any case. */
import { nameAt } from "../../core/column-values";
import { subsetNamed } from "../../core/column-roles";
import type { Column } from "../../core/column";
import { fail } from "../../core/failure";
import type { Random } from "../../core/random";
import type { SplitRequest, Subset } from "../../core/split";
import { dealByClass } from "./deal-rows";
import type { Deal } from "./deal";

/** A subset that the column does not name is carved out of train, class by class, where its fraction was asked for. Rows without a value go to no subset. */
export function readGiven(
  column: Column,
  rows: Uint32Array<ArrayBuffer>,
  targetCodes: Int32Array<ArrayBuffer> | null,
  request: SplitRequest,
  random: Random,
): Deal {
  const deal = Array.from(rows, (row) => readSubset(column, row));
  const train = Uint32Array.from(deal.keys()).filter((place) => deal[place] === "train");
  const carve = (subset: "validation" | "test") =>
    deal.includes(subset) ? 0 : ((request[subset] ?? 0) * rows.length) / Math.max(1, train.length);
  const fractions = { validation: carve("validation"), test: carve("test") };
  if (fractions.validation + fractions.test === 0) return deal;
  if (fractions.validation + fractions.test >= 1) {
    throw fail("prepare/split-fractions", { validation: request.validation ?? 0, test: request.test ?? 0 });
  }
  const codes = Int32Array.from(train, (place) => targetCodes?.[place] ?? 0);
  const carved = dealByClass(codes, fractions, random);
  train.forEach((place, i) => {
    deal[place] = carved[i] ?? "train";
  });
  return deal;
}

function readSubset(column: Column, row: number): Subset | null {
  const value = nameAt(column, row);
  if (value === null) return null;
  const subset = subsetNamed(value);
  if (subset === null) throw fail("prepare/split-column", { column: column.name, value });
  return subset;
}
