/** What an evaluation says of classes and numbers over windows beside the simple rules, and of the alarms that it raises. */
import type { Evaluation, WindowRival, WindowRule } from "../core/evaluation";
import type { ClassificationMetrics } from "../core/metrics";
import type { Wording } from "../core/wording";
import { amountDigits, amountWithInterval, countDigits, shareWording } from "./number-wording";
import { ruleWording } from "./subject-wording";

/** Whether it beats saying the same as now, and by how much with the interval of the difference; of windows of now itself null. */
export function asNowSentence(evaluation: Evaluation): Wording | null {
  return duelSentence(evaluation, "as-now", { en: "“the same as now”", zh: "“与现在相同”" });
}

/** The same beside what is commonest, where that is the better rule. */
export function usualSentence(evaluation: Evaluation): Wording | null {
  const { kind } = evaluation.baselineRule;
  return kind === "as-now" ? null : duelSentence(evaluation, "usual", ruleWording(evaluation));
}

function duelSentence({ metrics, windowRivals = [] }: Evaluation, rule: WindowRule, name: Wording): Wording | null {
  const rival = windowRivals.find((known) => known.rule === rule);
  if (!rival) return null;
  const [own, other] = [goodness(metrics), goodness(rival.metrics)];
  if (own === null || other === null || Number.isNaN(own.value)) return null;
  const gain = own.value - other.value;
  if (gain <= 0) {
    return {
      en: `It does not beat ${name.en}, which is ${other.said.en}.`,
      zh: `它并不优于${name.zh}（${other.said.zh}）。`,
    };
  }
  const lead = leadWording(rival, gain);
  if (rival.lead && rival.lead.low > 0) {
    return {
      en: `It beats ${name.en}, which is ${other.said.en}, by ${lead.en}.`,
      zh: `它优于${name.zh}（${other.said.zh}），领先 ${lead.zh}。`,
    };
  }
  return {
    en: `Whether it beats ${name.en}, which is ${other.said.en}, is not certain: the lead is ${lead.en}.`,
    zh: `它是否优于${name.zh}（${other.said.zh}）尚不确定：领先 ${lead.zh}。`,
  };
}

/** Larger is better. */
function goodness(metrics: Evaluation["metrics"]): { readonly value: number; readonly said: Wording } | null {
  if (metrics.kind === "classification") {
    const share = shareWording(metrics.accuracy);
    return { value: metrics.accuracy, said: { en: `right for ${share.en}`, zh: `正确率 ${share.zh}` } };
  }
  if (metrics.kind !== "regression") return null;
  const off = amountDigits(metrics.mae);
  return { value: -metrics.mae, said: { en: `off by ${off}`, zh: `平均相差 ${off}` } };
}

/** In points of a per cent, or in the unit of the target. */
function leadWording({ metrics, lead }: WindowRival, gain: number): Wording {
  if (metrics.kind === "regression") return amountWithInterval(gain, lead);
  const points = (value: number) => (100 * value).toFixed(1).replace("-", "−");
  const range = lead
    ? { en: ` (${points(lead.low)} to ${points(lead.high)})`, zh: `（${points(lead.low)} 至 ${points(lead.high)}）` }
    : { en: "", zh: "" };
  return { en: `${points(gain)} points${range.en}`, zh: `${points(gain)} 个百分点${range.zh}` };
}

/** How many of the windows before which it warns are followed by what it warns of, and how many of these saying the same as now would miss. */
export function alarmsSentence(
  { windowRivals = [] }: Evaluation,
  { confusion, categories }: ClassificationMetrics,
  positive: string,
): Wording | null {
  const found = categories.indexOf(positive);
  const [right, wrong] = [confusion[found]![found]!, confusion[1 - found]![found]!]; // two classes
  const all = right + wrong;
  const said =
    all === 0
      ? { en: `It never says “${positive}”.`, zh: `它从不回答“${positive}”。` }
      : {
          en: `Of the ${countDigits(all)} windows that it calls “${positive}”, ${countDigits(wrong)} are not.`,
          zh: `在它判为“${positive}”的 ${countDigits(all)} 个窗口中，有 ${countDigits(wrong)} 个不是。`,
        };
  const now = windowRivals.find(({ rule }) => rule === "as-now")?.metrics;
  if (now?.kind !== "classification") return said;
  const missed = now.confusion[found]![1 - found]!; // as above
  const cases = missed + now.confusion[found]![found]!; // as above
  return {
    en: `${said.en} Saying the same as now would miss ${countDigits(missed)} of the ${countDigits(cases)}.`,
    zh: `${said.zh}沿用当前值会在 ${countDigits(cases)} 个中漏掉 ${countDigits(missed)} 个。`,
  };
}
