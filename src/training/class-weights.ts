/** How much each row counts. */
import { fail } from "../core/failure";
import type { TrainingSettings } from "../core/training";

/**
 * Weight of each class: 1 each, what was given, or rows / (classes × rows of the class) as in King and Zeng 2001. A
 * class without rows gets 0. Throws `fit/setting` where the list is not one number of at least 0 a class.
 */
export function classWeightsOf(
  setting: TrainingSettings["classWeights"],
  codes: Float64Array,
  classCount: number,
): readonly number[] {
  if (setting === "none") return Array.from({ length: classCount }, () => 1);
  if (setting === "balanced") {
    const counts = Array.from({ length: classCount }, () => 0);
    for (const code of codes) counts[code]! += 1; // codes are below classCount
    return counts.map((count) => (count === 0 ? 0 : codes.length / (classCount * count)));
  }
  if (setting.length === classCount && setting.every((weight) => weight >= 0) && setting.some((weight) => weight > 0)) {
    return setting;
  }
  throw fail("fit/setting", {
    setting: "classWeights",
    reasonEn: `class weights are [${setting.join(", ")}]; there must be ${classCount} numbers of at least 0, not all 0`,
    reasonZh: `类别权重为 [${setting.join("、")}]；应为 ${classCount} 个不小于 0 且不全为 0 的数`,
  });
}

/** The weight of each row by its class. */
export function rowWeightsOf(codes: Float64Array, classWeights: readonly number[]): Float32Array {
  return Float32Array.from(codes, (code) => classWeights[code] ?? 0);
}
