/** A stored model at work on windows of a series of any data set, which it gives back. */
import type { Block } from "../../core/block";
import { allRows } from "../../core/all-rows";
import type { Dataset } from "../../core/dataset";
import type { FittedModel } from "../../core/estimator";
import { fail } from "../../core/failure";
import type { ScoreTrack } from "../../core/forecast";
import type { ReconstructedRow, Run } from "../../core/run";
import type { WindowReconstruction } from "../../core/task";
import { inBreaths } from "../../core/work";
import { rowErrors, thresholdOf } from "../../metrics/reconstruction";
import { readKnownTargets } from "../../preprocessing/targets";
import { kindsOf, openWindows, type OpenedWindows } from "../../preprocessing/windows/give-windows-back";
import { kindOfWindow } from "../../preprocessing/windows/whole-windows";
import { requireMemory } from "../../preprocessing/windows/window-columns";
import type { StoredModel } from "../../storage/storage";
import type { Applied } from "./apply-model";
import { createBlock } from "../../core/block";
import { giveBack, placesOfWindows, quantileOf, type ReconstructionJudgement } from "./judge-reconstruction";
import { withRestored } from "./restored-model";
import { showReconstructions } from "./show-reconstructions";
import { windowUnits } from "./window-work";

interface AppliedWindows {
  readonly opened: OpenedWindows;
  /** Places of the last rows, ascending. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** [window], data set row numbers of the last rows. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** [window, step, feature] */
  readonly inputs: Block;
}

/** What `use` makes of the model and of the whole windows that are wanted; the model is gone afterwards. Throws what opening the windows throws, and `fit/memory`. */
async function withWindows<T>(
  model: StoredModel,
  task: WindowReconstruction,
  dataset: Dataset,
  wantedOf: (opened: OpenedWindows) => Uint32Array<ArrayBuffer>,
  use: (fitted: FittedModel, applied: AppliedWindows) => Promise<T>,
): Promise<T> {
  const opened = await inBreaths(openWindows(dataset, task, model.pipeline, model.step));
  const ends = wantedOf(opened);
  const rows = Uint32Array.from(ends, (end) => opened.series.rows[end]!); // a place
  requireMemory(ends.length * task.window.lookBack * opened.columns.length);
  const inputs = await inBreaths(opened.inputsAt(ends));
  return withRestored(model, (fitted) => use(fitted, { opened, ends, rows, inputs }));
}

/** Places of the windows whose last row is one of these. */
function endingIn(rows: Iterable<number>): (opened: OpenedWindows) => Uint32Array<ArrayBuffer> {
  const isWanted = new Set(rows);
  return ({ series, ends }) => ends.filter((end) => isWanted.has(series.rows[end]!)); // a place
}

/** The errors of the windows that end in these rows. Throws as above. */
export function errorsOfWindows(
  model: StoredModel,
  task: WindowReconstruction,
  dataset: Dataset,
  rows: Iterable<number>,
): Promise<Applied> {
  return withWindows(model, task, dataset, endingIn(rows), async (fitted, applied) => {
    const errors = await errorsOf(fitted, applied);
    return { rows: applied.rows, outputs: createBlock(errors, [errors.length, 1]) };
  });
}

/** What it gives back of the windows that end in these rows and whose kind is known. Throws as above, and `fit/no-labels`. */
export function windowsGivenBack(
  model: StoredModel,
  run: Run,
  task: WindowReconstruction,
  dataset: Dataset,
  rows: Iterable<number>,
): Promise<ReconstructionJudgement> {
  const { lookBack } = task.window;
  const { categories } = model;
  const known = readKnownTargets(dataset, task, allRows(dataset), categories);
  const isWanted = endingIn(rows);
  const kindsIn = ({ series }: OpenedWindows) => kindsOf({ ...known, categories }, task, dataset.rowCount, series);
  const wantedOf = (opened: OpenedWindows) => {
    const kinds = kindsIn(opened);
    const ends = isWanted(opened).filter((end) => !Number.isNaN(kindOfWindow(kinds, end, lookBack)));
    if (ends.length === 0) throw fail("fit/no-labels", { column: task.normal?.column ?? "" });
    return ends;
  };
  return withWindows(model, task, dataset, wantedOf, async (fitted, { opened, ends, rows: last, inputs }) => {
    const kinds = kindsIn(opened);
    const { series } = opened;
    return {
      ...{ task, request: run.request, categories, rows: last },
      targets: Float64Array.from(ends, (end) => kindOfWindow(kinds, end, lookBack)),
      given: await giveBack(fitted, inputs),
      usual: model.usualErrors ?? { model: new Float64Array(0), references: [] },
      features: model.pipeline.features,
      // Windows that overlap are alike.
      ...windowUnits(dataset, run.request.split, last, { series, horizon: lookBack }, ends),
      windows: placesOfWindows(series, ends, lookBack),
    };
  });
}

/** The windows that end in these rows beside what comes back of them. Throws as above. */
export function showWindows(
  model: StoredModel,
  task: WindowReconstruction,
  dataset: Dataset,
  rows: readonly number[],
): Promise<readonly ReconstructedRow[]> {
  return withWindows(model, task, dataset, endingIn(rows), async (fitted, { rows: last, inputs }) => {
    const shown = showReconstructions(last, inputs, await fitted.predict(inputs), model.pipeline.features);
    const byRow = new Map(shown.map((item) => [item.row, item]));
    return rows.flatMap((row) => byRow.get(row) ?? []);
  });
}

/** A series with the error of every whole window of it, and its columns of numbers. Throws as above. */
export function scoreTrackOf(
  model: StoredModel,
  run: Run,
  task: WindowReconstruction,
  dataset: Dataset,
  wantedSeries: number,
): Promise<ScoreTrack> {
  const isOf = ({ series }: OpenedWindows) => Math.min(Math.max(0, wantedSeries), series.names.length - 1);
  const wantedOf = (opened: OpenedWindows) => opened.ends.filter((end) => opened.series.numbers[end] === isOf(opened));
  const isTest = new Set(dataset.id === run.request.dataset ? model.split.test : []);
  return withWindows(model, task, dataset, wantedOf, async (fitted, applied) => {
    const { opened, ends, rows } = applied;
    const { series } = opened;
    const number = isOf(opened);
    const from = series.numbers.indexOf(number);
    const to = series.numbers.lastIndexOf(number) + 1;
    const errors = new Float64Array(to - from).fill(NaN);
    const areTest = new Uint8Array(to - from);
    (await errorsOf(fitted, applied)).forEach((error, i) => (errors[ends[i]! - from] = error)); // of this series
    rows.forEach((row, i) => (areTest[ends[i]! - from] = Number(isTest.has(row)))); // as above
    const own = series.rows.slice(from, to);
    return {
      ...{ names: series.names, series: number, step: series.step, isDated: series.isDated },
      ...{ times: series.times.slice(from, to), rows: own, errors, areTest },
      lookBack: task.window.lookBack,
      threshold: thresholdOf(model.usualErrors?.model ?? new Float64Array(0), quantileOf(run.request)),
      columns: dataset.columns.flatMap((column) =>
        column.kind === "number" && task.features?.includes(column.name)
          ? [{ name: column.name, values: Float64Array.from(own, (row) => column.values[row]!) }] // row is in the data set
          : [],
      ),
    };
  });
}

async function errorsOf(fitted: FittedModel, { inputs, ends }: AppliedWindows): Promise<Float64Array<ArrayBuffer>> {
  if (ends.length === 0) return new Float64Array(0);
  const { data } = await fitted.predict(inputs);
  return rowErrors(inputs.data, data, ends.length).absolute;
}
