/** What the Prepare step proposes before the user has said anything: a question, its columns and their steps. */
import { answerColumns } from "../core/answer-columns";
import { fewestGroups, namesGroup, namesSplit, wordsOf } from "../core/column-roles";
import { proposedTexts } from "../core/proposed-texts";
import type { ColumnInfo } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import { defaultsOf } from "../core/field";
import type { JsonObject } from "../core/json";
import type { ModelSpec } from "../core/model-spec";
import type { PipelineStep } from "../core/pipeline";
import { givesWindowsBack, isOfSeries, type Task, type TaskKind } from "../core/task";
import { meansFound } from "./answer-words";
import { listsLabels } from "./label-columns";
import type { StepSpec } from "./step-spec";
import { bagOfWords } from "./steps/bag-of-words";
import { dateParts } from "./steps/date-parts";
import { encode } from "./steps/encode";
import { impute } from "./steps/impute";
import { normalisePixels } from "./steps/normalise-pixels";
import { resize } from "./steps/resize";
import { scale } from "./steps/scale";
import { tokens } from "./steps/tokens";

/** More categories than this make too many columns of zeros to learn from. */
const mostCategories = 50;
/** A number column with at most this many whole values may be a list of classes. */
const mostNumberClasses = 10;
/** As the red flags of the Data step say it. */
const sameShare = 0.99;
const dayMs = 86_400_000;
const yearMs = 365 * dayMs;

const outcomeNames =
  /^(target|outcome|label|class|diagnosis|diagnosed|y|response|readmitted|survived|died|death|species|目标|标签|类别|结局|结果|诊断)$/;
/** Last words of quantities that people ask for. */
const quantityNames =
  /(^|\s)(price|cost|costs|charges|sales|revenue|demand|consumption|volume|ridership|mpg|tip|fare|rent|salary|delay|价格|费用|销量|需求|流量)$/;

/** A question that the table probably was made for: of pictures whose one column lists labels all of these, else the outcome is the column called so, else a quantity that people ask for, else the last column that can be one and is not nearly always the same. */
export function proposeTask(info: DatasetInfo): Task | null {
  const hasPictures = info.columns.some((column) => column.kind === "image");
  const [list, ...lists] = hasPictures ? info.columns.filter(listsLabels) : [];
  if (list && lists.length === 0) return { kind: "multilabel", targets: [list.name] };
  const usable = info.columns.filter((column) => canBeTarget(column) || (hasPictures && isClassOfPictures(column)));
  const target =
    usable.find((column) => isNamedOutcome(column.name)) ??
    usable.find((column) => quantityNames.test(wordsOf(column.name).join(" "))) ??
    usable.findLast((column) => !isNearlyAlwaysSame(column, info.rowCount)) ??
    usable.at(-1);
  if (!target) return isOfTexts(info) ? { kind: "generation", text: textName } : null;
  if (target.kind === "number" && !looksLikeClasses(target)) return { kind: "regression", target: target.name };
  const positives = target.categories.length === 2 ? target.categories.filter(meansFound) : [];
  const [positive] = positives;
  return positives.length === 1 && positive !== undefined
    ? { kind: "classification", target: target.name, positive }
    : { kind: "classification", target: target.name };
}

/** The columns to predict from: all but those of the answer, identifiers, constants, columns that only deal rows out, and texts that are no prose. Where there are pictures, they alone. */
export function proposeFeatures(columns: readonly ColumnInfo[], task: Task): readonly string[] {
  if (task.kind === "generation" && task.source !== undefined) return [task.source];
  if (task.kind === "generation" || task.kind === "embedding") return [task.text];
  const answers = new Set(answerColumns(task));
  // What tells series apart says nothing within one.
  if (isOfSeries(task) && task.window.series !== undefined) answers.add(task.window.series);
  // What time it is says nothing of whether a window belongs together.
  const isNoInput = ({ name, kind }: ColumnInfo) => answers.has(name) || (givesWindowsBack(task) && kind === "time");
  const others = columns.filter((column) => !isNoInput(column));
  const pictures = others.find((column) => column.kind === "image");
  if (pictures) return [pictures.name];
  const texts = proposedTexts(others, others.filter(canBeFeature).length);
  return others.filter((column) => canBeFeature(column) || texts.includes(column.name)).map(({ name }) => name);
}

