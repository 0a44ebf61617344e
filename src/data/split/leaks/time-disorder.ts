/** A series that is split by chance: the model learns from the future of the rows that judge it. */
import { answerColumns } from "../../../core/answer-columns";
import { isMissingAt } from "../../../core/column-values";
import { namesBirth } from "../../../core/column-roles";
import type { TimeColumn } from "../../../core/column";
import type { LeakFinding } from "../../../core/leak";
import type { Work } from "../../../core/work";
import { heldOutRows, type LeakInput } from "./leak-input";

const fewestTimes = 30;
/** Share of steps from row to row that must go forward for the table to be in order of time. */
const leastOrdered = 0.98;
/** Share of steps of the commonest length from which on the table is a regular series. */
const leastRegular = 0.5;

export function* findTimeDisorder({ dataset, task, request, split }: LeakInput): Work<readonly LeakFinding[]> {
  if (request.kind === "time" || request.kind === "group") return [];
  const findings: LeakFinding[] = [];
  const answers = new Set(answerColumns(task));
  for (const column of dataset.columns) {
    if (column.kind !== "time" || answers.has(column.name) || namesBirth(column.name)) continue;
    yield;
    const order = describeOrder(column);
    if (order === "none") continue;
    let latest = -Infinity;
    for (const row of split.train) if (!isMissingAt(column, row)) latest = Math.max(latest, column.values[row]!); // in the column
    const heldOut = heldOutRows(split);
    const count = heldOut.filter((row) => column.values[row]! < latest).length; // row is in the column
    if (count === 0) continue;
    findings.push({
      kind: "time",
      severity: order === "series" ? "medium" : "low",
      message: {
        en: `The rows follow each other in time, and ${count} of ${heldOut.length} held-out rows lie before training rows in “${column.name}”: the model learns from their future.`,
        zh: `各行按时间先后排列，而 ${heldOut.length} 行留出数据中有 ${count} 行在“${column.name}”上早于训练数据：模型会从它们的未来中学习。`,
      },
      remedy: { en: `Split by time, by “${column.name}”.`, zh: `请按“${column.name}”的时间顺序划分。` },
      columns: [column.name],
      count,
    });
  }
  return findings;
}

/** Whether the table is a regular series, in order of time at least, or neither. */
function describeOrder(column: TimeColumn): "series" | "ordered" | "none" {
  const times = column.values.filter((time) => Number.isFinite(time));
  const steps = new Map<number, number>();
  let forward = 0;
  let standing = 0;
  for (let i = 1; i < times.length; i++) {
    const step = times[i]! - times[i - 1]!; // i < length
    if (step > 0) {
      forward++;
      steps.set(step, (steps.get(step) ?? 0) + 1);
    } else if (step === 0) standing++;
  }
  if (forward < fewestTimes || forward + standing < leastOrdered * (times.length - 1)) return "none";
  let commonest = 0;
  for (const count of steps.values()) commonest = Math.max(commonest, count);
  return commonest >= leastRegular * forward ? "series" : "ordered";
}
