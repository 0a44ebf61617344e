/** What an evaluation says of texts that are written, and of vectors of words. */
import type { Evaluation } from "../core/evaluation";
import type { EmbeddingMetrics, GenerationMetrics } from "../core/metrics";
import type { Wording } from "../core/wording";
import { amountDigits, amountWithInterval, countDigits, shareWithInterval, shareWording } from "./number-wording";
import type { EvaluationSubject } from "./subject-wording";
import { casesWording, ruleWording } from "./subject-wording";

/** null where no text is turned into another. */
export function exactTextSentence(
  evaluation: Evaluation,
  { exactMatch, characterErrorRate = 0, writtenCount = evaluation.rowCount }: GenerationMetrics,
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
  const drawn = writtenCount < evaluation.rowCount ? countDigits(writtenCount) : null;
  const some = drawn ? { en: `${drawn} texts drawn from `, zh: `中抽出的 ${drawn} 个文本` } : { en: "", zh: "" };
  const rule =
    baselineRule.turn === "copy"
      ? { en: "copying what was there", zh: "照抄原文" }
      : { en: "always writing the commonest text", zh: "总写最常见的文本" };
  return {
    en: `Of ${some.en}${cases.en}, it writes ${right.en} exactly, against ${blind.en} by ${rule.en}; ${errors} % of the characters would have to be changed, against ${blindErrors} %.`,
    zh: `在${cases.zh}${some.zh}上，它完全写对 ${right.zh}，而${rule.zh}为 ${blind.zh}；需改动的字符占 ${errors}%，后者为 ${blindErrors}%。`,
  };
}

export function surpriseSentence(
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

export function neighboursSentence(
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
