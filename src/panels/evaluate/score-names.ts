/** Which scores the page shows, in which order, and how each is written. */
import type { Metrics } from "../../core/metrics";
import type { Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";

export type ScoreName = keyof Messages["evaluate"]["metrics"];

const classificationScores: readonly ScoreName[] = [
  "accuracy",
  "balancedAccuracy",
  "recall",
  "specificity",
  "precision",
  "npv",
  "f1",
  "rocAuc",
  "averagePrecision",
  "mcc",
  "kappa",
  "logLoss",
  "brier",
];

const regressionScores: readonly ScoreName[] = ["r2", "mae", "rmse", "medianAbsoluteError", "mape", "bias"];

const labelScores: readonly ScoreName[] = [
  "accuracy",
  "exactMatch",
  "recall",
  "precision",
  "f1",
  "microF1",
  "rocAuc",
  "averagePrecision",
  "logLoss",
];

type ByKind = { readonly [Kind in Metrics["kind"]]: readonly ScoreName[] };

const shown: ByKind = {
  classification: classificationScores,
  multilabel: labelScores,
  regression: regressionScores,
};

export const scoreNames = ({ kind }: Metrics): readonly ScoreName[] => shown[kind];

/** The few by which two runs are compared. */
const compared: ByKind = {
  classification: ["accuracy", "balancedAccuracy", "recall", "specificity", "rocAuc", "logLoss"],
  multilabel: ["accuracy", "exactMatch", "recall", "precision", "rocAuc", "logLoss"],
  regression: ["r2", "mae", "rmse"],
};

export const comparedScores = ({ kind }: Metrics): readonly ScoreName[] => compared[kind];

/** The score of this name; NaN where these metrics do not have it. */
export function scoreOf(metrics: Metrics, name: ScoreName): number {
  const value = (metrics as unknown as Readonly<Record<string, unknown>>)[name]; // looked up by name, checked below
  return typeof value === "number" ? value : Number.NaN;
}

const asPercent = new Set<ScoreName>([
  "accuracy",
  "balancedAccuracy",
  "exactMatch",
  "recall",
  "specificity",
  "precision",
  "npv",
  "mape",
]);

export const isPercentScore = (name: ScoreName): boolean => asPercent.has(name);

const lowerIsBetter = new Set<ScoreName>(["logLoss", "brier", "mae", "rmse", "medianAbsoluteError", "mape"]);
export const isLowerBetter = (name: ScoreName): boolean => lowerIsBetter.has(name);

/** Shares as per cent, everything else with three decimals or four digits. */
export function writeScore(format: Format, name: ScoreName, value: number): string {
  if (asPercent.has(name)) return format.percent(value);
  return Math.abs(value) < 10 ? format.number(value) : format.significant(value);
}

/** Scores that lie between 0 and 1 can be drawn on one common scale. */
export function isUnitScore(name: ScoreName): boolean {
  return asPercent.has(name) ? name !== "mape" : ["f1", "microF1", "rocAuc", "averagePrecision", "r2"].includes(name);
}
