/** Names a run by what is different from the one before: "units 64 → 128". */
import { answerName } from "../core/answer-columns";
import type { JsonObject } from "../core/json";
import { askedSteps } from "../core/request-again";
import type { ResolvedFit, Run } from "../core/run";
import { isOfSeries, type SeriesWindow, type Task } from "../core/task";
import { terms } from "../core/terms";
import { defaultTraining, trainingFields } from "../core/training";
import { inEveryLanguage, type Locale, type Wording } from "../core/wording";
import { families } from "../models/registry";
import { sameValue } from "./same-value";

const mostNamed = 3;

/** The run's name; `previous` is the one before it, null where there is none. */
export function runName(run: Run, previous: Run | null): Wording {
  if (!previous) return { en: "first run", zh: "首次运行" };
  const differences = differencesOf(run, previous);
  if (differences.length === 0) return { en: "same again", zh: "与上次相同" };
  const named = differences.slice(0, mostNamed);
  const more = differences.length - named.length;
  if (more > 0) named.push({ en: `${more} more`, zh: `另有 ${more} 处` });
  return inEveryLanguage((locale) => named.map((wording) => wording[locale]).join(locale === "en" ? ", " : "，"));
}

/** The run that a run's name compares it with: the one before it among those that are left. */
export function previousRun(runs: readonly Run[], run: Run): Run | null {
  return runs.findLast((other) => other.number < run.number) ?? null;
}

function differencesOf(run: Run, previous: Run): Wording[] {
  const [now, before] = [run.request, previous.request];
  return [
    ...dataDifferences(run, previous),
    ...taskDifferences(now, before),
    ...modelDifferences(now, before),
    ...(isPreparedAlike(now, before) ? [] : [{ en: "other preparation", zh: "数据准备不同" }]),
    ...splitDifferences(now, before),
    ...trainingDifferences(now, before),
    ...changed({ en: "seed", zh: "随机种子" }, before.seed, now.seed),
  ];
}

/** A size that comes from a setting of the model is named with that; runs of before do not say where theirs came from. */
function isPreparedAlike({ pipeline: now }: ResolvedFit, { pipeline: before }: ResolvedFit): boolean {
  const values = (steps: ResolvedFit["pipeline"]) => steps.map(({ filledIn: _, ...step }) => step);
  return sameValue(askedSteps(now), askedSteps(before)) || sameValue(values(now), values(before));
}

function dataDifferences(run: Run, previous: Run): Wording[] {
  if (run.datasetName !== previous.datasetName) {
    return changed({ en: "data", zh: "数据" }, previous.datasetName, run.datasetName);
  }
  return run.fingerprint === previous.fingerprint ? [] : [{ en: "data changed", zh: "数据已更改" }];
}

function taskDifferences({ task: now }: ResolvedFit, { task: before }: ResolvedFit): Wording[] {
  const [asked, askedBefore] = [answerName(now), answerName(before)];
  if (asked !== askedBefore) return changed({ en: "predicts", zh: "预测" }, askedBefore, asked);
  if (now.kind !== before.kind) return changed({ en: "task", zh: "任务" }, terms[before.kind], terms[now.kind]);
  const positive = (task: ResolvedFit["task"]) => (task.kind === "classification" ? task.positive : undefined);
  const normalOf = (task: ResolvedFit["task"]) => (task.kind === "reconstruction" ? task.normal?.category : undefined);
  return [
    ...changed({ en: "finds", zh: "检出类别" }, positive(before), positive(now)),
    ...changed({ en: "learns from", zh: "学习" }, normalOf(before), normalOf(now)),
    ...windowDifferences(now, before),
    ...featureDifferences(now.features ?? [], before.features ?? []),
  ];
}

function windowDifferences(now: Task, before: Task): Wording[] {
  const [window, old] = [windowOf(now), windowOf(before)];
  return [
    ...changed({ en: "looks back", zh: "回看步数" }, old.lookBack, window.lookBack),
    ...changed({ en: "steps ahead", zh: "预测步数" }, old.horizon, window.horizon),
    ...changed({ en: "at any time until then", zh: "之前任一时刻" }, old.within ?? false, window.within ?? false),
    ...changed({ en: "order", zh: "排序" }, old.time, window.time),
    ...changed({ en: "series by", zh: "序列划分" }, old.series, window.series),
    ...changed({ en: "known ahead", zh: "预先已知" }, knownNames(before), knownNames(now)),
    ...changed({ en: "band", zh: "区间" }, bandName(before), bandName(now)),
  ];
}

