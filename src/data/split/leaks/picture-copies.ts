/** Copies of one picture on both sides, also such as were stored again, brightened, resized, shifted or cropped: the model could answer from memory. */
import { findColumns } from "../../../core/find-column";
import type { LeakFinding } from "../../../core/leak";
import type { Work } from "../../../core/work";
import { keepCopiesTogether } from "../../summaries/finding-words";
import { findNearDuplicates } from "../../summaries/near-duplicates";
import { heldOutRows, type LeakInput } from "./leak-input";

const rowLimit = 1_000;

export function* findPictureCopies({ dataset, features, split }: LeakInput): Work<readonly LeakFinding[]> {
  const findings: LeakFinding[] = [];
  const heldOut = heldOutRows(split);
  const isHeldOut = new Set(heldOut);
  const isLearned = new Set(split.train);
  for (const column of findColumns(dataset.columns, features)) {
    if (column.kind !== "image") continue;
    const { groups, isSearched } = yield* findNearDuplicates(column);
    const rows = groups
      .filter((group) => group.some((row) => isLearned.has(row)))
      .flatMap((group) => group.filter((row) => isHeldOut.has(row)))
      .toSorted((a, b) => a - b);
    if (!isSearched) findings.push(tooManyToCompare(column.name));
    if (rows.length === 0) continue;
    findings.push({
      kind: "duplicates",
      severity: "high",
      message: {
        en: `${rows.length} of ${heldOut.length} held-out pictures ${rows.length === 1 ? "has" : "have"} a copy or near copy among the training pictures.`,
        zh: `${heldOut.length} 张留出图片中有 ${rows.length} 张在训练图片中有副本或近似副本。`,
      },
      remedy: {
        en: "Split by a column that keeps copies together, such as the patient or the camera, or exclude the copies.",
        zh: "请按能让副本保持在一起的列（如患者或相机）分组划分，或排除这些副本。",
      },
      columns: [column.name],
      count: rows.length,
      rows: rows.slice(0, rowLimit),
    });
  }
  return findings;
}

/** A guard that finds nothing says that it looked; here it did not. */
function tooManyToCompare(column: string): LeakFinding {
  return {
    kind: "duplicates",
    severity: "low",
    message: {
      en: "There are too many pictures to compare each with each: only copies that are the same to the last pixel were looked for across the split, not near copies.",
      zh: "图片太多，无法两两比较：只在各子集之间查找了完全相同的副本，未查找近似副本。",
    },
    remedy: keepCopiesTogether,
    columns: [column],
    count: 0,
  };
}
