/** What the Prepare and Train steps show before anything is fitted. */
import { sizeOf } from "../../../core/block";
import { nameAt } from "../../../core/column-values";
import type { Dataset } from "../../../core/dataset";
import { findColumn, findColumns } from "../../../core/find-column";
import type { FittedPipeline } from "../../../core/pipeline";
import type { PreparePreview } from "../../../core/prepare-preview";
import type { InputForm } from "../../../core/samples";
import { canLeak } from "../../../core/leak";
import type { Task } from "../../../core/task";
import { inBreaths } from "../../../core/work";
import type { Wording } from "../../../core/wording";
import { checkLeaks } from "../../../data/split/leak-guard";
import { summariseSplit } from "../../../data/split/summarise-split";
import { loadEstimator } from "../../../models/estimators";
import type { Rehearsal } from "../../../preprocessing/build-samples";
import { coderOf } from "../../../preprocessing/generation/text-coder";
import { withTransfer, type Handlers } from "../../rpc";
import type { Parts } from "../parts";
import { rehearseAny } from "../prepare-any";
import { requireInputs, resolveFit, type Resolution } from "../resolve";
import { networkOf } from "../run-fit";
import { knownVectors } from "../word-table";
import { varyExample } from "../vary-example";

export function createPrepareJobs({
  datasets,
  materials,
}: Parts): Pick<Handlers, "prepare/preview" | "prepare/augmented"> {
  return {
    async "prepare/preview"({ request }, { signal }): Promise<PreparePreview> {
      const stored = await datasets.get(request.dataset);
      signal.throwIfAborted();
      const { dataset } = stored;
      const resolution = await inBreaths(resolveFit(stored, request, await materials.find(request)), signal);
      const { resolved, family, question, targets, split } = resolution;
      const rehearsal = await inBreaths(rehearseAny(dataset, resolution), signal);
      const estimator = await loadEstimator(family.id);
      const input = { dataset, ...question, request: resolved.split, split, targets };
      const leaks = canLeak(resolved.task) ? await inBreaths(checkLeaks(input), signal) : [];
      const groupBy = question.groupBy === undefined ? null : findColumn(dataset.columns, question.groupBy);
      const inputs = formOf(rehearsal.pipeline, resolved.task);
      requireInputs(family, inputs);
      return {
        resolved,
        proposedPipeline: resolution.proposedPipeline,
        effects: rehearsal.effects,
        split: summariseSplit({ split, rowCount: dataset.rowCount, targets, groupBy }),
        leaks,
        categories: rehearsal.categories,
        ...notesOf(resolution),
        example: exampleOf(dataset, shownColumns(resolved.task, question.features), rehearsal),
        featureCount: sizeOf(inputs.shape),
        leftOut: dataset.rowCount - rehearsal.rowCount,
        ...vectorsOf(resolution, rehearsal.pipeline),
        ...(rehearsal.series ? { series: rehearsal.series } : {}),
        network: networkOf(estimator, inputs, rehearsal.categories.length, resolution, split.train.length),
      };
    },
    async "prepare/augmented"({ request, place, count }, { signal }) {
      const stored = await datasets.get(request.dataset);
      signal.throwIfAborted();
      const resolution = await inBreaths(resolveFit(stored, request, await materials.find(request)), signal);
      const example = await inBreaths(varyExample(stored.dataset, resolution, place, count), signal);
      if (!example) return null;
      const pictures = [example.before, example.prepared, ...example.varied];
      return withTransfer(
        example,
        pictures.map(({ pixels }) => pixels.buffer),
      );
    },
  };
}

function vectorsOf({ materials }: Resolution, pipeline: FittedPipeline): Pick<PreparePreview, "vectors"> {
  const vectors = knownVectors(materials, pipeline);
  return vectors ? { vectors } : {};
}

/** Those that the model reads; of a text that is turned into another both. */
function shownColumns(task: Task, features: readonly string[]): readonly string[] {
  return task.kind === "generation" && task.source !== undefined ? [task.source, task.text] : features;
}

function formOf(pipeline: FittedPipeline, { kind }: Task): InputForm {
  const { inputShape, features, vocabularySize } = pipeline;
  const sourceSteps = kind === "generation" ? coderOf(pipeline).sourceSteps : 0;
  return {
    shape: inputShape ?? [features.length],
    ...(vocabularySize === undefined ? {} : { vocabularySize }),
    ...(kind === "generation" ? { foretells: true } : {}),
    ...(sourceSteps > 0 ? { sourceSteps } : {}),
  };
}

const dealtByRarest: Wording = {
  en: "Rows are dealt out by the rarest of their labels, so that every part gets its share of it.",
  zh: "各行按其最少见的标签划分，使每一部分都按比例包含该标签。",
};

/** How labels were read, and what their rows are dealt out by. */
function notesOf({ resolved: { task, split }, targets }: Resolution): Pick<PreparePreview, "notes"> {
  if (task.kind !== "multilabel") return {};
  const isByRarest = split.kind === "stratified" && split.by === undefined;
  return { notes: [...targets.notes, ...(isByRarest ? [dealtByRarest] : [])] };
}

/** The first training row, before and after the steps; the numbers of a picture are none that one could read. */
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
    after:
      inputs.length === pipeline.features.length
        ? pipeline.features.map((feature, i) => ({ feature, value: inputs[i]! })) // one for each feature
        : [],
  };
}
