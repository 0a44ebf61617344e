/** Judging and using the models of runs. */
import { nameAt } from "../../../core/column-values";
import type { Dataset } from "../../../core/dataset";
import { excludedRows, includedRows } from "../../../core/excluded-rows";
import { fail } from "../../../core/failure";
import { groupCodes } from "../../../core/group-codes";
import type { Predictions, Run } from "../../../core/run";
import type { Subset } from "../../../core/split";
import { isWindowed } from "../../../core/task";
import { readKnownTargets, type Targets } from "../../../preprocessing/targets";
import type { StoredDataset, StoredModel } from "../../../storage/storage";
import { withTransfer, type Handlers } from "../../rpc";
import { applyModel, rowsOf, type Applied } from "../apply-model";
import { casesOf, evaluate, predictedOf, type Judgement } from "../judge";
import { judgedUnits } from "../judged-units";
import { throttleProgress } from "../open-progress";
import type { Parts } from "../parts";
import { writePredictions } from "../predictions-file";
import { createPredictSource } from "../predict-source";

type RunMethod = "run/evaluate" | "run/cases" | "run/predict" | "run/predictions-csv" | "run/delete";

export function createRunJobs({ datasets, models, fits }: Parts): Pick<Handlers, RunMethod> {
  const sourceOf = createPredictSource(datasets);

  return {
    async "run/evaluate"({ run, dataset, rows }) {
      requireRowByRow(run);
      const model = await models.get(run);
      const stored = await datasets.get(dataset);
      // On the run's own data, corrected or not, the honest rows are those that it has never seen.
      const isOwn = dataset === run.request.dataset || stored.info.fingerprint === run.fingerprint;
      const excluded = excludedRows(stored.dataset.edits);
      const honest = isOwn ? model.split.test : includedRows(stored.dataset);
      const asked = rows ?? Array.from(honest).filter((row) => row < stored.dataset.rowCount && !excluded.has(row));
      const known = readKnownTargets(stored.dataset, run.request.task, rowsOf(stored.dataset, asked), model.categories);
      return evaluate(await judgementOf(model, run, stored, known));
    },
    async "run/cases"({ run, subset }) {
      const model = await models.get(run);
      const kept = subset === "train" ? null : model.cases[subset];
      const cases = kept ?? (await casesAgain(model, run, subset));
      return withTransfer(cases, [
        cases.rows.buffer,
        cases.actual.buffer,
        cases.predicted.buffer,
        cases.probabilities.buffer,
      ]);
    },
    async "run/predict"({ run, on }, { signal, emit }) {
      requireRowByRow(run);
      const model = await models.get(run);
      const { stored, rows } = await sourceOf(on, model, signal, throttleProgress(emit));
      const applied = await applyModel(model, stored.dataset, rows);
      return predictionsOf(model, run, stored, rows, applied);
    },
    async "run/predictions-csv"({ run, on }, { signal }) {
      requireRowByRow(run);
      const model = await models.get(run);
      const { stored, rows } = await sourceOf(on, model, signal, () => {});
      const applied = await applyModel(model, stored.dataset, rows);
      return writePredictions(stored.dataset, predictionsOf(model, run, stored, rows, applied));
    },
    async "run/delete"({ run }) {
      fits.stop(run);
      await models.delete(run);
      return null;
    },
  };

  /** Of training rows with the outcomes that were learned, whatever has been corrected since. */
  async function casesAgain(model: StoredModel, run: Run, subset: Subset) {
    requireRowByRow(run);
    const stored = await datasets.get(run.request.dataset);
    const { split, trainTargets, categories } = model;
    const known =
      subset === "train"
        ? { rows: split.train, values: trainTargets }
        : readKnownTargets(stored.dataset, run.request.task, split[subset], categories);
    return casesOf(await judgementOf(model, run, stored, known));
  }
}

/** What looks back over windows, a generation and vectors of words answer nothing about one row: they are judged where they were fitted, and not yet on other data. Throws `api/unsupported`. */
function requireRowByRow({ request: { task } }: Run): void {
  if (task.kind === "generation") {
    const supported = "fit, judge on validation and test rows, and generate";
    throw fail("api/unsupported", { what: "a prediction of rows by a model that writes texts", supported });
  }
  if (!isWindowed(task) && task.kind !== "embedding") return;
  const supported = "fit, and judge on validation and test rows";
  const what = isWindowed(task) ? "windows of other rows" : "predicting rows by vectors of words";
  throw fail("api/unsupported", { what, supported });
}

/** What the model says of rows whose outcome is known. Throws what applying throws. */
async function judgementOf(
  model: StoredModel,
  run: Run,
  { dataset }: StoredDataset,
  known: Pick<Targets, "rows" | "values">,
): Promise<Judgement> {
  const { task, split, seed } = run.request;
  const { rows, outputs } = await applyModel(model, dataset, known.rows);
  const width = known.values.length / known.rows.length;
  const placeOf = new Map(Array.from(known.rows, (row, i) => [row, i]));
  const by = split.kind === "group" ? dataset.columns.find((column) => column.name === split.by) : undefined;
  return {
    task,
    categories: model.categories,
    rows,
    targets: Float64Array.from({ length: rows.length * width }, (_, i) => {
      const place = placeOf.get(rows[Math.floor(i / width)]!)!; // the steps only leave out rows
      return known.values[place * width + (i % width)]!; // aligned
    }),
    outputs,
    trainTargets: model.trainTargets,
    groups: by ? groupCodes(by, rows).codes : null,
    unit: by?.name ?? "rows",
    units: judgedUnits(dataset, task, split, rows),
    seed,
  };
}

/** One entry for each row asked for; a row that a step dropped has no value. */
function predictionsOf(
  model: StoredModel,
  run: Run,
  { dataset }: StoredDataset,
  asked: Uint32Array<ArrayBuffer>,
  { rows, outputs }: Applied,
): Predictions {
  const { task } = run.request;
  const { categories } = model;
  const predicted = predictedOf(outputs, task, categories);
  const placeOf = new Map(Array.from(rows, (row, place) => [row, place]));
  const places = Array.from(asked, (row) => placeOf.get(row));
  const files = pictureFiles(dataset, asked);
  const base = { rows: Array.from(asked), dataset: dataset.id, ...(files ? { files } : {}) };
  const valueAt = (place: number | undefined) => (place === undefined ? null : (predicted[place] ?? null));
  if (task.kind === "regression") return { ...base, values: places.map(valueAt) };
  const width = categories.length;
  const labelsAt = (place: number) => categories.filter((_, code) => predicted[place * width + code] === 1).join("|");
  return {
    ...base,
    values:
      task.kind === "multilabel"
        ? places.map((place) => (place === undefined ? null : labelsAt(place)))
        : places.map((place) => categories[valueAt(place) ?? -1] ?? null),
    categories,
    probabilities: places.map(
      (place) => categories.map((_, code) => (place === undefined ? NaN : outputs.data[place * width + code]!)), // in the block
    ),
  };
}

/** What the rows' pictures are called; null where the data set has no pictures, or no column of their files. */
function pictureFiles({ columns }: Dataset, rows: Uint32Array): readonly string[] | null {
  const files = columns.find(({ name, kind }) => name === "file" && kind === "text");
  if (!files || !columns.some(({ kind }) => kind === "image")) return null;
  return Array.from(rows, (row) => nameAt(files, row) ?? "");
}
