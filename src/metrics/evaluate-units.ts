/** The same judgement with units in the place of rows: each patient counts once, however many pictures there are. */
import type { UnitEvaluation } from "../core/evaluation";
import type { ClassificationInput } from "./classification";
import { evaluateClassification } from "./evaluate";
import { poolUnits } from "./pool-units";

export interface UnitInput extends ClassificationInput {
  /** [row], the targets that the model learned from: all that the baseline knows. */
  readonly trainTargets: Float64Array;
  /** [row], code of the unit, −1 for none. */
  readonly units: Int32Array;
  /** The column that names the units. */
  readonly unit: string;
  readonly seed: number;
}

/** By the mean, and with two classes by the largest; none where no unit has several rows or all units are mixed. Intervals are over units. */
export function evaluateUnits(input: UnitInput): readonly UnitEvaluation[] {
  const { categories, units, unit } = input;
  const named = units.filter((code) => code >= 0);
  if (new Set(named).size === named.length) return [];
  const classCount = categories.length;
  const positive = classCount === 2 ? Math.max(0, categories.indexOf(input.positive ?? categories[1] ?? "")) : null;
  const rules = positive === null ? (["mean"] as const) : (["mean", "max"] as const);
  return rules.flatMap((rule) => {
    const pooled = poolUnits({ ...input, classCount, positive }, rule);
    if (pooled.targets.length === 0) return [];
    const { targets, probabilities, mixed, unnamed } = pooled;
    return [
      {
        unit,
        rule,
        evaluation: evaluateClassification({ ...input, targets, probabilities, groups: null }),
        rowCount: pooled.unitOfRow.filter((number) => number >= 0).length,
        mixed,
        unnamed,
      },
    ];
  });
}
