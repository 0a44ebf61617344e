/** A split that the table itself holds: a column that says train, validation (or val) or test, in any case. */
import { isMissingAt, nameAt } from "../../core/column-values";
import { subsetNamed } from "../../core/column-roles";
import type { Column } from "../../core/column";
import { fail } from "../../core/failure";
import { groupCodes } from "../../core/group-codes";
import type { Random } from "../../core/random";
import type { SplitRequest, Subset } from "../../core/split";
import { dealCodedGroups } from "./deal-groups";
import { dealByClass } from "./deal-rows";
import type { Deal } from "./deal";

/**
 * A subset that the column does not name is carved out of train where its fraction was asked for: class by class, or where `groups` are given
 * (patients) by whole groups, a row without one by itself. Rows without a value go to no subset.
 */
export function readGiven(
  column: Column,
  rows: Uint32Array<ArrayBuffer>,
  targetCodes: Int32Array<ArrayBuffer> | null,
  request: SplitRequest,
  random: Random,
  groups: Column | null = null,
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
  const units = groups && unitsOf(groups, train, rows);
  const carved =
    units && units.count >= fewestUnits
      ? dealCodedGroups(units, targetCodes && codes, fractions, random)
      : dealByClass(codes, fractions, random);
  train.forEach((place, i) => {
    deal[place] = carved[i] ?? "train";
  });
  return deal;
}

/** One for train, validation and test each; of fewer the rows are dealt one by one, and the leak guard says what that means. */
const fewestUnits = 3;

/** Groups of the places of training rows, numbered from 0. */
function unitsOf(column: Column, places: Uint32Array, rows: Uint32Array<ArrayBuffer>) {
  const taken = Uint32Array.from(places, (place) => rows[place]!); // places of rows
  const { codes, count } = groupCodes(column, taken);
  let next = count;
  // Missing values are one group to `groupCodes`: of a table with few patients it would be most of it.
  const single = codes.map((code, i) => (isMissingAt(column, taken[i]!) ? next++ : code)); // aligned
  const order = new Map<number, number>();
  for (const code of single) if (!order.has(code)) order.set(code, order.size);
  return { codes: single.map((code) => order.get(code)!), count: order.size }; // numbered just now
}

function readSubset(column: Column, row: number): Subset | null {
  const value = nameAt(column, row);
  if (value === null) return null;
  const subset = subsetNamed(value);
  if (subset === null) throw fail("prepare/split-column", { column: column.name, value });
  return subset;
}
