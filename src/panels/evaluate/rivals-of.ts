import { answerColumns } from "../../core/answer-columns";
import type { Run } from "../../core/run";
import { sameValue } from "../../state/same-value";

/** More lines than this are no help. */
const mostRivals = 3;

/**
 * The latest runs that were asked the same on the same test rows, with another model or other settings. None where rows belong to
 * groups or are windows of a series: their answers are not independent, and the interval would be too narrow.
 */
export function rivalsOf(runs: readonly Run[], run: Run): readonly Run[] {
  if (!isJudgedByRow(run)) return [];
  return runs
    .filter((other) => other.id !== run.id && isJudgedByRow(other) && isAskedAlike(other, run))
    .slice(-mostRivals);
}

function isJudgedByRow({ evaluation, phase }: Run): boolean {
  if (!evaluation || phase === "failed") return false;
  return evaluation.test.n === evaluation.test.rowCount && evaluation.test.rowUnit !== "windows";
}

function isAskedAlike(a: Run, b: Run): boolean {
  const [left, right] = [a.request, b.request];
  return (
    a.fingerprint === b.fingerprint &&
    left.task.kind === right.task.kind &&
    sameValue(answerColumns(left.task), answerColumns(right.task)) &&
    // What is dealt out for steering may differ: the test rows are compared one by one.
    left.split.kind === right.split.kind &&
    left.split.by === right.split.by &&
    left.seed === right.seed
  );
}
