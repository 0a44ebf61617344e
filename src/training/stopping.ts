/** Which epoch's weights a run keeps and when it has seen enough: pure functions of the history. */
import type { EpochRecord } from "../core/run";

/**
 * The epoch whose weights the model gets if the run ends here; 0 before the first. With patience and validation rows it
 * is the one of the lowest validation loss. Without validation rows, and where the loss is all that is minimised, it is that of
 * the lowest training loss, so that no run ends on a swing of a rate that does not come down. The earliest of equals; else the last.
 */
export function keptEpochOf(history: readonly EpochRecord[], patience: number | false, isPenalised = false): number {
  let kept = 0;
  let lowest = Infinity;
  for (const { epoch, train, validation } of history) {
    if (validation ? patience !== false : !isPenalised) {
      const { loss } = validation ?? train;
      if (!(loss < lowest)) continue;
      lowest = loss;
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
