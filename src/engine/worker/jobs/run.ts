/** Judging and using the models of runs. */
import { createBlock } from "../../../core/block";
import { nameAt } from "../../../core/column-values";
import type { Dataset } from "../../../core/dataset";
import { fail } from "../../../core/failure";
import type { Predictions, Run } from "../../../core/run";
import type { Subset } from "../../../core/split";
import { givesWindowsBack } from "../../../core/task";
import { rowErrors, thresholdOf } from "../../../metrics/reconstruction";
import { readKnownTargets } from "../../../preprocessing/targets";
import type { StoredDataset, StoredModel } from "../../../storage/storage";
import type { PredictOn } from "../../protocol";
import { withTransfer, type Handlers } from "../../rpc";
import { applyModel, withModel, type Applied } from "../apply-model";
import { casesOf, predictedOf } from "../judge";
import { givenBackCases, quantileOf } from "../judge-reconstruction";
import { comingOf, learnedForecast, trackOf } from "../forecast-work";
import { errorsOfWindows, scoreTrackOf, windowsGivenBack } from "../given-windows";
import { throttleProgress } from "../open-progress";
import type { Parts } from "../parts";
import { writeForecast, writePredictions } from "../predictions-file";
import { givenBackOf, judgementOf, judgeOn } from "../judge-on";
import { createPredictSource } from "../predict-source";
import { answersAfter, judgeWindows, learnedWindows } from "../window-work";

type RunMethod =
  | "run/evaluate"
  | "run/evaluate-files"
  | "run/cases"
  | "run/track"
  | "run/scores"
  | "run/predict"
  | "run/predictions-csv"
  | "run/delete";

