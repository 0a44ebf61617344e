import { isOfSeries, type Task } from "./task";
import type { Wording } from "./wording";

/** Whether leaks can be looked for in single rows: a window is known by its past, and of texts that are written or taken apart the same one may well come again. */
export function canLeak(task: Task): boolean {
  return !isOfSeries(task) && task.kind !== "generation" && task.kind !== "embedding";
}

/** A way in which the test rows could be known before the test: found before anything is fitted. */
export interface LeakFinding {
  /** groups: one patient on both sides; duplicates: the same row, or a copy of its picture, on both sides; giveaway: a column that tells the outcome by itself; time: the future helps to tell the past. */
  readonly kind: "groups" | "duplicates" | "giveaway" | "time";
  readonly severity: "high" | "medium" | "low";
  readonly message: Wording;
  readonly remedy: Wording;
  readonly columns: readonly string[];
  /** Rows outside the training subset that are concerned. */
  readonly count: number;
  /** The first thousand of them, where single rows are to blame. */
  readonly rows?: readonly number[];
}
