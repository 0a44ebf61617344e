/** What an evaluation says of classes and of labels. */
import type { Evaluation } from "../core/evaluation";
import type { ClassificationMetrics, MultilabelMetrics } from "../core/metrics";
import type { Wording } from "../core/wording";
import { shareWithInterval, shareWording } from "./number-wording";
import type { EvaluationSubject } from "./subject-wording";
import { casesWording, ruleWording } from "./subject-wording";

export function rightSentence(
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

export function labelsSentence(
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

export function exactSentence({ intervals }: Evaluation, { exactMatch }: MultilabelMetrics): Wording {
  const share = shareWithInterval(exactMatch, intervals["exactMatch"]);
  return { en: `Every label is right in ${share.en} of the cases.`, zh: `全部标签都正确的样本占 ${share.zh}。` };
}

export function missesSentence({ confusion, categories }: ClassificationMetrics, positive: string): Wording {
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

export function worstClassSentence({ perClass }: ClassificationMetrics): Wording | null {
  const [worst] = perClass.filter(({ support }) => support > 0).toSorted((left, right) => left.recall - right.recall);
  if (!worst || worst.recall === 1) return null;
  const right = Math.round(worst.recall * worst.support);
  return {
    en: `It does worst on “${worst.category}”: right for ${right} of ${worst.support}.`,
    zh: `它对“${worst.category}”判断最差：${worst.support} 个中判对 ${right} 个。`,
  };
}
