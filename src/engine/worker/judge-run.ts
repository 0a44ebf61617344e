/** What a fitted model says of the validation and test rows, scored by the kind of question, and stored with it. */
import type { Block } from "../../core/block";
import type { FittedModel } from "../../core/estimator";
import type { ForecastMemory } from "../../core/forecast";
import { splitOutputs } from "../../core/forecast-outputs";
import type { Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { Split, Subset } from "../../core/split";
import { asksWindows, type ReconstructionTask } from "../../core/task";
import type { Prepared } from "../../preprocessing/build-samples";
import type { StoredDataset } from "../../storage/storage";
import { casesOf, evaluate, type Judgement } from "./judge";
import { judgeForecast } from "./judge-forecast";
import { judgeGeneration } from "./judge-generation";
import {
  evaluateGivenBack,
  giveBack,
  givenBackCases,
  placesOfWindows,
  usualErrorsOf,
  type GivenBack,
  type ReconstructionJudgement,
} from "./judge-reconstruction";
import { judgeWords } from "./judge-words";
import { judgedUnits } from "./judged-units";
import type { ModelStore } from "./model-store";
import { rememberForecast } from "./remember-forecast";
import type { Resolution } from "./resolve";
import { knownNow, rememberWindows, windowUnits } from "./window-work";

interface JudgedJob {
  readonly id: string;
  readonly stored: StoredDataset;
  readonly resolution: Resolution;
  /** A stop is heard where judging may take long. */
  readonly turn: { readonly signal: AbortSignal };
}

type Judged = Pick<Run, "evaluation" | "hasModel" | "coefficients">;

/** The rows that reached the model: a step may have dropped some. */
export function rowsReached({ train, validation, test, texts }: Prepared): Split {
  return texts ?? { train: train.rows, validation: validation?.rows ?? new Uint32Array(0), test: test.rows };
}

/** Predicts validation and test rows, scores them and stores the model with them. */
export async function judgeRun(
  model: FittedModel,
  prepared: Prepared,
  job: JudgedJob,
  models: ModelStore,
): Promise<Judged> {
  const { resolved, question } = job.resolution;
  if (resolved.task.kind === "reconstruction") return judgeGivenBack(model, prepared, job, models, resolved.task);
  const { categories, train, validation, test, pipeline, texts } = prepared;
  if (texts) {
    const { task, seed } = resolved;
    const asked = { dataset: job.stored.dataset, groupBy: question.groupBy, seed };
    const judged =
      task.kind === "generation"
        ? await judgeGeneration(model, { ...prepared, texts }, { ...asked, task, signal: job.turn.signal })
        : model.words && judgeWords(model.words, prepared, seed);
    if (!judged) throw new Error("the model makes nothing of texts");
    const { evaluation, cases } = judged;
    const saved = await model.save();
    const trainTargets = new Float64Array(0);
    await models.put({ run: job.id, saved, pipeline, categories, split: texts, trainTargets, cases });
    return { hasModel: true, coefficients: [], ...(evaluation ? { evaluation } : {}) };
  }
  const trainTargets = numbersOf(train.targets);
  const { windows } = prepared;
  const { task } = resolved;
  const isForecast = task.kind === "forecasting";
  const levels = isForecast ? task.quantiles : undefined;
  const answering =
    windows && asksWindows(task)
      ? { task, windows, memory: rememberWindows(task, windows, trainTargets, categories) }
      : null;
  const unitsOf = (subset: Subset, rows: Samples["rows"]) => {
    if (!answering) return { groups: prepared.groups?.[subset] ?? null, unit: question.groupBy ?? "rows" };
    const ends = answering.windows.ends[subset];
    return {
      ...windowUnits(job.stored.dataset, resolved.split, rows, answering.windows, ends),
      now: knownNow(answering.task, answering.windows, ends, answering.memory),
    };
  };
  const judgementOf = async (subset: Subset, samples: Samples): Promise<Judgement> => ({
    task,
    categories,
    rows: samples.rows,
    targets: numbersOf(samples.targets),
    ...splitOutputs(await model.predict(samples.inputs), levels),
    trainTargets,
    ...unitsOf(subset, samples.rows),
    units: judgedUnits(job.stored.dataset, task, resolved.split, samples.rows),
    seed: resolved.seed,
  });
  const onValidation = validation && (await judgementOf("validation", validation));
  const onTest = await judgementOf("test", test);
  const memory = windows && isForecast ? await rememberForecast(windows, onValidation, levels) : null;
  const judgeOne = (subset: Subset, judgement: Judgement) => {
    if (!windows || !memory) return evaluate(judgement);
    // What was learned on validation windows is not judged on them.
    const rules = subset === "validation" ? asBefore(memory) : memory;
    return judgeForecast(windows, rules, { ...judgement, ends: windows.ends[subset] }, resolved.seed);
  };
  const evaluation =
    test.rows.length > 0
      ? { test: judgeOne("test", onTest), validation: onValidation && judgeOne("validation", onValidation) }
      : undefined;
  await models.put({
    run: job.id,
    saved: await model.save(),
    pipeline,
    categories,
    split: rowsReached(prepared),
    trainTargets,
    cases: { test: casesOf(onTest), validation: onValidation && casesOf(onValidation) },
    ...(memory ? { forecast: memory } : {}),
    ...(answering ? { windows: answering.memory } : {}),
  });
  return { hasModel: true, coefficients: model.coefficients ?? [], ...(evaluation ? { evaluation } : {}) };
}

/** Without what was learned on validation windows, which the rules' spreads are where the margins are. */
function asBefore({ quantiles, ...memory }: ForecastMemory): ForecastMemory {
  if (!quantiles) return { ...memory, reserves: [] };
  const { levels, spreads, margins } = quantiles;
  return { ...memory, reserves: [], quantiles: { levels, spreads: margins ? [] : spreads } };
}

/** The same of a model that gives rows back: validation rows set its threshold, training rows where there are none. */
async function judgeGivenBack(
  model: FittedModel,
  prepared: Prepared,
  job: JudgedJob,
  models: ModelStore,
  task: ReconstructionTask,
): Promise<Judged> {
  const { resolved, question } = job.resolution;
  const { categories, train, validation, test, pipeline, windows } = prepared;
  const { dataset } = job.stored;
  const given = {
    validation: validation && (await giveBack(model, validation.inputs)),
    test: await giveBack(model, test.inputs),
  };
  const usual = usualErrorsOf(given.validation ?? (await giveBack(model, train.inputs)));
  // Windows that overlap are alike, and belong in one stretch of time.
  const wholly = windows && { series: windows.series, horizon: windows.lookBack };
  const judgementOf = (subset: "validation" | "test", samples: Samples, own: GivenBack): ReconstructionJudgement => ({
    ...{ task, request: resolved, categories, rows: samples.rows, targets: numbersOf(samples.targets) },
    ...{ given: own, usual, features: pipeline.features },
    ...(windows && wholly
      ? windowUnits(dataset, resolved.split, samples.rows, wholly, windows.ends[subset])
      : { groups: prepared.groups?.[subset] ?? null, unit: question.groupBy ?? "rows" }),
    windows: windows ? placesOfWindows(windows.series, windows.ends[subset], windows.lookBack) : null,
  });
  const onTest = judgementOf("test", test, given.test);
  const onValidation = validation && given.validation && judgementOf("validation", validation, given.validation);
  const evaluation =
    test.rows.length > 0
      ? { test: evaluateGivenBack(onTest), validation: onValidation && evaluateGivenBack(onValidation) }
      : undefined;
  await models.put({
    run: job.id,
    saved: await model.save(),
    ...{ pipeline, categories, usualErrors: usual },
    ...(windows ? { step: windows.series.step } : {}),
    split: rowsReached(prepared),
    trainTargets: numbersOf(train.targets),
    cases: { test: givenBackCases(onTest), validation: onValidation && givenBackCases(onValidation) },
  });
  return { hasModel: true, coefficients: [], ...(evaluation ? { evaluation } : {}) };
}

function numbersOf({ data }: Block): Float64Array<ArrayBuffer> {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}
