/** Which questions a table can be asked: outcomes, features and splits, each with yes or the reason why not. */
import { namesGroup, namesSplit } from "../../core/column-roles";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { SplitRequest } from "../../core/split";
import { answerColumns } from "../../core/answer-columns";
import { isOfSeries, type EmbeddingTask, type GenerationTask, type TargetTask, type Task } from "../../core/task";

/** Why a column cannot be predicted; the words are in i18n. */
export type OutcomeReason = "noValues" | "constant" | "text" | "time" | "identifier";
/** Why a column is not proposed to predict from. */
export type FeatureReason = "noValues" | "constant" | "text" | "identifier" | "split" | "group" | "wide";

/** Numbers with at most so many different values can also be read as classes. */
const mostClassesOfNumbers = 20;
/** More names than this make too many columns of zeros to learn from: as preprocessing proposes. */
const mostCategories = 50;

/** null where the column can be predicted. */
export function outcomeReason(column: ColumnInfo): OutcomeReason | null {
  if (column.distinct === 0) return "noValues";
  if (column.distinct === 1) return "constant";
  if (column.kind === "text") return "text";
  if (column.kind === "time") return "time";
  return column.idLike && column.kind === "category" ? "identifier" : null;
}

/** Why a column is left out unless the user chooses it; null where it is proposed. */
export function featureReason(column: ColumnInfo): FeatureReason | null {
  if (column.distinct === 0) return "noValues";
  if (column.kind === "text") return "text";
  if (column.distinct === 1) return "constant";
  if (namesSplit(column.name)) return "split";
  if (namesGroup(column.name)) return "group";
  if (column.kind === "time") return null;
  if (column.idLike) return "identifier";
  return column.kind === "category" && column.distinct > mostCategories ? "wide" : null;
}

/** Whether no step can make a feature of the column, however much the user wants it. */
export function isNeverFeature(reason: FeatureReason | null): boolean {
  return reason === "noValues";
}

/** Kinds of answer about one outcome, row by row. */
export type SingleKind = Exclude<TargetTask["kind"], "forecasting">;

/** What kinds of answer make sense for an outcome; the natural one first. */
export function answerKinds(column: ColumnInfo): readonly SingleKind[] {
  if (outcomeReason(column)) return [];
  if (column.kind === "category") return ["classification"];
  if (column.distinct === 2) return ["classification", "regression"];
  return column.distinct <= mostClassesOfNumbers ? ["regression", "classification"] : ["regression"];
}

/** The task that predicts a column, with what of the old task still holds. */
export function taskFor(column: ColumnInfo, kind: SingleKind, old: Task | null): TargetTask {
  const same = old && "target" in old && old.target === column.name ? old : null;
  const positive = same?.kind === "classification" ? same.positive : undefined;
  // Columns that were chosen for another outcome are proposed anew: the old outcome may be among the best of them.
  return createTask(kind, column.name, positive, same?.features);
}

/** The task with these features, or with those that are proposed. */
export function withFeatures(task: Task, features: readonly string[] | undefined): Task {
  // Such a question reads the texts alone.
  if (task.kind === "generation" || task.kind === "embedding") return task;
  if (task.kind === "multilabel") return { kind: task.kind, targets: task.targets, ...(features ? { features } : {}) };
  if (task.kind === "forecasting") {
    const { kind, target, window, quantiles } = task;
    const knownAhead = features ? task.knownAhead?.filter((name) => features.includes(name)) : task.knownAhead;
    return {
      ...{ kind, target, window },
      ...(quantiles ? { quantiles } : {}),
      ...(knownAhead && knownAhead.length > 0 ? { knownAhead } : {}),
      ...(features ? { features } : {}),
    };
  }
  if (task.kind === "reconstruction") {
    const { kind, normal, window } = task;
    return { kind, ...(normal ? { normal } : {}), ...(window ? { window } : {}), ...(features ? { features } : {}) };
  }
  const bare = createTask(task.kind, task.target, task.kind === "classification" ? task.positive : undefined, features);
  return task.window ? { ...bare, window: task.window } : bare;
}

/** The question for new texts like those of a column; of the most prose where none is named. null without texts. */
export function writingTask(columns: readonly ColumnInfo[], name?: string): GenerationTask | null {
  const lengthOf = ({ summary }: ColumnInfo) => (summary.kind === "text" ? summary.meanLength : 0);
  const texts = columns
    .filter(({ kind, distinct }) => kind === "text" && distinct > 1)
    .toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const column = texts.find((candidate) => candidate.name === name) ?? texts[0];
  return column ? { kind: "generation", text: column.name } : null;
}

/** The question about the words of a column of texts; of the most prose where none is named. null without texts. */
export function wordTask(columns: readonly ColumnInfo[], name?: string): EmbeddingTask | null {
  const lengthOf = ({ summary }: ColumnInfo) => (summary.kind === "text" ? summary.meanLength : 0);
  const texts = textColumns(columns).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const column = texts.find((candidate) => candidate.name === name) ?? texts[0];
  return column ? { kind: "embedding", text: column.name } : null;
}

/** Columns whose words can be learned. */
export function textColumns(columns: readonly ColumnInfo[]): readonly ColumnInfo[] {
  return columns.filter(({ kind, distinct }) => kind === "text" && distinct > 0);
}

function createTask(
  kind: SingleKind,
  target: string,
  positive: string | undefined,
  features: readonly string[] | undefined,
): TargetTask {
  const chosen = features ? { features } : {};
  if (kind === "regression") return { kind, target, ...chosen };
  return { kind, target, ...(positive === undefined ? {} : { positive }), ...chosen };
}

/** Columns that a kind of split could go by, other than the answer's; the likeliest first. */
export function splitColumns(
  kind: SplitRequest["kind"],
  dataset: DatasetInfo,
  task: Task | null = null,
): readonly ColumnInfo[] {
  const answers = new Set(task ? answerColumns(task) : []);
  // A series is split in its own order.
  if (task && isOfSeries(task) && kind === "time") {
    return dataset.columns.filter(({ name }) => name === task.window.time);
  }
  const fits = (column: ColumnInfo): boolean => {
    switch (kind) {
      case "group":
        return column.distinct > 2 && (column.distinct < dataset.rowCount || namesGroup(column.name));
      case "time":
        return (column.kind === "time" || column.kind === "number") && column.distinct > 2;
      case "given":
        return column.kind === "category" && column.distinct >= 2 && column.distinct <= 4;
      default:
        return false;
    }
  };
  const likelihood = (column: ColumnInfo): number => {
    switch (kind) {
      case "group":
        return (namesGroup(column.name) ? 4 : 0) + (column.idLike ? 2 : 0) + (column.kind === "category" ? 1 : 0);
      case "time":
        return column.kind === "time" ? 1 : 0;
      default:
        return namesSplit(column.name) ? 1 : 0;
    }
  };
  return dataset.columns
    .filter((column) => !answers.has(column.name) && fits(column))
    .map((column) => ({ column, rank: likelihood(column) }))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ column }) => column);
}
