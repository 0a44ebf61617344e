/** A stored forecast at work: judged on any data, beside its series, and after the end of what is known. */
import { createBlock, type Block } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import type { ComingValues, ForecastTrack } from "../../core/forecast";
import { quantileAt, splitOutputs } from "../../core/forecast-outputs";
import type { Evaluation } from "../../core/evaluation";
import type { Predictions, Run } from "../../core/run";
import { inBreaths } from "../../core/work";
import { nominalOf } from "../../metrics/quantiles";
import {
  openSeries,
  windowEnds,
  type LearnedForecast,
  type OpenedSeries,
} from "../../preprocessing/windows/open-series";
import { namedColumns } from "../../preprocessing/sentence";
import { rollForward } from "../../preprocessing/windows/roll-forward";
import { valuesToCome } from "../../preprocessing/windows/window-columns";
import type { StoredModel } from "../../storage/storage";
import { bandOf, judgeForecast } from "./judge-forecast";
import { withRestored } from "./restored-model";

/** What a forecast is drawn after. */
const mostHistory = 1000;
const mostSteps = 10_000;

/** The forecast that a run has learned; null where it is of another kind. Throws `api/unsupported` for a model that was stored without what it needs. */
export function learnedForecast(run: Run, model: StoredModel): LearnedForecast | null {
  const { task } = run.request;
  if (task.kind !== "forecasting") return null;
  if (model.forecast) return { task, pipeline: model.pipeline, memory: model.forecast };
  throw fail("api/unsupported", { what: "a forecast by a model of an older version", supported: "train it again" });
}

/** On whole windows whose first value to come is in one of the rows. Throws `fit/no-labels`, and what opening the series throws. */
export async function evaluateSeries(
  model: StoredModel,
  learned: LearnedForecast,
  dataset: Dataset,
  rows: Iterable<number>,
  seed: number,
): Promise<Evaluation> {
  const opened = await inBreaths(openSeries(dataset, learned));
  const wanted = new Set(rows);
  const ends = windowEnds(opened, (row) => wanted.has(row));
  if (ends.length === 0) throw fail("fit/no-labels", { column: learned.task.target });
  const targets = Float64Array.from(valuesToCome(opened.values, ends, opened.horizon).data);
  const said = splitOutputs(await predictAt(model, opened, ends), learned.task.quantiles);
  return judgeForecast(opened, learned.memory, { ends, targets, ...said }, seed);
}

/** A series, with what is said of its windows whose first value to come is in one of the rows. */
export async function trackOf(
  model: StoredModel,
  learned: LearnedForecast,
  dataset: Dataset,
  rows: Iterable<number>,
  wantedSeries: number,
): Promise<ForecastTrack> {
  const opened = await inBreaths(openSeries(dataset, learned));
  const { series, values, horizon } = opened;
  const number = Math.min(Math.max(0, wantedSeries), series.names.length - 1);
  const from = series.numbers.indexOf(number);
  const to = series.numbers.lastIndexOf(number) + 1;
  const wanted = new Set(rows);
  const ends = windowEnds(opened, (row) => wanted.has(row)).filter((end) => end >= from && end < to);
  const { quantiles: levels } = learned.task;
  const answer =
    ends.length > 0 ? await predictAt(model, opened, ends) : createBlock(new Float64Array(0), [0, horizon]);
  const { outputs, quantiles: said } = splitOutputs(answer, levels);
  const quantiles = said && bandOf(said, learned.memory.quantiles);
  const firstEnd = ends[0] ?? to - 1;
  const inPlace = ({ data }: Block) => {
    const values = Array.from({ length: horizon }, () => new Float64Array(to - firstEnd - 1).fill(NaN));
    ends.forEach((end, i) => {
      for (let ahead = 0; ahead < horizon; ahead++) {
        values[ahead]![end + ahead - firstEnd] = data[i * horizon + ahead]!; // one for each window and step; targets are in the series
      }
    });
    return values;
  };
  const edge = (level: number | undefined) => inPlace(quantileAt(quantiles!, levels!, level!)); // asked where there is a band
  return {
    ...{ names: series.names, series: number, step: series.step, isDated: series.isDated },
    times: series.times.slice(from, to),
    rows: series.rows.slice(from, to),
    actual: values.slice(from, to),
    predicted: inPlace(outputs),
    ...(quantiles && levels && levels.length > 1
      ? { band: { nominal: nominalOf(levels), low: edge(levels[0]), high: edge(levels.at(-1)) } }
      : {}),
    firstPlace: firstEnd + 1 - from,
  };
}

