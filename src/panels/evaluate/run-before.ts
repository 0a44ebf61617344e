import type { Run } from "../../core/run";
import { sameValue } from "../../state/same-value";

/** The latest run before this one that was asked for the same on the same data set as it was then; null where there is none. */
export function runBefore(runs: readonly Run[], run: Run): Run | null {
  return runs.findLast((other) => other.number < run.number && isBefore(other, run)) ?? null;
}

function isBefore(other: Run, run: Run): boolean {
  if (!other.evaluation || other.fingerprint === run.fingerprint) return false;
  // What the model is meant for changes nothing in it.
  return sameValue({ ...other.request, intendedUse: "" }, { ...run.request, intendedUse: "" });
}
