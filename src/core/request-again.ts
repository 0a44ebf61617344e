import type { PipelineStep } from "./pipeline";
import type { FitRequest, ResolvedFit } from "./run";

/** The model by the name that a request gives it: a family, or one of its presets. */
export function modelNameOf({ family, preset }: Pick<ResolvedFit, "family" | "preset">): string {
  return preset === null ? family : `${family}/${preset}`;
}

/** The request that asks for the same run again: what was left open is open again. */
export function requestAgain({ family, preset, pipeline, ...rest }: ResolvedFit): FitRequest {
  return { ...rest, pipeline: askedSteps(pipeline), model: modelNameOf({ family, preset }) };
}

/** The steps as they were asked for, before anything was filled in. */
export function askedSteps(steps: readonly PipelineStep[]): readonly PipelineStep[] {
  return steps.map(({ filledIn = [], ...step }) => ({
    ...step,
    params: { ...step.params, ...Object.fromEntries(filledIn.map((param) => [param, 0])) },
  }));
}
