/** Which questions a table can be asked: outcomes, features and splits, each with yes or the reason why not. */
import { namesGroup, namesSplit } from "../../core/column-roles";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { SplitRequest } from "../../core/split";
import type { Task, TaskKind } from "../../core/task";

/** Why a column does not suit; the words are in i18n. */
export type OutcomeReason = "noValues" | "constant" | "text" | "time" | "identifier";
export type FeatureReason =
  | "isOutcome"
  | "noValues"
  | "constant"
  | "text"
  | "time"
  | "identifier"
  | "split"
  | "group"
  | "wide";

/** Numbers with at most so many different values can also be read as classes. */
const mostClassesOfNumbers = 20;
/** A name for each few rows is not a class that repeats. */
const mostCategories = 100;

/** null where the column can be predicted. */
export function outcomeReason(column: ColumnInfo): OutcomeReason | null {
  if (column.distinct === 0) return "noValues";
  if (column.distinct === 1) return "constant";
  if (column.kind === "text") return "text";
  if (column.kind === "time") return "time";
  return column.idLike && column.kind === "category" ? "identifier" : null;
}

/** Why a column is left out unless the user chooses it; null where it is a feature. */
export function featureReason(column: ColumnInfo, target: string, split: SplitRequest | null): FeatureReason | null {
  if (column.name === target) return "isOutcome";
  if (column.distinct === 0) return "noValues";
  if (column.kind === "text") return "text";
  if (column.distinct === 1) return "constant";
  if (split?.by === column.name && split.kind === "given") return "split";
  if (split?.by === column.name && split.kind === "group") return "group";
  if (column.idLike) return "identifier";
  if (column.kind === "time") return "time";
  return column.kind === "category" && column.distinct > mostCategories ? "wide" : null;
}

/** Whether no step can make a feature of the column, however much the user wants it. */
export function isNeverFeature(reason: FeatureReason | null): boolean {
  return reason === "isOutcome" || reason === "noValues" || reason === "text";
}

/** What kinds of answer make sense for an outcome; the natural one first. */
export function answerKinds(column: ColumnInfo): readonly TaskKind[] {
  if (outcomeReason(column)) return [];
  if (column.kind === "number")
    return column.distinct <= mostClassesOfNumbers ? ["regression", "classification"] : ["regression"];
  const areNumbers = column.categories.length > 2 && column.categories.every(isWrittenNumber);
  return areNumbers ? ["classification", "regression"] : ["classification"];
}

/** The task that predicts a column, with what of the old task still holds. */
export function taskFor(column: ColumnInfo, kind: TaskKind, old: Task | null): Task {
  const kept = old?.features?.filter((name) => name !== column.name);
  const features = kept && kept.length > 0 ? { features: kept } : {};
  if (kind === "regression") return { kind, target: column.name, ...features };
  const positive =
    old?.kind === "classification" && old.target === column.name && old.positive !== undefined
      ? { positive: old.positive }
      : {};
  return { kind, target: column.name, ...positive, ...features };
}

/** Columns that each kind of split could go by; the likeliest first. */
export function splitColumns(kind: SplitRequest["kind"], dataset: DatasetInfo): readonly ColumnInfo[] {
  const fits = (column: ColumnInfo): boolean => {
    switch (kind) {
      case "group":
        return column.distinct > 2 && column.distinct < dataset.rowCount;
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
        return (namesGroup(column.name) ? 2 : 0) + (column.kind === "number" ? 0 : 1);
      case "time":
        return column.kind === "time" ? 1 : 0;
      default:
        return namesSplit(column.name) ? 1 : 0;
    }
  };
  return dataset.columns.filter(fits).toSorted((a, b) => likelihood(b) - likelihood(a));
}

function isWrittenNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}
