/** What an evaluation says of rows that are given back. */
import type { Evaluation, Interval, ReferenceEvaluation } from "../core/evaluation";
import type { ReconstructionMetrics } from "../core/metrics";
import type { Wording } from "../core/wording";
import { amountDigits, amountWithInterval, countDigits, shareWithInterval } from "./number-wording";
import { casesWording, reconstructionRuleWording, ruleWording, type EvaluationSubject } from "./subject-wording";

/** "On 150 rows it has never seen, it gives the 50 that are “RBC” back with a mean error of 0.03 (0.02–0.04), against …" */
export function giveBackSentence(
  evaluation: Evaluation,
  metrics: ReconstructionMetrics,
  baseline: ReconstructionMetrics,
  subject: EvaluationSubject,
): Wording {
  const cases = casesWording(evaluation, subject);
  const error = amountWithInterval(metrics.mae, evaluation.intervals["mae"]);
  const rule = ruleWording(evaluation);
  const blind = amountDigits(baseline.mae);
  const { normal, normalCount } = metrics;
  const which =
    normal === null
      ? { en: "them", zh: "它们" }
      : {
          en: `the ${countDigits(normalCount)} that are “${normal}”`,
          zh: `其中 ${countDigits(normalCount)} 个“${normal}”`,
        };
  if (Number.isNaN(metrics.mae)) {
    return {
      en: `On ${cases.en}, there are none like those it learned from, so its error is undefined.`,
      zh: `${cases.zh}中没有与学习数据同类的样本，因此无法计算误差。`,
    };
  }
  return {
    en: `On ${cases.en}, it gives ${which.en} back with a mean error of ${error.en}, against ${blind} by ${rule.en}.`,
    zh: `在${cases.zh}上，它还原${which.zh}的平均误差为 ${error.zh}，而${rule.zh}为 ${blind}。`,
  };
}

/** What the threshold does, and whether the error tells other kinds apart. */
export function flagSentence({ intervals }: Evaluation, metrics: ReconstructionMetrics): Wording {
  const { normal, rocAuc, recall, falseAlarmRate } = metrics;
  const threshold = amountDigits(metrics.threshold);
  const alarms = shareWithInterval(falseAlarmRate, intervals["falseAlarmRate"]);
  if (normal === null || Number.isNaN(rocAuc)) {
    return {
      en: `Above an error of ${threshold} it flags ${alarms.en} of them as unusual.`,
      zh: `误差高于 ${threshold} 时，它把其中 ${alarms.zh}标记为异常。`,
    };
  }
  const area = intervals["rocAuc"];
  const range = area ? `${area.low.toFixed(2)}–${area.high.toFixed(2)}; ` : "";
  const found = shareWithInterval(recall, intervals["recall"]);
  return {
    en: `The error tells others apart from “${normal}” with ROC AUC ${rocAuc.toFixed(2)} (${range}chance is 0.50): above ${threshold} it flags ${found.en} of the others and, falsely, ${alarms.en} of “${normal}”.`,
    zh: `误差区分“${normal}”与其他样本的 ROC AUC 为 ${rocAuc.toFixed(2)}（${range.replace("; ", "；")}随机为 0.50）：高于 ${threshold} 时，它标记出其他样本中的 ${found.zh}，并误报“${normal}”中的 ${alarms.zh}。`,
  };
}

/** Which tells other kinds apart better, the model or the best of the simple rules, if that is certain; null where nothing is told apart. */
export function apartSentence({ references = [] }: Evaluation, metrics: ReconstructionMetrics): Wording | null {
  const areaOf = (other: ReferenceEvaluation) => other.metrics.rocAuc;
  const [best] = references.filter((one) => !Number.isNaN(areaOf(one))).toSorted((a, b) => areaOf(b) - areaOf(a));
  if (!best || Number.isNaN(metrics.rocAuc)) return null;
  const rule = reconstructionRuleWording(best.rule);
  const { lead } = best;
  const [own, other] = [metrics.rocAuc.toFixed(2), areaOf(best).toFixed(2)];
  if (own === other && lead && lead.high - lead.low < narrow) {
    return { en: `In telling them apart ${rule.en} is as good.`, zh: `就区分而言，${rule.zh}同样好。` };
  }
  const gain = metrics.rocAuc - areaOf(best);
  if (lead && lead.low > 0) {
    const by = areaWithInterval(gain, lead);
    return {
      en: `In telling them apart it beats ${rule.en}, with ${other}, by ${by.en}.`,
      zh: `就区分而言，它优于${rule.zh}（${other}），领先 ${by.zh}。`,
    };
  }
  if (lead && lead.high < 0) {
    const by = areaWithInterval(-gain, { low: -lead.high, high: -lead.low });
    return {
      en: `In telling them apart ${rule.en} is better, with ${other}, by ${by.en}.`,
      zh: `就区分而言，${rule.zh}更好（${other}），领先 ${by.zh}。`,
    };
  }
  const by = areaWithInterval(gain, lead);
  return {
    en: `Whether it tells them apart better than ${rule.en}, with ${other}, is not certain: the lead is ${by.en}.`,
    zh: `就区分而言，它是否优于${rule.zh}（${other}）尚不确定：领先 ${by.zh}。`,
  };
}

/** An interval of a difference that is narrower than this says that both are the same to two digits. */
const narrow = 0.02;

function areaWithInterval(value: number, interval: Pick<Interval, "low" | "high"> | undefined): Wording {
  // Without the sign of a nought.
  const digits = (area: number) => ((Math.round(area * 100) || 0) / 100).toFixed(2).replace("-", "−");
  if (!interval) return { en: digits(value), zh: digits(value) };
  const [low, high] = [digits(interval.low), digits(interval.high)];
  return { en: `${digits(value)} (${low} to ${high})`, zh: `${digits(value)}（${low} 至 ${high}）` };
}
