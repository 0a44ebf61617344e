/** What the Prepare and Train steps show before anything is fitted. */
import { nameAt } from "../../../core/column-values";
import type { Dataset } from "../../../core/dataset";
import { findColumn, findColumns } from "../../../core/find-column";
import type { PreparePreview } from "../../../core/prepare-preview";
import { inBreaths } from "../../../core/work";
import { checkLeaks } from "../../../data/split/leak-guard";
import { summariseSplit } from "../../../data/split/summarise-split";
import { loadEstimator } from "../../../models/estimators";
import { rehearse, type Rehearsal } from "../../../preprocessing/build-samples";
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
      const resolution = await inBreaths(resolveFit(stored, request), signal);
      const { resolved, family, question, targets, split } = resolution;
      const rehearsal = await inBreaths(rehearse(dataset, question, targets, split), signal);
      const estimator = await loadEstimator(family.id);
      const leaks = await inBreaths(
        checkLeaks({ dataset, ...question, request: resolved.split, split, targets }),
        signal,
      );
      const groupBy = question.groupBy === undefined ? null : findColumn(dataset.columns, question.groupBy);
      const featureCount = rehearsal.pipeline.features.length;
      return {
        resolved,
        proposedPipeline: resolution.proposedPipeline,
        effects: rehearsal.effects,
        split: summariseSplit({ split, rowCount: dataset.rowCount, targets, groupBy }),
        leaks,
        categories: rehearsal.categories,
        example: exampleOf(dataset, question.features, rehearsal),
        featureCount,
        leftOut: dataset.rowCount - rehearsal.rowCount,
        network: networkOf(
          estimator,
          rehearsal.pipeline.inputShape ?? [featureCount],
          rehearsal.categories.length,
          resolved,
        ),
      };
    },
  };
}

/** The first training row, before and after the steps. */
function exampleOf(
  dataset: Dataset,
  features: readonly string[],
  { pipeline, first: { row, inputs } }: Rehearsal,
): PreparePreview["example"] {
  return {
    row,
    before: findColumns(dataset.columns, features).map((column) => {
      const value = column.kind === "number" ? column.values[row]! : nameAt(column, row); // row is in the data set
      return { column: column.name, value: typeof value === "number" && Number.isNaN(value) ? null : value };
    }),
    after: pipeline.features.map((feature, i) => ({ feature, value: inputs[i]! })), // one for each feature
  };
}
