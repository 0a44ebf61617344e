/** One patient, household or student on both sides: the model is then judged on people it knows. */
import { allRows } from "../../../core/all-rows";
import { answerColumns } from "../../../core/answer-columns";
import { isMissingAt } from "../../../core/column-values";
import { fewestGroups, namesGroup } from "../../../core/column-roles";
import { groupCodes } from "../../../core/group-codes";
import type { LeakFinding } from "../../../core/leak";
import type { Work } from "../../../core/work";
import { heldOutRows, type LeakInput } from "./leak-input";

/** Held-out rows, as a share, from which on the scores cannot be believed. */
const seriousShare = 0.05;

export function* findStraddlingGroups({ dataset, task, request, split }: LeakInput): Work<readonly LeakFinding[]> {
  const all = allRows(dataset);
  const heldOut = heldOutRows(split);
  const findings: LeakFinding[] = [];
  const answers = new Set(answerColumns(task));
  for (const column of dataset.columns) {
    yield;
    const isSplitBy = request.kind === "group" && request.by === column.name;
    if (isSplitBy || answers.has(column.name) || !namesGroup(column.name)) continue;
    const { codes, count: groupCount } = groupCodes(column, all);
    if (groupCount < fewestGroups) continue;
    const isLearned = new Uint8Array(groupCount);
    for (const row of split.train) isLearned[codes[row]!] = 1; // row is in the data set
    const count = heldOut.filter((row) => !isMissingAt(column, row) && isLearned[codes[row]!]).length; // as above
    if (count === 0) continue;
    const isSerious = request.kind !== "time" && count >= seriousShare * heldOut.length;
    findings.push({
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
    });
  }
  return findings;
}
