/** What the model of a run writes: asked for again and again while it learns, once when it does not. */
import { useEffect, useState } from "react";
import { toFailure, type Failure } from "../../../core/failure";
import type { LiveText } from "../../../core/generation";
import { useActions } from "../../workbench";

const askEveryMs = 1_500;

export interface LiveTextState {
  readonly texts: readonly LiveText[];
  readonly failure: Failure | null;
}

interface Answer extends LiveTextState {
  readonly run: string;
}

/** `isLive`: more is to come. `state` is any word that changes when the answer may. What was written before is kept. */
export function useLiveTexts(run: string, isLive: boolean, state: string): LiveTextState {
  const { liveTexts: ask } = useActions();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isWanted = true;
    let isDue = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askNow = async () => {
      // Nobody reads on a hidden page: it asks when it is shown again.
      isDue = document.hidden;
      if (isDue) return;
      try {
        const texts = await ask(run);
        if (!isWanted) return;
        setAnswer((before) => ({ run, texts: joined(textsOf(before, run), texts ?? []), failure: null }));
      } catch (error) {
        if (!isWanted) return;
        setAnswer((before) => ({ run, texts: textsOf(before, run), failure: toFailure(error) }));
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
  }, [ask, run, isLive, state]);
  return answer?.run === run ? answer : { texts: [], failure: null };
}

function textsOf(answer: Answer | null, run: string): readonly LiveText[] {
  return answer?.run === run ? answer.texts : [];
}

/** One of each epoch, the newest answer counts. */
function joined(before: readonly LiveText[], now: readonly LiveText[]): readonly LiveText[] {
  const byEpoch = new Map([...before, ...now].map((text) => [text.epoch, text]));
  return [...byEpoch.values()].toSorted((a, b) => a.epoch - b.epoch);
}
