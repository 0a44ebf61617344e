/** Rows given back by a model and by simple rules, on the same rows. */
import type { Evaluation, ReconstructionRule, UsualErrors } from "../core/evaluation";
import { unitsOf } from "./bootstrap";
import {
  apartLeads,
  reconstructionIntervals,
  reconstructionMetrics,
  thresholdOf,
  type JudgedRows,
  type RowErrors,
} from "./reconstruction";

export interface ReconstructionInput extends JudgedRows {
  readonly errors: RowErrors;
  /** At least one. */
  readonly references: readonly { readonly rule: ReconstructionRule; readonly errors: RowErrors }[];
  readonly usual: UsualErrors;
  /** Share of the usual rows that the threshold leaves alone. */
  readonly quantile: number;
}

/** The baseline is the rule with the smallest mean absolute error on these rows; each has its threshold from its own errors of the same usual rows. */
export function evaluateReconstruction(input: ReconstructionInput): Evaluation {
  const { errors, usual, quantile, groups, codes, unit } = input;
  const threshold = thresholdOf(usual.model, quantile);
  const references = input.references.map(({ rule, errors: own }, i) => {
    const ownThreshold = thresholdOf(usual.references[i] ?? new Float64Array(0), quantile);
    return { rule, own, ownThreshold, metrics: reconstructionMetrics(own, ownThreshold, input) };
  });
  const [best] = references.toSorted((a, b) => a.metrics.mae - b.metrics.mae);
  if (!best) throw new RangeError("rows that are given back are judged beside at least one rule");
  const leads = apartLeads(
    errors,
    references.map(({ own }) => own),
    input,
  );
  return {
    metrics: reconstructionMetrics(errors, threshold, input),
    baseline: best.metrics,
    baselineRule: { kind: "reconstruction", rule: best.rule },
    n: unitsOf(codes.length, groups).count,
    rowCount: codes.length,
    unit,
    intervals: reconstructionIntervals(errors, threshold, input),
    baselineIntervals: reconstructionIntervals(best.own, best.ownThreshold, input),
    references: references.map(({ rule, metrics }, i) => ({ rule, metrics, ...(leads[i] ? { lead: leads[i] } : {}) })),
  };
}