/** What comes after the rows, or after the last known value of each series. Throws `fit/setting`, `fit/roll`, `fit/no-past`, `fit/no-future`, and what opening the series throws. */
export async function comingOf(
  model: StoredModel,
  learned: LearnedForecast,
  dataset: Dataset,
  asked: { readonly rows?: readonly number[]; readonly steps?: number },
): Promise<Predictions> {
  const opened = await inBreaths(openSeries(dataset, learned));
  const { series, values, horizon, lookBack } = opened;
  const steps = asked.steps ?? horizon;
  requireSteps(steps);
  const places = asked.rows ? placesOf(opened, asked.rows) : lastKnown(opened);
  const able = places.filter((place) => place !== null && opened.hasPast(place)) as number[]; // not null
  const ends = Uint32Array.from(able.filter((place) => opened.hasFuture(place)));
  if (ends.length === 0 && able.length > 0 && !asked.rows) {
    throw fail("fit/no-future", { columns: namedColumns(learned.task.knownAhead ?? []), horizon });
  }
  if (ends.length === 0 && !asked.rows) throw fail("fit/no-past", { lookBack });
  const said = await withModel(model, (predict) =>
    rollForward(opened, learned, ends, steps, { predict, carryOut: (work) => inBreaths(work) }),
  );
  const placeOf = new Map(Array.from(ends, (end, i) => [end, i]));
  const valuesAt = (place: number | null) => {
    const i = place === null ? undefined : placeOf.get(place);
    return i === undefined ? null : Array.from(said.values.data.subarray(i * steps, (i + 1) * steps));
  };
  const { quantiles: levels } = learned.task;
  const band = said.quantiles && bandOf(said.quantiles, learned.memory.quantiles);
  const quantilesAt = (place: number | null) => {
    const i = place === null ? undefined : placeOf.get(place);
    if (i === undefined || !levels || !band) return null;
    return Array.from({ length: Math.min(steps, horizon) }, (_, ahead) => {
      const at = (i * horizon + ahead) * levels.length;
      return Array.from(band.data.subarray(at, at + levels.length));
    });
  };
  const known = places.map((place) => place ?? 0);
  const ahead = Array.from({ length: steps }, (_, step) => step + 1);
  const from = asked.rows ? 0 : Math.min(mostHistory, Math.max(200, 4 * lookBack, 6 * steps));
  const coming: ComingValues = {
    isDated: series.isDated,
    names: known.map((place) => series.names[series.numbers[place]!] ?? null), // a place
    times: known.map((place) => ahead.map((step) => series.times[place]! + step * series.step)), // as above
    history: known.map((place) => historyOf(opened, place, from, values)),
    reserves: learned.memory.reserves,
    ...(levels && band ? { quantiles: { levels, values: places.map(quantilesAt) } } : {}),
  };
  return {
    rows: asked.rows ?? known.map((place) => series.rows[place]!), // as above
    values: places.map(valuesAt),
    dataset: dataset.id,
    coming,
  };
}

function requireSteps(steps: number): void {
  if (Number.isInteger(steps) && steps >= 1 && steps <= mostSteps) return;
  throw fail("fit/setting", {
    setting: "steps",
    reasonEn: `${steps} steps cannot be forecast; it must be a whole number from 1 to ${mostSteps}`,
    reasonZh: `无法预测 ${steps} 步；应为 1 到 ${mostSteps} 之间的整数`,
  });
}

/** Of each series, the place of its last known value. */
function lastKnown({ series: { numbers, names }, values }: OpenedSeries): readonly number[] {
  const last = names.map(() => -1);
  numbers.forEach((number, place) => {
    if (!Number.isNaN(values[place])) last[number] = place;
  });
  return last.filter((place) => place >= 0);
}

/** null for a row that is in no series. */
function placesOf({ series }: OpenedSeries, rows: readonly number[]): readonly (number | null)[] {
  const placeOf = new Map(Array.from(series.rows, (row, place) => [row, place]));
  return rows.map((row) => placeOf.get(row) ?? null);
}

function historyOf(
  { series: { times, numbers } }: OpenedSeries,
  place: number,
  count: number,
  values: Float64Array,
): ComingValues["history"][number] {
  let first = Math.max(0, place + 1 - count);
  while (numbers[first] !== numbers[place]) first++;
  return {
    times: Array.from(times.subarray(first, place + (count > 0 ? 1 : 0))),
    values: Array.from(values.subarray(first, place + (count > 0 ? 1 : 0))),
  };
}

async function predictAt(model: StoredModel, opened: OpenedSeries, ends: Uint32Array): Promise<Block> {
  const inputs = await inBreaths(opened.inputsAt(ends));
  return withModel(model, (predict) => predict(inputs));
}

function withModel<T>(model: StoredModel, work: (predict: (inputs: Block) => Promise<Block>) => Promise<T>) {
  return withRestored(model, (fitted) =>
    work((inputs) =>
      (inputs.shape[0] ?? 0) > 0 ? fitted.predict(inputs) : Promise.resolve(createBlock(new Float64Array(0), [0, 1])),
    ),
  );
}
