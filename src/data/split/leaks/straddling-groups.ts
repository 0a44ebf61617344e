/** One patient, household or student on both sides: the model is then judged on people it knows. */
import { isMissingAt } from "../../../core/column-values";
import { fewestGroups, namesGroup } from "../../../core/column-roles";
import { groupCodes } from "../../../core/group-codes";
import type { LeakFinding } from "../../../core/leak";
import { heldOutRows, type LeakInput } from "./leak-input";

/** Held-out rows, as a share, from which on the scores cannot be believed. */
const seriousShare = 0.05;

export function findStraddlingGroups({ dataset, task, request, split }: LeakInput): readonly LeakFinding[] {
  const all = Uint32Array.from({ length: dataset.rowCount }, (_, row) => row);
  const heldOut = heldOutRows(split);
  return dataset.columns.flatMap((column): readonly LeakFinding[] => {
    const isSplitBy = request.kind === "group" && request.by === column.name;
    if (isSplitBy || column.name === task.target || !namesGroup(column.name)) return [];
    const { codes, count: groupCount } = groupCodes(column, all);
    if (groupCount < fewestGroups) return [];
    const learned = new Set(Array.from(split.train, (row) => codes[row]));
    const count = heldOut.filter((row) => !isMissingAt(column, row) && learned.has(codes[row])).length;
    if (count === 0) return [];
    const isSerious = request.kind !== "time" && count >= seriousShare * heldOut.length;
    return [
      {
        kind: "groups",
        severity: isSerious ? "high" : "medium",
        message: {
          en: `${count} of ${heldOut.length} held-out rows belong to a “${column.name}” that training rows belong to as well: the model would be judged on what it already knows.`,
          zh: `${heldOut.length} 行留出数据中有 ${count} 行与训练数据属于同一“${column.name}”：模型会在它已认识的对象上被评估。`,
        },
        remedy: {
          en: `Split by group, by “${column.name}”.`,
          zh: `请按“${column.name}”分组划分。`,
        },
        columns: [column.name],
        count,
      },
    ];
  });
}