export function createRunJobs({ datasets, models, fits }: Parts): Pick<Handlers, RunMethod> {
  const sourceOf = createPredictSource(datasets);

  return {
    async "run/evaluate"({ run, dataset, rows }) {
      requireRowByRow(run);
      return judgeOn(await models.get(run), run, await datasets.get(dataset), rows);
    },
    async "run/evaluate-files"({ run, files }, { signal, emit }) {
      requireRowByRow(run);
      const model = await models.get(run);
      const { stored } = await sourceOf({ kind: "files", files }, model, signal, throttleProgress(emit));
      const { name, rowCount } = stored.info;
      return { evaluation: await judgeOn(model, run, stored), name, rowCount };
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
        ...(cases.reconstruction ? [cases.reconstruction.map.buffer, cases.reconstruction.differences.buffer] : []),
        ...(cases.reconstruction?.windows ? [cases.reconstruction.windows.times.buffer] : []),
      ]);
    },
    async "run/track"({ run, subset, series }) {
      const model = await models.get(run);
      const forecast = learnedForecast(run, model);
      if (!forecast)
        throw fail("api/unsupported", { what: `run/track: ${run.request.task.kind}`, supported: "forecasting" });
      const { dataset } = await datasets.get(run.request.dataset);
      const track = await trackOf(model, forecast, dataset, model.split[subset], series);
      const { times, rows, actual, predicted } = track;
      return withTransfer(track, [times.buffer, rows.buffer, actual.buffer, ...predicted.map(({ buffer }) => buffer)]);
    },
    async "run/scores"({ run, on, series }, { signal }) {
      const { task } = run.request;
      const model = await models.get(run);
      if (!givesWindowsBack(task)) {
        throw fail("api/unsupported", { what: `run/scores: ${task.kind}`, supported: "reconstruction of windows" });
      }
      const { stored } = await sourceOf(on, model, signal, () => {});
      const track = await scoreTrackOf(model, run, task, stored.dataset, series);
      const { times, rows, errors, areTest, columns } = track;
      const arrays = [times, rows, errors, areTest, ...columns.map(({ values }) => values)];
      return withTransfer(
        track,
        arrays.map(({ buffer }) => buffer),
      );
    },
    async "run/predict"({ run, on }, { signal, emit }) {
      const model = await models.get(run);
      return (await predict(model, run, on, signal, throttleProgress(emit))).predictions;
    },
    async "run/predictions-csv"({ run, on }, { signal }) {
      const model = await models.get(run);
      const { stored, predictions } = await predict(model, run, on, signal, () => {});
      const forecast = learnedForecast(run, model);
      return forecast ? writeForecast(forecast.task, predictions) : writePredictions(stored.dataset, predictions);
    },
    async "run/delete"({ run }) {
      fits.stop(run);
      await models.delete(run);
      return null;
    },
  };

  async function predict(
    model: StoredModel,
    run: Run,
    on: PredictOn,
    signal: AbortSignal,
    onProgress: Parameters<typeof sourceOf>[3],
  ): Promise<{ readonly stored: StoredDataset; readonly predictions: Predictions }> {
    requireRowByRow(run);
    const { stored, rows } = await sourceOf(on, model, signal, onProgress);
    const forecast = learnedForecast(run, model);
    if (on.kind === "records" && givesWindowsBack(run.request.task)) {
      throw fail("api/unsupported", { what: "windows of single records", supported: "data sets, files" });
    }
    if (forecast && on.kind === "records") {
      throw fail("api/unsupported", { what: "a forecast of single records", supported: "data sets, files" });
    }
    if (forecast && on.kind !== "records") {
      const asked = {
        ...(on.kind === "dataset" && on.rows ? { rows: on.rows } : {}),
        ...(on.steps === undefined ? {} : { steps: on.steps }),
      };
      return { stored, predictions: await comingOf(model, forecast, stored.dataset, asked) };
    }
    const learned = learnedWindows(run, model);
    if (learned && on.kind === "records") {
      throw fail("api/unsupported", { what: "windows of single records", supported: "data sets, files" });
    }
    if (learned && on.kind !== "records") {
      const { latest = false } = on;
      return { stored, predictions: await answersAfter(model, learned, stored.dataset, { rows, latest }) };
    }
    const applied = await appliedTo(model, run, stored.dataset, rows);
    return { stored, predictions: predictionsOf(model, run, stored, rows, applied) };
  }

  /** Of training rows with the outcomes that were learned, whatever has been corrected since. */
  async function casesAgain(model: StoredModel, run: Run, subset: Subset) {
    requireRowByRow(run);
    if (run.request.task.kind === "forecasting") {
      throw fail("api/unsupported", { what: "the training cases of a forecast", supported: "test, validation" });
    }
    const stored = await datasets.get(run.request.dataset);
    const learned = learnedWindows(run, model);
    if (learned) return casesOf(await judgeWindows(model, run, learned, stored.dataset, model.split[subset]));
    const { split, trainTargets, categories } = model;
    const { task } = run.request;
    if (givesWindowsBack(task)) {
      return givenBackCases(await windowsGivenBack(model, run, task, stored.dataset, split[subset]));
    }
    const known =
      subset === "train"
        ? { rows: split.train, values: trainTargets }
        : readKnownTargets(stored.dataset, task, split[subset], categories);
    if (task.kind === "reconstruction") return givenBackCases(await givenBackOf(model, run, stored, known, task));
    return casesOf(await judgementOf(model, run, stored, known));
  }
}

/** A generation and vectors of words answer nothing about one row: they are judged where they were fitted. Throws `api/unsupported`. */
function requireRowByRow({ request: { task } }: Run): void {
  if (task.kind === "generation") {
    const supported = "fit, judge on validation and test rows, and generate";
    throw fail("api/unsupported", { what: "a prediction of rows by a model that writes texts", supported });
  }
  if (task.kind !== "embedding") return;
  const supported = "fit, and judge on validation and test rows";
  throw fail("api/unsupported", { what: "predicting rows by vectors of words", supported });
}

/** Outputs of the rows; of a model that gives rows back the error of each. */
function appliedTo(model: StoredModel, run: Run, dataset: Dataset, rows: Uint32Array<ArrayBuffer>): Promise<Applied> {
  const { task } = run.request;
  if (givesWindowsBack(task)) return errorsOfWindows(model, task, dataset, rows);
  if (task.kind !== "reconstruction") return applyModel(model, dataset, rows);
  return withModel(model, dataset, rows, async (fitted, applied) => {
    const outputs = await fitted.predict(applied.inputs);
    const { absolute } = rowErrors(applied.inputs.data, outputs.data, applied.rows.length);
    return { rows: applied.rows, outputs: createBlock(absolute, [applied.rows.length, 1]) };
  });
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
  if (task.kind === "reconstruction") {
    const threshold = thresholdOf(model.usualErrors?.model ?? new Float64Array(0), quantileOf(run.request));
    const values = places.map(valueAt);
    return { ...base, values, threshold, flagged: values.map((error) => (error === null ? null : error > threshold)) };
  }
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