/** As the question says it; where a band's quantiles are others than its edges and the middle, all of them. */
function bandName(task: Task): string | undefined {
  const quantiles = task.kind === "forecasting" ? task.quantiles : undefined;
  if (!quantiles) return undefined;
  const percent = (share: number) => `${Number((100 * share).toPrecision(4))}%`;
  const [low = 0, , high = 1] = quantiles;
  const isEven = quantiles.length === 3 && Math.abs(low + high - 1) < 1e-6;
  return isEven ? percent(high - low) : quantiles.map(percent).join("–");
}

function knownNames(task: Task): string | undefined {
  return task.kind === "forecasting" ? task.knownAhead?.join(", ") : undefined;
}

function windowOf(task: Task): Partial<SeriesWindow> {
  return isOfSeries(task) ? task.window : {};
}

function featureDifferences(now: readonly string[], before: readonly string[]): Wording[] {
  const [isNow, wasBefore] = [new Set(now), new Set(before)];
  const added = now.filter((name) => !wasBefore.has(name));
  const removed = before.filter((name) => !isNow.has(name));
  if (added.length + removed.length === 0) return [];
  if (added.length + removed.length > 2) return changed({ en: "columns", zh: "列数" }, before.length, now.length);
  const text = [...added.map((name) => `+ ${name}`), ...removed.map((name) => `− ${name}`)].join(" ");
  return [{ en: text, zh: text }];
}

/** Another family has other settings: only the family is named. */
function modelDifferences(now: ResolvedFit, before: ResolvedFit): Wording[] {
  if (now.family !== before.family || now.preset !== before.preset) {
    const [from, to] = [modelLabel(before), modelLabel(now)];
    return [inEveryLanguage((locale) => `${from[locale]} → ${to[locale]}`)];
  }
  const fields = familyIn(now)?.fields ?? [];
  return settingDifferences(now.hyperparameters, before.hyperparameters, (id) => {
    return fields.find((field) => field.id === id)?.label;
  });
}

/** A saved project may name a family that this version does not have. */
function familyIn({ family }: ResolvedFit) {
  return families.find((spec) => spec.id === family);
}

function modelLabel(request: ResolvedFit): Wording {
  const { family, preset } = request;
  const spec = familyIn(request);
  const label = spec?.presets.find((known) => known.id === preset)?.label ?? spec?.label;
  return label ?? { en: family, zh: family };
}

function splitDifferences({ split: now }: ResolvedFit, { split: before }: ResolvedFit): Wording[] {
  return [
    ...changed({ en: "split", zh: "划分" }, terms[before.kind], terms[now.kind]),
    ...changed({ en: "split by", zh: "划分依据" }, before.by, now.by),
    ...changed({ en: "validation", zh: "验证比例" }, before.validation, now.validation),
    ...changed({ en: "test", zh: "测试比例" }, before.test, now.test),
  ];
}

/** Another family or preset has settings of its own accord, and a solver in closed form uses none. */
function trainingDifferences(now: ResolvedFit, before: ResolvedFit): Wording[] {
  if (now.family !== before.family || now.preset !== before.preset) return [];
  if (familyIn(now)?.usesTraining(now.hyperparameters) === false) return [];
  return settingDifferences(asSettings(now.training), asSettings(before.training), (id) => {
    return trainingFields.find((field) => field.id === id)?.label;
  });
}

/** A run that was saved before there was a setting went as if it had been left alone. */
function asSettings(training: ResolvedFit["training"]): JsonObject {
  const { augmentation, ...others } = { ...defaultTraining, ...training };
  return { ...others, augmentation: augmentation && { ...augmentation } };
}

function settingDifferences(
  now: JsonObject,
  before: JsonObject,
  labelOf: (id: string) => Wording | undefined,
): Wording[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...ids].flatMap((id) => changed(lowerCase(labelOf(id) ?? { en: id, zh: id }), before[id], now[id]));
}

/** Labels stand in the middle of a sentence here; names such as "L2" keep their capitals. */
function lowerCase({ en, zh }: Wording): Wording {
  return { en: /^\p{Lu}\p{Ll}/u.test(en) ? en.charAt(0).toLowerCase() + en.slice(1) : en, zh };
}

function changed(label: Wording, before: unknown, now: unknown): Wording[] {
  if (sameValue(before, now)) return [];
  return [inEveryLanguage((locale) => `${label[locale]} ${show(before, locale)} → ${show(now, locale)}`)];
}

function show(value: unknown, locale: Locale): string {
  if (value === undefined || value === null) return "–";
  if (value === true) return locale === "en" ? "on" : "开";
  if (value === false) return locale === "en" ? "off" : "关";
  if (isWording(value)) return value[locale];
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((item) => show(item, locale)).join("-");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isWording(value: unknown): value is Wording {
  return typeof value === "object" && value !== null && "en" in value && "zh" in value;
}
