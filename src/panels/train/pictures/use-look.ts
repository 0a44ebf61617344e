/** What the network of a run shows of itself: asked for again and again while it learns, once when it does not. */
import { useEffect, useState } from "react";
import { toFailure, type Failure } from "../../../core/failure";
import type { Look } from "../../../core/look";
import { useActions } from "../../workbench";

/** Between two questions: a look takes the worker up to some tenths of a second. */
const askEveryMs = 2_000;

export interface LookState {
  /** The last answer, of this row or of the one before it. */
  readonly look: Look | null;
  /** Whether this run was asked and has answered, if only that there is nothing to see. */
  readonly isAnswered: boolean;
  readonly failure: Failure | null;
}

interface Answer extends LookState {
  readonly run: string;
}

/** `row` null leaves the choice to the engine. `isLive`: the weights go on changing. `state` is any word that changes when the answer may. */
export function useLook(run: string, row: number | null, isLive: boolean, state: string): LookState {
  const { look: ask } = useActions();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isWanted = true;
    let isDue = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askNow = async () => {
      // Nobody looks at a hidden page: it asks when it is shown again.
      isDue = document.hidden;
      if (isDue) return;
      try {
        const look = await ask(run, row);
        if (!isWanted) return;
        setAnswer((before) => ({ run, look: look ?? lookOf(before, run), isAnswered: true, failure: null }));
      } catch (error) {
        if (!isWanted) return;
        setAnswer((before) => ({ run, look: lookOf(before, run), isAnswered: true, failure: toFailure(error) }));
      }
      if (isLive) timer = setTimeout(() => void askNow(), askEveryMs);
    };
    const wake = () => {
      if (isDue && !document.hidden) void askNow();
    };
    void askNow();
    document.addEventListener("visibilitychange", wake);
    return () => {
      isWanted = false;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the answer may be another one when the state is another one
  }, [ask, run, row, isLive, state]);
  return answer?.run === run ? answer : { look: null, isAnswered: false, failure: null };
}

function lookOf(answer: Answer | null, run: string): Look | null {
  return answer?.run === run ? answer.look : null;
}
