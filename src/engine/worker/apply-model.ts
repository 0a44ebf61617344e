/** A stored model at work on rows of any data set. */
import { allRows } from "../../core/all-rows";
import type { Block } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import type { FittedModel } from "../../core/estimator";
import { fail } from "../../core/failure";
import { inBreaths } from "../../core/work";
import { conformFrame } from "../../preprocessing/conform-frame";
import { applyPipeline, type AppliedPipeline } from "../../preprocessing/pipeline";
import type { StoredModel } from "../../storage/storage";
import { withRestored } from "./restored-model";

export interface Applied {
  /** The rows that the steps left, in the order asked for. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** [row, class] probabilities or [row, 1] values. */
  readonly outputs: Block;
}

/** Throws `fit/missing-column`, `data/conversion`, `prepare/missing-values`. */
export function applyModel(model: StoredModel, dataset: Dataset, rows: Uint32Array<ArrayBuffer>): Promise<Applied> {
  return withModel(model, dataset, rows, async (fitted, applied) => ({
    rows: applied.rows,
    outputs: await fitted.predict(applied.inputs),
  }));
}

/** What `use` makes of the model and the rows as it takes them; the model is gone afterwards. Throws the same. */
export async function withModel<T>(
  model: StoredModel,
  dataset: Dataset,
  rows: Uint32Array<ArrayBuffer>,
  use: (fitted: FittedModel, applied: AppliedPipeline) => Promise<T>,
): Promise<T> {
  const frame = conformFrame(dataset, model.pipeline, rows);
  const applied = await inBreaths(applyPipeline(model.pipeline, frame));
  return withRestored(model, (fitted) => use(fitted, applied));
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
