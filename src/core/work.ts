/** Long computing in small pieces: a generator that yields wherever others may be let in. It decides where; whoever drives it decides when. */
import { breathe } from "./breathe";

export type Work<T> = Generator<undefined, T, undefined>;

/** Between two breaths: a cancel is heard well within 200 ms where the work yields often enough. */
const breatheEveryMs = 20;

/** Does the work, letting waiting messages in every now and then. Rejects with the signal's reason once it has been aborted. */
export async function inBreaths<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
  let breathedAt = performance.now();
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    if (performance.now() - breathedAt < breatheEveryMs) continue;
    await breathe();
    signal?.throwIfAborted();
    breathedAt = performance.now();
  }
}

/** Does the work at one go. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
