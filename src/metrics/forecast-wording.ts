/** What an evaluation says of a forecast beside the rule that people know. */
import type { Evaluation } from "../core/metrics";
import type { Wording } from "../core/wording";
import { amountDigits } from "./number-wording";

/** Whether it beats "the same as last week", by the interval of the difference; null where the series has no weeks. */
export function lastWeekSentence({ rivals = [], metrics }: Evaluation): Wording | null {
  const rival = rivals.find(({ rule }) => rule === "last-week");
  if (!rival || metrics.kind !== "forecasting" || Number.isNaN(metrics.mae)) return null;
  const off = amountDigits(rival.metrics.mae);
  if (metrics.mae >= rival.metrics.mae) {
    return {
      en: `It does not beat “the same as last week”, which is off by ${off}.`,
      zh: `它并不优于“与上周相同”（平均相差 ${off}）。`,
    };
  }
  if (rival.lead && rival.lead.low > 0) {
    return {
      en: `It beats “the same as last week”, which is off by ${off}.`,
      zh: `它优于“与上周相同”（平均相差 ${off}）。`,
    };
  }
  return {
    en: `Whether it beats “the same as last week”, which is off by ${off}, is not certain.`,
    zh: `它是否优于“与上周相同”（平均相差 ${off}）尚不确定。`,
  };
}
