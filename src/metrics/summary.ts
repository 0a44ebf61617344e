/** What an evaluation says, in plain sentences for the top of a page. Never a score without its baseline and its doubt. */
import { assertNever } from "../core/assert-never";
import type { Evaluation, Interval } from "../core/evaluation";
import type { ForecastingMetrics, RegressionMetrics } from "../core/metrics";
import type { Wording } from "../core/wording";
import { exactSentence, labelsSentence, missesSentence, rightSentence, worstClassSentence } from "./class-wording";
import { amountDigits, amountWithInterval, joinSentences, shareDigits } from "./number-wording";
import { bestRuleSentence, lastWeekSentence } from "./forecast-wording";
import { leadSentence, rankingSentence } from "./lead-wording";
import { casesWording, ruleWording } from "./subject-wording";
import type { EvaluationSubject } from "./subject-wording";
import { apartSentence, flagSentence, giveBackSentence } from "./reconstruction-wording";
import { exactTextSentence, neighboursSentence, surpriseSentence } from "./text-wording";
import { alarmsSentence, asNowSentence, usualSentence } from "./window-wording";

/** Below so many units a sentence warns that they are few. */
const fewUnits = 100;

/** "On 80 patients it has never seen, it is right for 78 % (69–86), against 50 % by always saying “normal”. …" */
export function sentenceOf(evaluation: Evaluation, subject: EvaluationSubject = {}): Wording {
  const { metrics, baseline } = evaluation;
  if (evaluation.rowCount === 0) {
    return {
      en: "There are no rows to judge it on, so nothing can be said.",
      zh: "没有可供评估的数据，因此无法作出判断。",
    };
  }
  switch (metrics.kind) {
    case "classification":
      if (baseline.kind !== "classification") break;
      return joinSentences([
        rightSentence(evaluation, metrics, baseline, subject),
        isOfWindows(evaluation)
          ? asNowSentence(evaluation)
          : leadSentence(evaluation, "accuracy", metrics.accuracy - baseline.accuracy),
        isOfWindows(evaluation) ? usualSentence(evaluation) : null,
        rankingSentence(evaluation, metrics, baseline),
        metrics.positive === null ? worstClassSentence(metrics) : missesSentence(metrics, metrics.positive),
        evaluation.rowUnit === "windows" && metrics.positive !== null
          ? alarmsSentence(evaluation, metrics, metrics.positive)
          : null,
        fewSentence(evaluation, evaluation.intervals["accuracy"], shareDigits, subject),
      ]);
    case "multilabel":
      if (baseline.kind !== "multilabel") break;
      return joinSentences([
        labelsSentence(evaluation, metrics, baseline, subject),
        leadSentence(evaluation, "accuracy", metrics.accuracy - baseline.accuracy),
        rankingSentence(evaluation, metrics, baseline),
        exactSentence(evaluation, metrics),
        fewSentence(evaluation, evaluation.intervals["accuracy"], shareDigits, subject),
      ]);
    case "regression":
      if (baseline.kind !== "regression") break;
      return joinSentences([
        errorSentence(evaluation, metrics, baseline, subject),
        isOfWindows(evaluation)
          ? asNowSentence(evaluation)
          : leadSentence(evaluation, "mae", baseline.mae - metrics.mae),
        isOfWindows(evaluation) ? usualSentence(evaluation) : null,
        fewSentence(evaluation, evaluation.intervals["mae"], amountDigits, subject),
      ]);
    case "forecasting":
      if (baseline.kind !== "forecasting") break;
      return joinSentences([
        errorSentence(evaluation, metrics, baseline, subject),
        lastWeekSentence(evaluation),
        bestRuleSentence(evaluation),
        fewSentence(evaluation, evaluation.intervals["mae"], amountDigits, subject),
      ]);
    case "generation":
      if (baseline.kind !== "generation") break;
      return joinSentences([
        exactTextSentence(evaluation, metrics, baseline, subject),
        surpriseSentence(evaluation, metrics, baseline, subject),
        leadSentence(evaluation, "perplexity", baseline.perplexity - metrics.perplexity),
        fewSentence(evaluation, evaluation.intervals["perplexity"], amountDigits, subject),
      ]);
    case "embedding":
      if (baseline.kind !== "embedding") break;
      return joinSentences([
        neighboursSentence(evaluation, metrics, baseline, subject),
        leadSentence(evaluation, "rankedRight", metrics.rankedRight - baseline.rankedRight),
        fewSentence(evaluation, evaluation.intervals["rankedRight"], shareDigits, subject),
      ]);
    case "reconstruction":
      if (baseline.kind !== "reconstruction") break;
      return joinSentences([
        giveBackSentence(evaluation, metrics, baseline, subject),
        leadSentence(evaluation, "mae", baseline.mae - metrics.mae),
        flagSentence(evaluation, metrics),
        apartSentence(evaluation, metrics),
        fewSentence(evaluation, evaluation.intervals["mae"], amountDigits, subject),
      ]);
    default:
      return assertNever(metrics);
  }
  throw new Error(`a ${metrics.kind} cannot stand beside the baseline of a ${baseline.kind}`);
}

function isOfWindows({ rowUnit, windowRivals }: Evaluation): boolean {
  return rowUnit === "windows" && windowRivals !== undefined;
}

function errorSentence(
  evaluation: Evaluation,
  metrics: RegressionMetrics | ForecastingMetrics,
  baseline: RegressionMetrics | ForecastingMetrics,
  subject: EvaluationSubject,
): Wording {
  const cases = casesWording(evaluation, subject);
  if (Number.isNaN(metrics.mae)) {
    return {
      en: `On ${cases.en}, some predictions are not numbers, so its error is undefined.`,
      zh: `在${cases.zh}上，部分预测不是有效数值，因此无法计算误差。`,
    };
  }
  const error = amountWithInterval(metrics.mae, evaluation.intervals["mae"]);
  const blind = amountDigits(baseline.mae);
  const rule = ruleWording(evaluation);
  return {
    en: `On ${cases.en}, it is off by ${error.en} on average, against ${blind} by ${rule.en}.`,
    zh: `在${cases.zh}上，它平均相差 ${error.zh}，而${rule.zh}平均相差 ${blind}。`,
  };
}

function fewSentence(
  { n }: Evaluation,
  interval: Interval | undefined,
  digits: (value: number) => string,
  { subset = "test" }: EvaluationSubject,
): Wording | null {
  if (n >= fewUnits) return null;
  const few = subset === "test" ? { en: "Few test cases", zh: "测试样本少" } : { en: "Few cases", zh: "样本少" };
  if (!interval) return { en: `${few.en}: the true value is uncertain.`, zh: `${few.zh}：真实值难以确定。` };
  const [low, high] = [digits(interval.low), digits(interval.high)];
  return {
    en: `${few.en}: the true value could be anywhere between ${low} and ${high}.`,
    zh: `${few.zh}：真实值可能在 ${low} 与 ${high} 之间的任何位置。`,
  };
}
