/** Keeping steps in step with the choice of features. */
import type { PipelineStep } from "../core/pipeline";
import { resolveFields } from "../core/field";
import { stepSpecOf } from "./registry";

/**
 * The steps without the columns that are not among the features, nor made of one of them; a step without columns is left out.
 * `columns` are the names of all columns of the data set: a name that is none of theirs stays, so that a slip of the pen is still reported.
 */
export function restrictPipeline(
  steps: readonly PipelineStep[],
  features: readonly string[],
  columns: readonly string[],
): readonly PipelineStep[] {
  const kept = new Set(features);
  const removed = new Set(columns.filter((name) => !kept.has(name)));
  const restricted: PipelineStep[] = [];
  for (const step of steps) {
    const spec = stepSpecOf(step);
    const complete = { ...step, params: resolveFields(spec.fields, step.params).values };
    for (const column of step.columns) {
      if (removed.has(column)) spec.namesMadeOf?.(column, complete).forEach((name) => removed.add(name));
    }
    const left = step.columns.filter((column) => !removed.has(column));
    if (left.length > 0) restricted.push({ ...step, columns: left });
  }
  return restricted;
}
