/** What the model of a run writes: asked for again and again while it learns, once when it does not. */
import { useCallback } from "react";
import type { Failure } from "../../../core/failure";
import type { LiveText } from "../../../core/generation";
import { useLiveAnswer } from "../../use-live-answer";
import { useActions } from "../../workbench";

export interface LiveTextState {
  readonly texts: readonly LiveText[];
  readonly failure: Failure | null;
}

const options = { everyMs: 1_500, joined };

/** `isLive`: more is to come. `state` is any word that changes when the answer may. What was written before is kept. */
export function useLiveTexts(run: string, isLive: boolean, state: string): LiveTextState {
  const { liveTexts } = useActions();
  const ask = useCallback(() => liveTexts(run), [liveTexts, run]);
  const { answer, failure } = useLiveAnswer(run, ask, isLive, state, options);
  return { texts: answer ?? [], failure };
}

/** One of each epoch, the newest answer counts. */
function joined(before: readonly LiveText[] | null, now: readonly LiveText[] | null): readonly LiveText[] {
  const byEpoch = new Map([...(before ?? []), ...(now ?? [])].map((text) => [text.epoch, text]));
  return [...byEpoch.values()].toSorted((a, b) => a.epoch - b.epoch);
}
