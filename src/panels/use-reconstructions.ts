import { useCallback } from "react";
import type { Reconstructions } from "../core/run";
import { useLiveAnswer, type LiveAnswer } from "./use-live-answer";
import { useActions } from "./workbench";

/** Rows beside what a run gives back of them. `rows` null leaves the choice to the engine; the same array as long as the same are wanted. */
export function useReconstructions(
  run: string,
  rows: readonly number[] | null,
  isLive: boolean,
  state: string,
): LiveAnswer<Reconstructions> {
  const { reconstructions } = useActions();
  const ask = useCallback(() => reconstructions(run, rows), [reconstructions, run, rows]);
  return useLiveAnswer(run, ask, isLive, state);
}