/** Steps for these columns that suit the family. Filling is proposed without gaps too: new data may have some. */
export function proposePipeline(
  columns: readonly ColumnInfo[],
  { readsTokens, tokenSettings = {} }: Pick<ModelSpec, "readsTokens" | "tokenSettings"> = {},
  task: TaskKind | null = null,
): readonly PipelineStep[] {
  if (task === "generation") return [createStep(tokens, namesOf(columns, "text"), lettersAsTheyAre)];
  const timeSteps = columns.filter((column) => column.kind === "time").map((column) => readTime(column, task));
  const fromTimes = timeSteps.flatMap((step) => step.columns.flatMap((name) => dateParts.namesMadeOf!(name, step))); // known for date parts
  const numbers = [...namesOf(columns, "number"), ...fromTimes];
  const categories = namesOf(columns, "category");
  const pictures = namesOf(columns, "image");
  return [
    ...timeSteps,
    createStep(impute, numbers, { method: "median" }),
    createStep(impute, categories, { method: "most-frequent" }),
    createStep(scale, numbers, { method: "standard" }),
    createStep(encode, categories, { method: "one-hot" }),
    readsTokens
      ? createStep(tokens, namesOf(columns, "text"), tokenSettings)
      : createStep(bagOfWords, namesOf(columns, "text"), {}),
    // The size stays open: the model may ask for one.
    createStep(resize, pictures, {}),
    createStep(normalisePixels, pictures, {}),
  ].filter((step) => step.columns.length > 0);
}

/** How texts are read that are to be written again: every character counts. */
const lettersAsTheyAre: JsonObject = { unit: "character", lowerCase: false, punctuation: true, vocabulary: 5_000 };

function createStep(spec: StepSpec, columns: readonly string[], params: JsonObject): PipelineStep {
  return { kind: spec.kind, columns, params: { ...defaultsOf(spec.fields), ...params } };
}

/**
 * Hours and weekdays go on a circle, without which a straight line can make nothing of them.
 * Dates without a time of day have no hour. The season and the trend are read only where the table covers a year: within one, no model could tell them apart. Over a series the
 * trend is in the past that is looked back at, and what comes is later than all that was learned.
 */
function readTime(column: ColumnInfo, task: TaskKind | null): PipelineStep {
  const { min, max } = column.summary.kind === "time" ? column.summary : { min: 0, max: 0 };
  const hasHours = min % dayMs !== 0 || max % dayMs !== 0;
  const coversYear = max - min >= yearMs;
  return createStep(dateParts, [column.name], {
    hour: hasHours,
    month: coversYear,
    elapsedDays: coversYear && task !== "forecasting",
    form: "circle",
  });
}

function namesOf(columns: readonly ColumnInfo[], kind: ColumnInfo["kind"]): readonly string[] {
  return columns.filter((column) => column.kind === kind).map((column) => column.name);
}

/** How files of prose call what they say. */
const textName = "text";

/** Of texts about which nothing is known there is no outcome: they can be written on. */
function isOfTexts({ columns }: DatasetInfo): boolean {
  return columns.some(({ kind, name }) => kind === "text" && name === textName);
}

function canBeFeature(column: ColumnInfo): boolean {
  if (column.distinct < 2 || column.kind === "text" || namesSplit(column.name)) return false;
  if (column.distinct >= fewestGroups && namesGroup(column.name)) return false;
  if (column.kind === "time") return true;
  return !column.idLike && (column.kind === "number" || column.distinct <= mostCategories);
}

function canBeTarget(column: ColumnInfo): boolean {
  return column.kind !== "time" && column.kind !== "image" && canBeFeature(column);
}

/** Kinds of picture may be many, such as the folders of a collection. */
function isClassOfPictures({ kind, name, distinct, idLike }: ColumnInfo): boolean {
  return kind === "category" && distinct >= 2 && !idLike && isNamedOutcome(name);
}

function isNamedOutcome(name: string): boolean {
  return outcomeNames.test(wordsOf(name).join(" "));
}

/** The same category, or one of two numbers, in nearly every row: there is next to nothing to predict. */
function isNearlyAlwaysSame({ summary, distinct, missing }: ColumnInfo, rowCount: number): boolean {
  if (summary.kind === "category") return (summary.top[0]?.count ?? 0) >= sameShare * (rowCount - missing);
  if (summary.kind !== "number" || distinct !== 2) return false;
  const high = (summary.mean - summary.min) / (summary.max - summary.min);
  return Math.max(high, 1 - high) >= sameShare;
}

/** Two values are classes; a few whole numbers are where the column is called so. */
function looksLikeClasses(column: ColumnInfo): boolean {
  if (column.distinct === 2) return true;
  const { summary } = column;
  const isWhole = summary.kind === "number" && Number.isInteger(summary.min) && Number.isInteger(summary.max);
  return isWhole && column.distinct <= mostNumberClasses && isNamedOutcome(column.name);
}
