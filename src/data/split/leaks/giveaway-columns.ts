/** A column that tells the outcome by itself is usually written down after it: a code for the treatment given, a copy of the outcome. */
import { answerColumns } from "../../../core/answer-columns";
import { isMissingAt } from "../../../core/column-values";
import type { Column } from "../../../core/column";
import { findColumns } from "../../../core/find-column";
import type { LeakFinding } from "../../../core/leak";
import type { Wording } from "../../../core/wording";
import type { Work } from "../../../core/work";
import { categoryAccuracy, correlation, knownPairs, rankCorrelation, separation } from "./association";
import { heldOutRows, type LeakInput } from "./leak-input";

/** Honest columns stay below: glucose has 0.80 in the Pima table, petal width up to 0.996 between iris species over 40 splits. */
const leastSeparation = 0.999;
const leastAccuracy = 0.995;
const leastCorrelation = 0.999;
/** Rows looked at on each side; more change the third digit only. */
const sampleSize = 20_000;

export function* findGiveaways({ dataset, task, features, split, targets }: LeakInput): Work<readonly LeakFinding[]> {
  const heldOut = heldOutRows(split);
  const findings: LeakFinding[] = [];
  // Of several labels each is a question of its own.
  const names = task.kind === "multilabel" ? (targets.categories ?? []) : answerColumns(task);
  // What is learned from rows alone cannot be given away.
  if (task.kind === "reconstruction") return findings;
  for (const [place, answer] of names.entries()) {
    const targetByRow = new Float64Array(dataset.rowCount).fill(NaN);
    targets.rows.forEach((row, i) => {
      targetByRow[row] = targets.values[i * names.length + place]!; // aligned
    });
    const known = (rows: Uint32Array<ArrayBuffer>) => sampleOf(rows.filter((row) => !Number.isNaN(targetByRow[row])));
    yield;
    const sides = { train: known(split.train), heldOut: known(heldOut), targetByRow };
    yield;
    const find = task.kind === "regression" ? createValueJudge(sides) : createClassJudge(sides);
    findings.push(...(yield* findingsOf({ dataset, features, heldOut, answer, find })));
  }
  return findings;
}

function* findingsOf({
  dataset,
  features,
  heldOut,
  answer,
  find,
}: Pick<LeakInput, "dataset" | "features"> & {
  readonly heldOut: Uint32Array<ArrayBuffer>;
  readonly answer: string;
  readonly find: Judge;
}): Work<readonly LeakFinding[]> {
  const findings: LeakFinding[] = [];
  for (const column of findColumns(dataset.columns, features)) {
    yield;
    const how = find(column);
    if (!how) continue;
    findings.push({
      kind: "giveaway",
      severity: "high",
      message: {
        en: `“${column.name}” alone tells “${answer}” (${how.en}).`,
        zh: `仅凭“${column.name}”就能得知“${answer}”（${how.zh}）。`,
      },
      remedy: {
        en: `Ask whether “${column.name}” is known before the outcome is. If not, leave it out.`,
        zh: `请确认“${column.name}”是否在结果发生之前就已知；若不是，请将其去掉。`,
      },
      columns: [column.name],
      count: heldOut.filter((row) => !isMissingAt(column, row)).length,
    });
  }
  return findings;
}

interface Sides {
  readonly train: Uint32Array<ArrayBuffer>;
  readonly heldOut: Uint32Array<ArrayBuffer>;
  readonly targetByRow: Float64Array<ArrayBuffer>;
}

/** How a column gives the outcome away; null where it does not. */
type Judge = (column: Column) => Wording | null;

function sampleOf(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const stride = Math.ceil(rows.length / sampleSize);
  return stride > 1 ? rows.filter((_, i) => i % stride === 0) : rows;
}

function createClassJudge({ train, heldOut, targetByRow }: Sides): Judge {
  const codes = new Int32Array(targetByRow.length).fill(-1);
  for (const row of [...train, ...heldOut]) codes[row] = targetByRow[row]!; // rows with a known outcome
  const classCount = 1 + codes.reduce((most, code) => Math.max(most, code), -1);
  const trainByClass = Array.from({ length: classCount }, (_, code) => train.filter((row) => codes[row] === code));
  return (column) => {
    if (column.kind === "number" || column.kind === "time") {
      const auc = separation(column.values, trainByClass);
      if (auc >= leastSeparation)
        return { en: `AUC ${shown(auc)} among training rows`, zh: `训练数据中 AUC 为 ${shown(auc)}` };
    }
    const accuracy = categoryAccuracy(column, train, heldOut, { codes, classCount });
    if (accuracy < leastAccuracy) return null;
    return {
      en: `balanced accuracy ${shown(accuracy)} on held-out rows`,
      zh: `留出数据上的平衡准确率为 ${shown(accuracy)}`,
    };
  };
}

function createValueJudge({ train, targetByRow }: Sides): Judge {
  return (column) => {
    if (column.kind !== "number" && column.kind !== "time") return null;
    const pairs = knownPairs(column.values, train, targetByRow);
    const r = correlation(pairs);
    if (Math.abs(r) >= leastCorrelation) {
      return { en: `correlation ${shown(r)} among training rows`, zh: `训练数据中相关系数为 ${shown(r)}` };
    }
    const rank = rankCorrelation(pairs);
    if (Math.abs(rank) < leastCorrelation) return null;
    return { en: `rank correlation ${shown(rank)} among training rows`, zh: `训练数据中秩相关系数为 ${shown(rank)}` };
  };
}

function shown(value: number): string {
  return value.toFixed(3);
}
