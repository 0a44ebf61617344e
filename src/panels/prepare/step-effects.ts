/** Which effect belongs to which step on the page: the preview leaves out steps and columns that are not among the features. */
import type { PipelineStep, StepEffect } from "../../core/pipeline";
import type { PreparePreview } from "../../core/prepare-preview";

/** Aligned with `steps`; null where the preview did not do the step. */
export function effectsOf(
  steps: readonly PipelineStep[],
  preview: Pick<PreparePreview, "resolved" | "effects"> | null,
): readonly (StepEffect | null)[] {
  if (!preview) return steps.map(() => null);
  const done = preview.resolved.pipeline;
  let next = 0;
  return steps.map((step) => {
    const columns = new Set(step.columns);
    const isOf = (candidate: PipelineStep) =>
      candidate.kind === step.kind && candidate.columns.every((column) => columns.has(column));
    const at = done.findIndex((candidate, index) => index >= next && isOf(candidate));
    if (at < 0) return null;
    next = at + 1;
    return preview.effects[at] ?? null;
  });
}
