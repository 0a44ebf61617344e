/** Makes `window.lightbench`: the workbench's own actions, with words in the page's language. */
import type { DatasetInfo as CoreDatasetInfo, OpenOptions as CoreOpenOptions, RowPage } from "../core/dataset";
import { backendIds } from "../core/engine-info";
import { fail } from "../core/failure";
import { generateFields, type GenerateOptions } from "../core/generation";
import type { Evaluation as CoreEvaluation } from "../core/evaluation";
import type { Cases, Run as CoreRun } from "../core/run";
import type { SourceFile } from "../core/source-file";
import { subsets, type Subset } from "../core/split";
import type { Locale } from "../core/wording";
import { previousRun, runName } from "../state/run-name";
import type { Workbench } from "../state/workbench";
import { checkMembers, wrong } from "./check-argument";
import { readFitRequest, readPlace, readSteps } from "./fit-request";
import { spoken, spokenError, spokenFailure } from "./spoken";
import type { DatasetInfo, Evaluation, FitEvent, Lightbench, OpenOptions, Run, RunCases } from "./types";
import { readWordPlace, readWordQuestion } from "./word-request";

export function createApi(workbench: Workbench, version: string): Lightbench {
  const { actions, catalogue, ready } = workbench;
  const locale = () => workbench.view.getState().locale;
  const columnsOf = (dataset: string) =>
    workbench.project.getState().project.datasets.find(({ id }) => id === dataset)?.columns ?? [];
  const allRuns = () => workbench.project.getState().project.runs;
  const runOut = (run: CoreRun) => runFor(run, allRuns(), locale());
  const dataOut = (dataset: CoreDatasetInfo) => datasetFor(dataset, locale());

  /** A call that waits for the page to be ready and fails in its language. */
  const call =
    <Given extends readonly unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      await ready;
      try {
        return await work(...given);
      } catch (error) {
        throw spokenError(error, locale());
      }
    };

  return {
    version,
    ready,
    engine: call(async () => spoken(await actions.engineInfo(), locale())),
    useBackend: call(async (id) => {
      if (!backendIds.includes(id)) throw wrong("id", id, backendIds.join(", "));
      return spoken(await actions.useBackend(id), locale());
    }),
    memory: call(() => actions.memory()),

    samples: () => catalogue.samples.map((sample) => spoken(sample, locale())),
    sample: call(async (id) => dataOut(await actions.openSample(id))),
    models: () => catalogue.models.map(({ accepts: _, usesTraining: __, ...spec }) => spoken(spec, locale())),

    open: call(async (files, options) =>
      dataOut(await actions.openFiles(readFiles(files), options && readOpenOptions(options))),
    ),
    openBackbone: call((files) => actions.openBackbone(readFiles(files))),
    rows: call(async (id, from, to) => {
      const dataset = workbench.project.getState().project.datasets.find((known) => known.id === id);
      if (!dataset) throw fail("data/unknown-dataset", { dataset: id });
      return recordsOf(
        await actions.rows(id, from, to),
        dataset.columns.map((column) => column.name),
      );
    }),
    datasets: () => workbench.project.getState().project.datasets.map(dataOut),
    closeDataset: call((id) => actions.closeDataset(id, "final")),

    fit: call(async (request, onEvent) =>
      runOut(await actions.fit(readFitRequest(request, columnsOf), onEvent && guarded(onEvent))),
    ),
    pause: call((run) => actions.pause(run)),
    resume: call((run) => actions.resume(run)),
    stop: call(async (run) => runOut(await actions.stop(run))),
    runs: () => allRuns().map(runOut),
    deleteRun: call((run) => actions.deleteRun(run, "final")),
    evaluate: call(async (run, on) => evaluationFor(await actions.evaluate(run, readPlace(on)))),
    cases: call(async (run, subset = "test") => casesFor(await actions.cases(run, readSubset(subset)))),
    predict: call(async (run, on) => {
      if (Array.isArray(on)) return actions.predict(run, { kind: "files", files: readFiles(on) });
      return actions.predict(run, { kind: "dataset", ...readPlace(on, ["steps", "latest"]), ...readSteps(on) });
    }),
    generate: call((run, options: GenerateOptions = {}) => {
      checkGenerate(options);
      return actions.generate(run, options);
    }),

    words: call((source, question) => actions.askWords(readWordPlace(source), readWordQuestion(question))),
    exportWords: call((source) => actions.exportWords(readWordPlace(source))),
    saveProject: call(() => actions.saveProjectFile()),
    openProject: call(async (file) => {
      if (!(file instanceof File)) throw wrong("file", file, "File");
      return actions.openProjectFile(file);
    }),
    ledger() {
      const { requests, blocked, since } = workbench.engine.getState().ledger;
      return { requests, blocked, since };
    },
  };
}

