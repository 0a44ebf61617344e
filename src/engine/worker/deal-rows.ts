/** Which rows are learned from, steered by and judged on: by the kind of question, and by what was corrected since the data were opened. */
import { allRows } from "../../core/all-rows";
import { answerColumns } from "../../core/answer-columns";
import type { Dataset } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { findColumns } from "../../core/find-column";
import type { Split, SplitRequest } from "../../core/split";
import { isOfSeries, type ReconstructionTask, type Task } from "../../core/task";
import { dealEdited } from "../../data/edits/deal-edited";
import { restrictSplit, rowsOfLabels } from "../../data/edits/rows-to-deal";
import { labelStrata } from "../../data/split/label-strata";
import { splitRows } from "../../data/split/split-rows";
import { splitSeries } from "../../data/split/split-series";
import { findLabels, withoutRareLabels } from "../../preprocessing/label-targets";
import { keepNormal } from "../../preprocessing/normal-rows";
import type { Targets } from "../../preprocessing/outcomes";
import { readTargets } from "../../preprocessing/targets";

/** A corrected data set is dealt as it was opened, so that runs before and after a correction are judged on the same rows. */
export function dealRows(dataset: Dataset, task: Task, targets: Targets, request: SplitRequest, seed: number): Split {
  // A row without an outcome stands in its series all the same.
  if (isOfSeries(task)) return splitSeries(dataset, task.window, request, includedRows(dataset), seed);
  if (task.kind === "reconstruction") return dealNormal(dataset, task, targets, request, seed);
  if (dataset.edits) {
    // Texts are dealt as they were opened, those that were excluded since among them.
    if (task.kind === "generation" || task.kind === "embedding") {
      const { rows } = readTargets(dataset, task, allRows(dataset));
      return restrictSplit(splitRows({ dataset, request, rows, targetCodes: null, seed }), targets.rows);
    }
    if (task.kind !== "multilabel") return restrictSplit(dealEdited(dataset, task, request, seed), targets.rows);
    const rows = rowsOfLabels(dataset, task);
    const targetCodes = openedStrata(dataset, task, targets, rows);
    const answers = answerColumns(task);
    return restrictSplit(splitRows({ dataset, request, rows, targetCodes, seed, answers }), targets.rows);
  }
  const targetCodes = task.kind === "classification" ? Int32Array.from(targets.values) : strataOf(task, targets);
  return splitRows({ dataset, request, rows: targets.rows, targetCodes, seed, answers: answerColumns(task) });
}

/** As the category that is learned from is dealt out, then without the others where it is learned. Throws what `splitRows` and `keepNormal` throw. */
function dealNormal(
  dataset: Dataset,
  task: ReconstructionTask,
  targets: Targets,
  request: SplitRequest,
  seed: number,
): Split {
  const { normal } = task;
  if (normal) {
    const asClasses = { kind: "classification", target: normal.column } as const;
    return keepNormal(dealRows(dataset, asClasses, targets, request, seed), targets, task);
  }
  const split = splitRows({ dataset, request, rows: allRows(dataset), targetCodes: null, seed });
  return restrictSplit(split, targets.rows);
}

/** What rows of several labels are dealt out by; null for other tasks. */
function strataOf(task: Task, { values, width }: Targets): Int32Array<ArrayBuffer> | null {
  return task.kind === "multilabel" ? labelStrata(values, width) : null;
}

/** The same by the labels that rows had when the data set was opened; a row that had none counts as one without. */
function openedStrata(
  dataset: Dataset,
  task: Task,
  { categories }: Targets,
  rows: Uint32Array<ArrayBuffer>,
): Int32Array<ArrayBuffer> {
  const now = findColumns(dataset.columns, answerColumns(task));
  const opened = now.map((column) => dataset.base?.find(({ name }) => name === column.name) ?? column);
  const { values, width } = findLabels(opened, rows, categories);
  return labelStrata(values, width);
}

/** Labels that nothing can be learned about are left out of a list; a column of its own was asked for by name, and is refused later. */
export function withCommonLabels(task: Task, targets: Targets, split: Split): Targets {
  const [list, ...others] = answerColumns(task);
  if (task.kind !== "multilabel" || list === undefined || others.length > 0) return targets;
  return { ...targets, ...withoutRareLabels(targets, split.train, list) };
}
