/** Several rows of one unit (pictures of one patient) as one case: their probabilities pooled. */
import { createBlock, type Block } from "../core/block";
import type { UnitRule } from "../core/evaluation";

export interface RowsOfUnits {
  /** [row], class codes. */
  readonly targets: Float64Array;
  /** [row, class]. */
  readonly probabilities: Block;
  readonly classCount: number;
  /** Class index of two that counts as found; null with more. */
  readonly positive: number | null;
  /** [row], code of the unit, −1 for none. */
  readonly units: Int32Array;
}

export interface PooledUnits {
  /** [unit], class codes, units in the order of their first row. */
  readonly targets: Float64Array<ArrayBuffer>;
  /** [unit, class]. */
  readonly probabilities: Block;
  /** [row], number of the unit in `targets`; −1 for rows that are left out. */
  readonly unitOfRow: Int32Array<ArrayBuffer>;
  /** Units left out because their rows differ in their true class. */
  readonly mixed: number;
  /** Rows left out because they name no unit. */
  readonly unnamed: number;
}

/**
 * mean: the mean of each class's probabilities. max: the largest probability of the positive class, the other has the rest;
 * "ill if any picture looks ill". RangeError where shapes disagree and for the largest of more than two classes.
 */
export function poolUnits(rows: RowsOfUnits, rule: UnitRule): PooledUnits {
  const { targets, probabilities, classCount, positive, units } = rows;
  const { data } = probabilities;
  if (units.length !== targets.length || data.length !== targets.length * classCount) {
    throw new RangeError(`${units.length} units and ${data.length} probabilities do not fit ${targets.length} rows`);
  }
  if (rule === "max" && positive === null) throw new RangeError("the largest is of a positive class; there is none");
  const { unitOfRow, targetOf, mixed, unnamed } = numberUnits(targets, units);
  const pooled = new Float64Array(targetOf.length * classCount);
  const sizes = new Float64Array(targetOf.length);
  unitOfRow.forEach((unit, row) => {
    if (unit < 0) return;
    sizes[unit]!++; // numbered above
    for (let code = 0; code < classCount; code++) {
      const at = unit * classCount + code;
      const value = data[row * classCount + code]!; // checked to fit
      pooled[at] = rule === "mean" ? pooled[at]! + value : Math.max(pooled[at]!, value); // in the block
    }
  });
  sizes.forEach((size, unit) => {
    const first = unit * classCount;
    if (positive !== null && rule === "max") pooled[first + 1 - positive] = 1 - pooled[first + positive]!; // two classes
    else for (let at = first; at < first + classCount; at++) pooled[at]! /= size; // in the block
  });
  const probabilitiesOf = createBlock(pooled, [targetOf.length, classCount]);
  return { targets: Float64Array.from(targetOf), probabilities: probabilitiesOf, unitOfRow, mixed, unnamed };
}

/** Numbers the units whose rows all have one true class, from 0. */
function numberUnits(targets: Float64Array, units: Int32Array) {
  const firstOf = new Map<number, number>();
  const isMixed = new Set<number>();
  let unnamed = 0;
  units.forEach((unit, row) => {
    if (unit < 0) unnamed++;
    else if (!firstOf.has(unit)) firstOf.set(unit, row);
    else if (targets[firstOf.get(unit)!] !== targets[row]) isMixed.add(unit); // just asked for
  });
  const kept = [...firstOf].filter(([unit]) => !isMixed.has(unit));
  const numberOf = new Map(kept.map(([unit], number) => [unit, number]));
  return {
    unitOfRow: Int32Array.from(units, (unit) => numberOf.get(unit) ?? -1),
    targetOf: kept.map(([, row]) => targets[row]!), // a row of the unit
    mixed: isMixed.size,
    unnamed,
  };
}
