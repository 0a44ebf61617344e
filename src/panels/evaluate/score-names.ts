/** Which scores the page shows, in which order, and how each is written. */
import type { Metrics } from "../../core/metrics";
import type { Format } from "../../i18n/locale";
import type { Messages } from "../../i18n/messages";

export type ScoreName =
  | keyof Messages["evaluate"]["metrics"]
  | keyof Messages["labels"]["metrics"]
  | keyof Messages["writing"]["metrics"]
  | keyof Messages["embeddings"]["metrics"]
  | keyof Messages["reconstruction"]["metrics"];

export interface ScoreWords {
  readonly plain: string;
  readonly term: string;
  readonly formula: string;
}

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

const multilabelScores: readonly ScoreName[] = [
  "exactMatch",
  "accuracy",
  "rocAuc",
  "averagePrecision",
  "f1",
  "microF1",
  "recall",
  "precision",
  "logLoss",
];

const scoresByKind: Readonly<Record<Metrics["kind"], readonly ScoreName[]>> = {
  classification: classificationScores,
  multilabel: multilabelScores,
  regression: regressionScores,
  forecasting: ["mae", "rmse", "r2", "mase", "smape", "medianAbsoluteError", "bias"],
  generation: ["perplexity", "bitsPerToken", "bitsPerCharacter"],
  embedding: ["rankedRight", "samplingLoss"],
  reconstruction: ["mae", "mse", "rocAuc", "averagePrecision", "recall", "specificity", "falseAlarmRate"],
};

/** Those that the rows define, where only some of them can be. */
export const scoreNames = (metrics: Metrics): readonly ScoreName[] =>
  [...turnedScores(metrics), ...scoresByKind[metrics.kind]].filter(
    (name) => metrics.kind !== "reconstruction" || !Number.isNaN(scoreOf(metrics, name)),
  );

/** Where one text is turned into another, whether it is right to the last character counts most. */
function turnedScores(metrics: Metrics): readonly ScoreName[] {
  return metrics.kind === "generation" && metrics.exactMatch !== undefined ? ["exactMatch", "characterErrorRate"] : [];
}

const comparedByKind: Readonly<Record<Metrics["kind"], readonly ScoreName[]>> = {
  classification: ["accuracy", "balancedAccuracy", "recall", "specificity", "rocAuc", "logLoss"],
  multilabel: ["exactMatch", "accuracy", "rocAuc", "averagePrecision", "f1", "logLoss"],
  regression: ["r2", "mae", "rmse"],
  forecasting: ["mae", "rmse", "mase"],
  generation: ["perplexity", "bitsPerCharacter"],
  embedding: ["rankedRight", "samplingLoss"],
  reconstruction: ["mae", "rocAuc", "recall", "falseAlarmRate"],
};

/** The few by which two runs are compared. */
export const comparedScores = (metrics: Metrics): readonly ScoreName[] => [
  ...turnedScores(metrics),
  ...comparedByKind[metrics.kind],
];

/** What a score is called: over several labels it is a mean or a sum. */
export function scoreWords(messages: Messages, metrics: Metrics, name: ScoreName): ScoreWords {
  const words: Partial<Record<ScoreName, ScoreWords>> =
    metrics.kind === "multilabel"
      ? messages.labels.metrics
      : metrics.kind === "generation"
        ? messages.writing.metrics
        : metrics.kind === "embedding"
          ? messages.embeddings.metrics
          : metrics.kind === "reconstruction"
            ? messages.reconstruction.metrics
            : messages.evaluate.metrics;
  return words[name] ?? { plain: name, term: name, formula: "" };
}

/** The score of this name; NaN where these metrics do not have it. */
export function scoreOf(metrics: Metrics, name: ScoreName): number {
  const value = (metrics as unknown as Readonly<Record<string, unknown>>)[name]; // looked up by name, checked below
  return typeof value === "number" ? value : Number.NaN;
}

const asPercent = new Set<ScoreName>([
  "accuracy",
  "balancedAccuracy",
  "exactMatch",
  "characterErrorRate",
  "recall",
  "specificity",
  "precision",
  "npv",
  "mape",
  "rankedRight",
  "falseAlarmRate",
]);

export const isPercentScore = (name: ScoreName): boolean => asPercent.has(name);

const lowerIsBetter = new Set<ScoreName>([
  "logLoss",
  "brier",
  "mae",
  "mse",
  "falseAlarmRate",
  "rmse",
  "medianAbsoluteError",
  "mape",
  "mase",
  "smape",
  "perplexity",
  "bitsPerToken",
  "bitsPerCharacter",
  "characterErrorRate",
  "samplingLoss",
]);
export const isLowerBetter = (name: ScoreName): boolean => lowerIsBetter.has(name);

/** Shares as per cent, everything else with three decimals or four digits. */
export function writeScore(format: Format, name: ScoreName, value: number): string {
  if (asPercent.has(name)) return format.percent(value);
  // Errors of pixels from 0 to 1 are small.
  if ((name === "mae" || name === "mse") && Math.abs(value) < 0.1) return format.significant(value);
  return Math.abs(value) < 10 ? format.number(value) : format.significant(value);
}

/** Scores that lie between 0 and 1 can be drawn on one common scale. */
export function isUnitScore(name: ScoreName): boolean {
  return asPercent.has(name) ? name !== "mape" : ["f1", "microF1", "rocAuc", "averagePrecision", "r2"].includes(name);
}
