/** A stored model at work on rows of any data set. */
import { allRows } from "../../core/all-rows";
import type { Block } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { inBreaths } from "../../core/work";
import { loadEstimator } from "../../models/estimators";
import { conformFrame } from "../../preprocessing/conform-frame";
import { applyPipeline } from "../../preprocessing/pipeline";
import type { StoredModel } from "../../storage/storage";

export interface Applied {
  /** The rows that the steps left, in the order asked for. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** [row, class] probabilities or [row, 1] values. */
  readonly outputs: Block;
}

/** Throws `fit/missing-column`, `data/conversion`, `prepare/missing-values`. */
export async function applyModel(
  model: StoredModel,
  dataset: Dataset,
  rows: Uint32Array<ArrayBuffer>,
): Promise<Applied> {
  const frame = conformFrame(dataset, model.pipeline, rows);
  const applied = await inBreaths(applyPipeline(model.pipeline, frame));
  const estimator = await loadEstimator(model.saved.family);
  const fitted = await estimator.restore(model.saved);
  try {
    return { rows: applied.rows, outputs: await fitted.predict(applied.inputs) };
  } finally {
    fitted.dispose();
  }
}

/** The rows asked for, or all. Throws `data/row-range`. */
export function rowsOf(dataset: Dataset, asked: readonly number[] | undefined): Uint32Array<ArrayBuffer> {
  if (!asked) return allRows(dataset);
  for (const row of asked) {
    if (Number.isInteger(row) && row >= 0 && row < dataset.rowCount) continue;
    throw fail("data/row-range", { from: row, to: row, rowCount: dataset.rowCount });
  }
  return Uint32Array.from(asked);
}
