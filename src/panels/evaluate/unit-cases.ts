import { createBlock } from "../../core/block";
import type { UnitRule } from "../../core/evaluation";
import type { Cases } from "../../core/run";
import { poolUnits } from "../../metrics/pool-units";

/** The rows of units that were judged as one, each with what was said of its unit; null where rows have no units. */
export function unitCases(cases: Cases, rule: UnitRule, positive: string | null): Cases | null {
  const { rows, actual, probabilities, categories, units } = cases;
  if (!units) return null;
  const width = categories.length;
  const positiveCode = width === 2 ? Math.max(0, categories.indexOf(positive ?? categories[1] ?? "")) : null;
  const pooled = poolUnits(
    {
      targets: actual,
      probabilities: createBlock(probabilities, [rows.length, width]),
      classCount: width,
      positive: positiveCode,
      units,
    },
    rule,
  );
  const ofUnit = (unit: number) => pooled.probabilities.data.subarray(unit * width, (unit + 1) * width);
  const said = Array.from(pooled.targets, (_, unit) => saidOf(ofUnit(unit), positiveCode));
  const places = Array.from(rows.keys()).filter((place) => (pooled.unitOfRow[place] ?? -1) >= 0);
  const unitAt = (place: number) => pooled.unitOfRow[place] ?? 0; // kept above
  return {
    rows: Uint32Array.from(places, (place) => rows[place] ?? 0),
    actual: Float64Array.from(places, (place) => actual[place] ?? 0),
    predicted: Float64Array.from(places, (place) => said[unitAt(place)] ?? 0),
    probabilities: Float64Array.from(places.flatMap((place) => Array.from(ofUnit(unitAt(place))))),
    categories,
    units: Int32Array.from(places, (place) => units[place] ?? -1),
  };
}

/** Of two classes the positive one from a half up, of more the first of the likeliest: as they are scored. */
function saidOf(probabilities: ArrayLike<number>, positive: number | null): number {
  const values = Array.from(probabilities);
  if (positive !== null) return (values[positive] ?? 0) >= 0.5 ? positive : 1 - positive;
  return values.indexOf(Math.max(...values));
}
