/** Every kind of preprocessing step, one line each. */
import type { PipelineStep, StepInfo } from "../core/pipeline";
import type { StepSpec } from "./step-spec";
import { refuseStep } from "./step-spec";
import { bagOfWords } from "./steps/bag-of-words";
import { dateParts } from "./steps/date-parts";
import { encode } from "./steps/encode";
import { impute } from "./steps/impute";
import { markMissing } from "./steps/mark-missing";
import { normalisePixels } from "./steps/normalise-pixels";
import { resize } from "./steps/resize";
import { scale } from "./steps/scale";
import { tokens } from "./steps/tokens";

export const stepSpecs: readonly StepSpec[] = [
  markMissing, //
  dateParts,
  impute,
  scale,
  encode,
  bagOfWords,
  tokens,
  resize,
  normalisePixels,
];

/** The step's entry. Throws `prepare/step` for an unknown kind. */
export function stepSpecOf(step: PipelineStep): StepSpec {
  const spec = stepSpecs.find((candidate) => candidate.kind === step.kind);
  if (spec) return spec;
  const known = stepSpecs.map((candidate) => candidate.kind).join(", ");
  throw refuseStep(
    { en: step.kind, zh: step.kind },
    { en: `there is no such step; known: ${known}`, zh: `没有此步骤；可用：${known}` },
  );
}

/** The entries without their functions: what the page needs for the form of a step. */
export function describeSteps(): readonly StepInfo[] {
  return stepSpecs.map(({ kind, label, summary, fields, columnKinds }) => ({
    kind,
    label,
    summary,
    fields,
    columnKinds,
  }));
}
