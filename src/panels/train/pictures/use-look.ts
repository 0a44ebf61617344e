/** What the network of a run shows of itself. */
import { useCallback } from "react";
import type { Failure } from "../../../core/failure";
import type { Look } from "../../../core/look";
import { useLiveAnswer } from "../../use-live-answer";
import { useActions } from "../../workbench";

export interface LookState {
  /** The last answer, of this row or of the one before it. */
  readonly look: Look | null;
  /** Whether this run was asked and has answered, if only that there is nothing to see. */
  readonly isAnswered: boolean;
  readonly failure: Failure | null;
}

/** `row` null leaves the choice to the engine. `isLive`: the weights go on changing. `state` is any word that changes when the answer may. */
export function useLook(run: string, row: number | null, isLive: boolean, state: string): LookState {
  const { look } = useActions();
  const ask = useCallback(() => look(run, row), [look, run, row]);
  const { answer, ...rest } = useLiveAnswer(run, ask, isLive, state);
  return { look: answer, ...rest };
}
