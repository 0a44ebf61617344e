/** What an evaluation says of a forecast beside the rule that people know, and beside the best one. */
import type { ForecastRule } from "../core/forecast";
import type { Evaluation } from "../core/evaluation";
import type { Wording } from "../core/wording";
import { amountDigits, amountWithInterval } from "./number-wording";

/** Whether it beats "the same as last week", and by how much with the interval of the difference; null where the series has no weeks. */
export function lastWeekSentence(evaluation: Evaluation): Wording | null {
  return duelSentence(evaluation, "last-week", { en: "“the same as last week”", zh: "“与上周相同”" });
}

/** The same beside the best of the simple rules, which the sentence before has named, where that is another one. */
export function bestRuleSentence(evaluation: Evaluation): Wording | null {
  const { baselineRule } = evaluation;
  if (baselineRule.kind !== "forecast" || baselineRule.rule === "last-week") return null;
  return duelSentence(evaluation, baselineRule.rule, { en: "the best simple rule", zh: "最佳的简单规则" });
}

function duelSentence({ rivals = [], metrics }: Evaluation, rule: ForecastRule, name: Wording): Wording | null {
  const rival = rivals.find((known) => known.rule === rule);
  if (!rival || metrics.kind !== "forecasting" || Number.isNaN(metrics.mae)) return null;
  const off = amountDigits(rival.metrics.mae);
  if (metrics.mae >= rival.metrics.mae) {
    return {
      en: `It does not beat ${name.en}, which is off by ${off}.`,
      zh: `它并不优于${name.zh}（平均相差 ${off}）。`,
    };
  }
  const lead = amountWithInterval(rival.metrics.mae - metrics.mae, rival.lead);
  if (rival.lead && rival.lead.low > 0) {
    return { en: `It beats ${name.en} by ${lead.en}.`, zh: `它优于${name.zh}，领先 ${lead.zh}。` };
  }
  return {
    en: `Whether it beats ${name.en} is not certain: the lead is ${lead.en}.`,
    zh: `它是否优于${name.zh}尚不确定：领先 ${lead.zh}。`,
  };
}
