/** What an evaluation says, in plain sentences for the top of a page. Never a score without its baseline and its doubt. */
import { assertNever } from "../core/assert-never";
import type {
  ClassificationMetrics,
  EmbeddingMetrics,
  Evaluation,
  ForecastingMetrics,
  GenerationMetrics,
  Interval,
  MultilabelMetrics,
  RegressionMetrics,
} from "../core/metrics";
import type { Wording } from "../core/wording";
import {
  amountDigits,
  amountWithInterval,
  joinSentences,
  shareDigits,
  shareWithInterval,
  shareWording,
} from "./number-wording";
import { bestRuleSentence, lastWeekSentence } from "./forecast-wording";
import { casesWording, ruleWording } from "./subject-wording";
import type { EvaluationSubject } from "./subject-wording";
import { apartSentence, flagSentence, giveBackSentence } from "./reconstruction-wording";
import { alarmsSentence, asNowSentence, usualSentence } from "./window-wording";
import { wilsonInterval } from "./wilson";

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

function rightSentence(
  evaluation: Evaluation,
  metrics: ClassificationMetrics,
  baseline: ClassificationMetrics,
  subject: EvaluationSubject,
): Wording {
  const cases = casesWording(evaluation, subject);
  const right = shareWithInterval(metrics.accuracy, evaluation.intervals["accuracy"]);
  const blind = shareWording(baseline.accuracy);
  const rule = ruleWording(evaluation);
  return {
    en: `On ${cases.en}, it is right for ${right.en}, against ${blind.en} by ${rule.en}.`,
    zh: `在${cases.zh}上，它的判断有 ${right.zh}正确，而${rule.zh}为 ${blind.zh}。`,
  };
}

function labelsSentence(
  evaluation: Evaluation,
  metrics: MultilabelMetrics,
  baseline: MultilabelMetrics,
  subject: EvaluationSubject,
): Wording {
  const cases = casesWording(evaluation, subject);
  const right = shareWithInterval(metrics.accuracy, evaluation.intervals["accuracy"]);
  const blind = shareWording(baseline.accuracy);
  const rule = ruleWording(evaluation);
  const count = metrics.labels.length;
  return {
    en: `On ${cases.en}, with ${count} labels each, it is right for ${right.en} of all labels, against ${blind.en} by ${rule.en}.`,
    zh: `在${cases.zh}上（每例 ${count} 个标签），它对所有标签的判断有 ${right.zh}正确，而${rule.zh}为 ${blind.zh}。`,
  };
}

