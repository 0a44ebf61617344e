/** Whether a model is better than its baseline, or may only seem so. */
import type { Evaluation } from "../core/evaluation";
import type { ClassificationMetrics, MultilabelMetrics } from "../core/metrics";
import type { Wording } from "../core/wording";
import { ruleWording } from "./subject-wording";
import { wilsonInterval } from "./wilson";

/**
 * Says so where the score is no better than its baseline's, or its lead could be chance: over independent rows when the
 * cases won do not clearly outnumber those lost (McNemar 1947), otherwise when the two intervals overlap.
 */
export function leadSentence(
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
export function rankingSentence(
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
