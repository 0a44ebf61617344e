/** One of several labels by itself: its cases and its scores as those of two classes, without it and with it. */
import type { Evaluation } from "../../core/evaluation";
import type { ClassificationMetrics } from "../../core/metrics";
import type { Cases } from "../../core/run";

/** The cases as two classes; probabilities as [row, class]. `label` counts within `cases.categories`. */
export function labelCases(cases: Cases, label: number, names: readonly [string, string]): Cases {
  const width = cases.categories.length;
  const pick = (values: Float64Array) =>
    Float64Array.from(cases.rows, (_, place) => values[place * width + label] ?? 0);
  const found = pick(cases.probabilities);
  return {
    ...cases,
    actual: pick(cases.actual),
    predicted: pick(cases.predicted),
    probabilities: Float64Array.from({ length: 2 * found.length }, (_, at) => {
      const probability = found[at >> 1] ?? 0; // two classes to a row
      return at % 2 === 1 ? probability : 1 - probability;
    }),
    categories: names,
  };
}

export interface LabelOfCase {
  readonly label: string;
  /** missed: it holds and was not said; wrong: said and does not hold; passed: neither. */
  readonly outcome: "found" | "missed" | "wrong" | "passed";
  readonly probability: number;
}

/** What is true and what was said of every label of one case; none where the row is not among them. */
export function labelsOfCase(cases: Cases, row: number): readonly LabelOfCase[] {
  const place = cases.rows.indexOf(row);
  if (place < 0) return [];
  return cases.categories.map((label, at) => {
    const index = place * cases.categories.length + at;
    const [holds, isSaid] = [cases.actual[index] === 1, cases.predicted[index] === 1];
    return {
      label,
      outcome: holds ? (isSaid ? "found" : "missed") : isSaid ? "wrong" : "passed",
      probability: cases.probabilities[index] ?? Number.NaN,
    };
  });
}

/** Scores of one label. The class without it is called by the page's own word: it stands in no file. */
export interface LabelScores {
  readonly label: string;
  readonly evaluation: Evaluation;
  readonly metrics: ClassificationMetrics;
  readonly baseline: ClassificationMetrics;
  /** Judged cases that have it. */
  readonly support: number;
}

/** By label, in the order of the labels; none for other questions. */
export function labelScores({ metrics, byLabel = [] }: Evaluation, no: string): readonly LabelScores[] {
  if (metrics.kind !== "multilabel") return [];
  return byLabel.flatMap((given, at) => {
    // A label may itself be called so.
    const evaluation = metrics.labels[at] === no ? given : withNo(given, no);
    if (evaluation.metrics.kind !== "classification" || evaluation.baseline.kind !== "classification") return [];
    return {
      label: metrics.labels[at] ?? "",
      evaluation,
      metrics: evaluation.metrics,
      baseline: evaluation.baseline,
      support: evaluation.metrics.confusion[1]?.reduce((sum, count) => sum + count, 0) ?? 0,
    };
  });
}

function withNo(evaluation: Evaluation, no: string): Evaluation {
  const { metrics, baseline, baselineRule, byUnit } = evaluation;
  if (metrics.kind !== "classification" || baseline.kind !== "classification") return evaluation;
  const [given] = metrics.categories;
  const renamed = (known: ClassificationMetrics): ClassificationMetrics => ({
    ...known,
    categories: known.categories.map((name, code) => (code === 0 ? no : name)),
    perClass: known.perClass.map((scores, code) => (code === 0 ? { ...scores, category: no } : scores)),
  });
  const saysNo = baselineRule.kind === "most-frequent" && baselineRule.category === given;
  return {
    ...evaluation,
    metrics: renamed(metrics),
    baseline: renamed(baseline),
    baselineRule: saysNo ? { ...baselineRule, category: no } : baselineRule,
    ...(byUnit ? { byUnit: byUnit.map((unit) => ({ ...unit, evaluation: withNo(unit.evaluation, no) })) } : {}),
  };
}

export type LabelOrder = "listed" | "frequent" | "weakest";
export const labelOrders: readonly LabelOrder[] = ["listed", "frequent", "weakest"];

/** Equal ones stay as they are listed; those without an AUC (nobody has it, or everybody) come last. */
export function orderLabels(labels: readonly LabelScores[], order: LabelOrder): readonly LabelScores[] {
  if (order === "listed") return labels;
  if (order === "frequent") return labels.toSorted((a, b) => b.support - a.support);
  const area = ({ metrics }: LabelScores) => (Number.isNaN(metrics.rocAuc) ? Infinity : metrics.rocAuc);
  return labels.toSorted((a, b) => (area(a) === area(b) ? 0 : area(a) - area(b)));
}