function checkGenerate(options: GenerateOptions): void {
  checkMembers("options", options, generateMembers);
  const { prompt } = options;
  if (prompt !== undefined && typeof prompt !== "string") throw wrong("options.prompt", prompt, "string");
}

const generateMembers = ["prompt", ...generateFields.map(({ id }) => id)];

function readFiles(files: readonly File[]): readonly SourceFile[] {
  // A script may pass a FileList, or nothing at all.
  const list = Array.from(files ?? []);
  if (list.length === 0 || !list.every((file) => file instanceof File)) throw wrong("files", files, "File[]");
  return list.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

function readOpenOptions(options: OpenOptions): CoreOpenOptions {
  checkMembers("options", options, [
    "name",
    "header",
    "encoding",
    "delimiter",
    "quote",
    "decimal",
    "missing",
    "sheet",
    "imageSize",
  ]);
  const { sheet, ...known } = options;
  if (sheet !== undefined) throw fail("api/unsupported", { what: "options.sheet", supported: "CSV, TSV" });
  const { imageSize } = known;
  if (imageSize === undefined || (Number.isInteger(imageSize) && imageSize >= 8 && imageSize <= 4096)) return known;
  throw wrong("options.imageSize", imageSize, "8 … 4096");
}

/** A listener that throws is reported as the script's own error and cannot harm the run. */
function guarded(listener: (event: FitEvent) => void): (event: FitEvent) => void {
  return (event) => {
    try {
      listener(event);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

function datasetFor(dataset: CoreDatasetInfo, locale: Locale): DatasetInfo {
  return {
    ...dataset,
    warnings: dataset.warnings.map(({ wording, message: _, ...place }) => ({ ...place, message: wording[locale] })),
    redFlags: spoken(dataset.redFlags, locale),
  };
}

function runFor(run: CoreRun, runs: readonly CoreRun[], locale: Locale): Run {
  const { failure, evaluation, ...rest } = run;
  return {
    ...rest,
    name: runName(run, previousRun(runs, run))[locale],
    effects: spoken(run.effects, locale),
    network: spoken(run.network, locale),
    ...(failure ? { failure: spokenFailure(failure, locale) } : {}),
    ...(evaluation
      ? {
          evaluation: {
            test: evaluationFor(evaluation.test),
            validation: evaluation.validation && evaluationFor(evaluation.validation),
          },
        }
      : {}),
  };
}

function evaluationFor(evaluation: CoreEvaluation): Evaluation {
  const { metrics, baseline, n, rowCount, unit, intervals, baselineIntervals, roc, byUnit, byLabel } = evaluation;
  const { rivals, references, bySeries, reserves, quantiles, rowUnit, windowRivals } = evaluation;
  const always = { metrics, baseline, n, rowCount, unit, intervals, baselineIntervals };
  return {
    ...always,
    ...(roc && { roc }),
    ...(byUnit && { byUnit }),
    ...(byLabel && { byLabel }),
    ...(rowUnit && { rowUnit }),
    ...(rivals && { rivals }),
    ...(windowRivals && { windowRivals }),
    ...(references && { references }),
    ...(bySeries && { bySeries }),
    ...(reserves && { reserves }),
    ...(quantiles && { quantiles }),
  };
}

function recordsOf(page: RowPage, names: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  const present = (value: string | number | null | undefined) =>
    value === undefined || Number.isNaN(value) ? null : value;
  return page.rows.map((_, row) =>
    Object.fromEntries(names.map((name, column) => [name, present(page.values[column]?.[row])])),
  );
}

function readSubset(subset: string): Subset {
  const known = subsets.find((name) => name === subset);
  if (!known) throw wrong("subset", subset, subsets.join(", "));
  return known;
}

function casesFor({ rows, actual, predicted, probabilities, categories, reconstruction }: Cases): RunCases {
  const width = reconstruction ? 0 : categories.length;
  const isLabels = actual.length > rows.length;
  const spell = (values: Float64Array, row: number): string | number =>
    isLabels
      ? categories.filter((_, label) => values[row * width + label] === 1).join("|")
      : (categories[values[row]!] ?? values[row]!); // aligned with the rows
  return {
    rows: Array.from(rows),
    actual: Array.from(rows, (_, row) => spell(actual, row)),
    // An error, whatever the categories are.
    predicted: reconstruction ? Array.from(predicted) : Array.from(rows, (_, row) => spell(predicted, row)),
    categories,
    probabilities:
      width === 0
        ? []
        : Array.from(rows, (_, row) => Array.from(probabilities.subarray(row * width, (row + 1) * width))),
  };
}
