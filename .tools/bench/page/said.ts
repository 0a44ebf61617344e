/** An answer as it is sent. */
import type { Answer } from "./calls";

/** What was found, or why nothing was. */
export function said(answer: Promise<unknown>): Promise<Answer> {
  return answer.then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, problem: error instanceof Error ? error.message : String(error) }),
  );
}
