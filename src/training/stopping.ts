/** Which epoch's weights a run keeps and when it has seen enough: pure functions of the history. */
import type { EpochRecord } from "../core/run";

/**
 * The epoch whose weights the model gets if the run ends here; 0 before the first. With patience and validation rows it
 * is the one of the lowest validation loss (the earliest of equals), else the last.
 */
export function keptEpochOf(history: readonly EpochRecord[], patience: number | false): number {
  let kept = 0;
  let lowest = Infinity;
  for (const { epoch, validation } of history) {
    if (patience !== false && validation) {
      if (!(validation.loss < lowest)) continue;
      lowest = validation.loss;
    }
    kept = epoch;
  }
  return kept;
}

/** Whether `patience` epochs have passed since the best one. */
export function hasRunOut(history: readonly EpochRecord[], patience: number | false): boolean {
  if (patience === false || !history.at(-1)?.validation) return false;
  return history.length - keptEpochOf(history, patience) >= patience;
}
