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

/**
 * Weight of each label's rows without and with it: 1 each, or balanced so that either side counts as much as half the rows.
 * `values` is [row, label]. Throws `fit/setting` for a list of weights.
 */
export function labelWeightsOf(
  setting: TrainingSettings["classWeights"],
  values: Float64Array,
  labelCount: number,
): readonly (readonly [without: number, with_: number])[] {
  const rowCount = values.length / labelCount;
  if (setting === "none") return Array.from({ length: labelCount }, () => [1, 1] as const);
  if (setting === "balanced") {
    return Array.from({ length: labelCount }, (_, label) => {
      let count = 0;
      for (let i = label; i < values.length; i += labelCount) count += values[i]!; // i < length
      const weightOf = (rows: number) => (rows === 0 ? 0 : rowCount / (2 * rows));
      return [weightOf(rowCount - count), weightOf(count)] as const;
    });
  }
  throw fail("fit/setting", {
    setting: "classWeights",
    reasonEn: "a list of class weights goes with single classes; for several labels choose “balanced” or “none”",
    reasonZh: "类别权重列表只适用于单一类别；多标签任务请选择“balanced”或“none”",
  });
}

/** The weight of each row by its class. */
export function rowWeightsOf(codes: Float64Array, classWeights: readonly number[]): Float32Array {
  return Float32Array.from(codes, (code) => classWeights[code] ?? 0);
}
