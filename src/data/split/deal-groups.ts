/** Dealing whole groups (patients, households), so that none stands on two sides. */
import type { Column } from "../../core/column";
import { fail } from "../../core/failure";
import { groupCodes } from "../../core/group-codes";
import { permutation, type Random } from "../../core/random";
import { subsets, type Subset } from "../../core/split";
import type { Deal, Fractions } from "./deal";

interface Group {
  readonly code: number;
  readonly rowCount: number;
  /** Rows of each class. */
  readonly classCounts: Float64Array<ArrayBuffer>;
}

interface Pile {
  readonly subset: Subset;
  readonly fraction: number;
  groupCount: number;
  rowCount: number;
  readonly classCounts: Float64Array<ArrayBuffer>;
}

/**
 * Groups in seeded random order, large before small (by powers of two), each to the subset where it lowers the chi-square
 * distance between what the subsets have and what their fractions ask for, in rows and in rows of each class.
 * Every subset asked for gets a group. Rows without a group count as one group.
 */
export function dealGroups(
  column: Column,
  rows: Uint32Array<ArrayBuffer>,
  targetCodes: Int32Array<ArrayBuffer> | null,
  fractions: Fractions,
  random: Random,
): Deal {
  const groups = groupCodes(column, rows);
  const needed = 1 + Number(fractions.validation > 0) + Number(fractions.test > 0);
  if (groups.count < needed)
    throw fail("prepare/too-few-groups", { column: column.name, groups: groups.count, needed });
  return dealCodedGroups(groups, targetCodes, fractions, random);
}

/** The same of groups that are numbered already, at least as many as subsets. */
export function dealCodedGroups(
  { codes, count }: ReturnType<typeof groupCodes>,
  targetCodes: Int32Array<ArrayBuffer> | null,
  fractions: Fractions,
  random: Random,
): Deal {
  const classCount = targetCodes ? 1 + targetCodes.reduce((most, code) => Math.max(most, code), 0) : 0;
  const groups = countGroups(codes, count, targetCodes, classCount);
  const wanted = { train: 1 - fractions.validation - fractions.test, ...fractions };
  const piles: readonly Pile[] = subsets
    .filter((subset) => wanted[subset] > 0)
    .map((subset) => ({
      subset,
      fraction: wanted[subset],
      groupCount: 0,
      rowCount: 0,
      classCounts: new Float64Array(classCount),
    }));
  const whole = { rowCount: codes.length, classCounts: sumClasses(groups, classCount) };
  const subsetByGroup = new Map<number, Subset>();
  orderGroups(groups, random).forEach((group, place) => {
    const empty = piles.filter((pile) => pile.groupCount === 0);
    const mustFill = groups.length - place <= empty.length;
    const pile = cheapest(mustFill ? empty : piles, group, whole);
    pile.groupCount++;
    pile.rowCount += group.rowCount;
    group.classCounts.forEach((rowsOfClass, c) => {
      pile.classCounts[c]! += rowsOfClass; // c is a class
    });
    subsetByGroup.set(group.code, pile.subset);
  });
  return Array.from(codes, (code) => subsetByGroup.get(code) ?? null);
}

function countGroups(
  codes: Int32Array<ArrayBuffer>,
  count: number,
  targetCodes: Int32Array<ArrayBuffer> | null,
  classCount: number,
): readonly Group[] {
  const rowCounts = new Float64Array(count);
  const classCounts = Array.from({ length: count }, () => new Float64Array(classCount));
  codes.forEach((code, place) => {
    rowCounts[code]!++; // code is below the count
    if (targetCodes) classCounts[code]![targetCodes[place]!]!++; // aligned
  });
  return classCounts.map((counts, code) => ({ code, rowCount: rowCounts[code]!, classCounts: counts })); // one per group
}

function sumClasses(groups: readonly Group[], classCount: number): Float64Array<ArrayBuffer> {
  const sum = new Float64Array(classCount);
  for (const group of groups) group.classCounts.forEach((rows, c) => (sum[c]! += rows)); // c is a class
  return sum;
}

function orderGroups(groups: readonly Group[], random: Random): readonly Group[] {
  const tier = (group: Group) => Math.floor(Math.log2(group.rowCount));
  return Array.from(permutation(groups.length, random), (place) => groups[place]!) // place is below the length
    .sort((a, b) => tier(b) - tier(a));
}

/** The pile that the group brings nearest to its due; of equals the emptiest, so that a tie does not feed train only. */
function cheapest(
  piles: readonly Pile[],
  group: Group,
  whole: { readonly rowCount: number; readonly classCounts: Float64Array<ArrayBuffer> },
): Pile {
  const costs = piles.map((pile) => {
    let cost = rise(group.rowCount, pile.rowCount, pile.fraction * whole.rowCount);
    group.classCounts.forEach((rows, c) => {
      cost += rise(rows, pile.classCounts[c]!, pile.fraction * whole.classCounts[c]!); // c is a class
    });
    return { pile, cost };
  });
  costs.sort((a, b) => a.cost - b.cost || a.pile.groupCount - b.pile.groupCount);
  return costs[0]!.pile; // there is always a pile
}

/** By how much (have - due)² / due rises when `more` are added. */
function rise(more: number, have: number, due: number): number {
  return due === 0 ? 0 : (more * (more + 2 * (have - due))) / due;
}
