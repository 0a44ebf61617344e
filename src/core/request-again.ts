import type { FitRequest, ResolvedFit } from "./run";

/** The model by the name that a request gives it: a family, or one of its presets. */
export function modelNameOf({ family, preset }: Pick<ResolvedFit, "family" | "preset">): string {
  return preset === null ? family : `${family}/${preset}`;
}

/** The request that asks for the same run again. */
export function requestAgain({ family, preset, ...rest }: ResolvedFit): FitRequest {
  return { ...rest, model: modelNameOf({ family, preset }) };
}
