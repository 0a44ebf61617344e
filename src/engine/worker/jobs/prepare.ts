/** What the Prepare and Train steps show before anything is fitted. */
import { nameAt } from "../../../core/column-values";
import type { Dataset } from "../../../core/dataset";
import { findColumn, findColumns } from "../../../core/find-column";
import type { PreparePreview } from "../../../core/prepare-preview";
import { checkLeaks } from "../../../data/split/leak-guard";
import { summariseSplit } from "../../../data/split/summarise-split";
import { loadEstimator } from "../../../models/estimators";
import { prepare, type Prepared } from "../../../preprocessing/build-samples";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";
import { resolveFit } from "../resolve";
import { networkOf } from "../run-fit";

export function createPrepareJobs({ datasets }: Parts): Pick<Handlers, "prepare/preview"> {
  return {
    async "prepare/preview"({ request }, { signal }): Promise<PreparePreview> {
      const stored = await datasets.get(request.dataset);
      signal.throwIfAborted();
      const { dataset } = stored;
      const resolution = resolveFit(stored, request);
      const { resolved, family, question, targets, split } = resolution;
      const prepared = prepare(dataset, question, targets, split);
      const estimator = await loadEstimator(family.id);
      const groupBy = question.groupBy === undefined ? null : findColumn(dataset.columns, question.groupBy);
      const featureCount = prepared.pipeline.features.length;
      return {
        resolved,
        proposedPipeline: resolution.proposedPipeline,
        effects: prepared.effects,
        split: summariseSplit({ split, rowCount: dataset.rowCount, targets, groupBy }),
        leaks: checkLeaks({ dataset, ...question, request: resolved.split, split, targets }),
        categories: prepared.categories,
        example: exampleOf(dataset, question.features, prepared),
        featureCount,
        leftOut: dataset.rowCount - usedRowCount(prepared),
        network: networkOf(estimator, featureCount, prepared.categories.length, resolved),
      };
    },
  };
}

function usedRowCount({ train, validation, test }: Prepared): number {
  return train.rows.length + (validation?.rows.length ?? 0) + test.rows.length;
}

/** The first training row, before and after the steps. */
function exampleOf(dataset: Dataset, features: readonly string[], { train }: Prepared): PreparePreview["example"] {
  const row = train.rows[0] ?? 0;
  return {
    row,
    before: findColumns(dataset.columns, features).map((column) => {
      const value = column.kind === "number" ? column.values[row]! : nameAt(column, row); // row is in the data set
      return { column: column.name, value: typeof value === "number" && Number.isNaN(value) ? null : value };
    }),
    after: train.features.map((feature, i) => ({ feature, value: train.inputs.data[i] ?? NaN })),
  };
}