function exactSentence({ intervals }: Evaluation, { exactMatch }: MultilabelMetrics): Wording {
  const share = shareWithInterval(exactMatch, intervals["exactMatch"]);
  return { en: `Every label is right in ${share.en} of the cases.`, zh: `全部标签都正确的样本占 ${share.zh}。` };
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

/** null where no text is turned into another. */
function exactTextSentence(
  evaluation: Evaluation,
  { exactMatch, characterErrorRate = 0 }: GenerationMetrics,
  baseline: GenerationMetrics,
  subject: EvaluationSubject,
): Wording | null {
  const { baselineRule, intervals } = evaluation;
  if (exactMatch === undefined || baselineRule.kind !== "bigram") return null;
  const cases = casesWording(evaluation, subject);
  const right = shareWithInterval(exactMatch, intervals["exactMatch"]);
  const blind = shareWording(baseline.exactMatch ?? 0);
  const errors = amountDigits(100 * characterErrorRate);
  const blindErrors = amountDigits(100 * (baseline.characterErrorRate ?? 0));
  const rule =
    baselineRule.turn === "copy"
      ? { en: "copying what was there", zh: "照抄原文" }
      : { en: "always writing the commonest text", zh: "总写最常见的文本" };
  return {
    en: `Of ${cases.en}, it writes ${right.en} exactly, against ${blind.en} by ${rule.en}; ${errors} % of the characters would have to be changed, against ${blindErrors} %.`,
    zh: `在${cases.zh}上，它完全写对 ${right.zh}，而${rule.zh}为 ${blind.zh}；需改动的字符占 ${errors}%，后者为 ${blindErrors}%。`,
  };
}

function surpriseSentence(
  evaluation: Evaluation,
  metrics: GenerationMetrics,
  baseline: GenerationMetrics,
  subject: EvaluationSubject,
): Wording {
  const cases = casesWording(evaluation, subject);
  const own = amountWithInterval(metrics.perplexity, evaluation.intervals["perplexity"]);
  const blind = amountDigits(baseline.perplexity);
  const rule = ruleWording(evaluation);
  return {
    en: `On ${cases.en}, it is as unsure of the next token as if it had to guess among ${own.en} (perplexity), against ${blind} by ${rule.en}.`,
    zh: `在${cases.zh}上，它对下一个词元的把握相当于在 ${own.zh} 个中猜一个（困惑度），而${rule.zh}为 ${blind} 个。`,
  };
}

function neighboursSentence(
  evaluation: Evaluation,
  metrics: EmbeddingMetrics,
  baseline: EmbeddingMetrics,
  subject: EvaluationSubject,
): Wording {
  const cases = casesWording(evaluation, subject);
  const right = shareWithInterval(metrics.rankedRight, evaluation.intervals["rankedRight"]);
  const blind = shareWording(baseline.rankedRight);
  const rule = ruleWording(evaluation);
  return {
    en: `On ${cases.en}, it puts a true neighbour of a word before a word drawn by chance in ${right.en} of the comparisons, against ${blind.en} by ${rule.en}.`,
    zh: `在${cases.zh}上，它把真实邻词排在随机词之前的比例为 ${right.zh}，而${rule.zh}为 ${blind.zh}。`,
  };
}

/**
 * Says so where the score is no better than its baseline's, or its lead could be chance: over independent rows when the
 * cases won do not clearly outnumber those lost (McNemar 1947), otherwise when the two intervals overlap.
 */
function leadSentence(
  evaluation: Evaluation,
  score: "accuracy" | "mae" | "perplexity" | "rankedRight",
  lead: number,
): Wording | null {
  const rule = ruleWording(evaluation);
  if (Number.isNaN(lead)) return null;
  if (lead <= 0) return { en: `That does not beat ${rule.en}.`, zh: `这并不优于${rule.zh}。` };
  // Neighbouring windows are no independent cases.
  const isByRow = evaluation.n === evaluation.rowCount && evaluation.rowUnit !== "windows";
  const duel = isByRow ? duelDoubt(evaluation) : null;
  const doubt = duel ?? overlapDoubt(evaluation, score);
  if (doubt === "none") return null;
  return {
    en: `The lead over ${rule.en} may be chance: ${doubt.en}.`,
    zh: `相对${rule.zh}的优势可能只是偶然：${doubt.zh}。`,
  };
}

/** Null for values and for several labels, which have no cases won and lost. */
function duelDoubt({ metrics, baselineRule }: Evaluation): Wording | "none" | null {
  if (metrics.kind !== "classification" || baselineRule.kind !== "most-frequent") return null;
  const rival = metrics.categories.indexOf(baselineRule.category);
  let won = 0;
  let lost = 0;
  metrics.confusion.forEach((counts, actual) =>
    counts.forEach((count, predicted) => {
      if (actual === predicted && actual !== rival) won += count;
      if (actual === rival && predicted !== rival) lost += count;
    }),
  );
  const interval = wilsonInterval(won, won + lost);
  if (interval && interval.low > 0.5) return "none";
  return { en: `it wins ${won} cases and loses ${lost}`, zh: `多判对 ${won} 例，多判错 ${lost} 例` };
}

function overlapDoubt({ intervals, baselineIntervals }: Evaluation, score: string): Wording | "none" {
  const [own, blind] = [intervals[score], baselineIntervals[score]];
  if (!own || !blind || own.low > blind.high || own.high < blind.low) return "none";
  return { en: "the two ranges overlap", zh: "两者的区间有重叠" };
}

/** Accuracy hides what a model knows where one class is frequent: its order of cases may still be good. */
function rankingSentence(
  { intervals }: Evaluation,
  metrics: ClassificationMetrics | MultilabelMetrics,
  baseline: ClassificationMetrics | MultilabelMetrics,
): Wording | null {
  const area = intervals["rocAuc"];
  if (metrics.accuracy > baseline.accuracy || !area || area.low <= 0.5) return null;
  const [value, low, high] = [metrics.rocAuc, area.low, area.high].map((share) => share.toFixed(2));
  return {
    en: `But it does put cases in a better order than chance (ROC AUC ${value}, ${low}–${high}; chance is 0.50).`,
    zh: `但它对样本的排序优于随机（ROC AUC ${value}，${low}–${high}；随机为 0.50）。`,
  };
}

function missesSentence({ confusion, categories }: ClassificationMetrics, positive: string): Wording {
  const index = categories.indexOf(positive);
  const missed = confusion[index]![1 - index]!;
  const cases = confusion[index]![index]! + missed;
  if (cases === 0) {
    return {
      en: `None of them is “${positive}”, so how many it would miss is unknown.`,
      zh: `其中没有“${positive}”，因此无法知道会漏掉多少。`,
    };
  }
  return {
    en: `It misses ${missed === 0 ? "none" : missed} of ${cases} that are “${positive}”.`,
    zh: missed === 0 ? `${cases} 个“${positive}”无一漏掉。` : `${cases} 个“${positive}”中漏掉 ${missed} 个。`,
  };
}

function worstClassSentence({ perClass }: ClassificationMetrics): Wording | null {
  const [worst] = perClass.filter(({ support }) => support > 0).toSorted((left, right) => left.recall - right.recall);
  if (!worst || worst.recall === 1) return null;
  const right = Math.round(worst.recall * worst.support);
  return {
    en: `It does worst on “${worst.category}”: right for ${right} of ${worst.support}.`,
    zh: `它对“${worst.category}”判断最差：${worst.support} 个中判对 ${right} 个。`,
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
