/** What a run shows of itself: asked for again and again while it learns, once when it does not. */
import { useEffect, useState } from "react";
import { toFailure, type Failure } from "../core/failure";

/** Between two questions: an answer takes the worker up to some tenths of a second. */
const askEveryMs = 2_000;

export interface LiveAnswer<T> {
  /** The last answer, to this question or to the one before it. */
  readonly answer: T | null;
  /** Whether this run was asked and has answered, if only that there is nothing to see. */
  readonly isAnswered: boolean;
  readonly failure: Failure | null;
}

/** The same functions at every rendering. */
interface LiveOptions<T> {
  readonly everyMs?: number;
  readonly joined?: (before: T | null, now: T | null) => T | null;
}

interface Known<T> extends LiveAnswer<T> {
  readonly run: string;
}

const newest = <T>(before: T | null, now: T | null): T | null => now ?? before;

/**
 * `ask` is the same function as long as the question is. `isLive`: the weights go on changing. `state` is any word that changes when the
 * answer may. `joined` makes one answer of what is known and what comes; the newest one where left out.
 */
export function useLiveAnswer<T>(
  run: string,
  ask: () => Promise<T | null>,
  isLive: boolean,
  state: string,
  { everyMs = askEveryMs, joined = newest }: LiveOptions<T> = {},
): LiveAnswer<T> {
  const [known, setKnown] = useState<Known<T> | null>(null);
  useEffect(() => {
    let isWanted = true;
    let isDue = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askNow = async () => {
      // Nobody looks at a hidden page: it asks when it is shown again.
      isDue = document.hidden;
      if (isDue) return;
      try {
        const answer = await ask();
        if (!isWanted) return;
        setKnown((before) => ({ run, answer: joined(answerOf(before, run), answer), isAnswered: true, failure: null }));
      } catch (error) {
        if (!isWanted) return;
        setKnown((before) => ({ run, answer: answerOf(before, run), isAnswered: true, failure: toFailure(error) }));
      }
      if (isLive) timer = setTimeout(() => void askNow(), everyMs);
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
  }, [ask, run, isLive, state, everyMs, joined]);
  return known?.run === run ? known : { answer: null, isAnswered: false, failure: null };
}

function answerOf<T>(known: Known<T> | null, run: string): T | null {
  return known?.run === run ? known.answer : null;
}
