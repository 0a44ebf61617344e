/** The answer to a question about words; the one before stays in sight until it is there. */
import { useEffect, useState } from "react";
import { toFailure, type Failure } from "../../../core/failure";
import type { WordAnswer, WordQuestion } from "../../../core/word-vectors";

interface Shown {
  readonly answer: WordAnswer | null;
  readonly failure: Failure | null;
}

type Ask = (question: WordQuestion) => Promise<WordAnswer>;

/** @param count of a map. */
export function useWordAnswer(ask: Ask, asked: WordQuestion | "map" | null, count = 0): Shown {
  const [shown, setShown] = useState<Shown>({ answer: null, failure: null });
  const question = asked === "map" ? JSON.stringify({ kind: "map", count }) : asked && JSON.stringify(asked);
  useEffect(() => {
    if (question === null) return;
    let isStale = false;
    ask(JSON.parse(question) as WordQuestion) // written above
      .then((answer) => !isStale && setShown({ answer, failure: null }))
      .catch((error: unknown) => !isStale && setShown((before) => ({ ...before, failure: toFailure(error) })));
    return () => {
      isStale = true;
    };
  }, [ask, question]);
  return shown;
}
