/** When to look at the device, when to let messages in, and how fast it goes. */
import { breathe } from "../core/breathe";
import type { FitContext } from "../core/estimator";

/** Between two reports, so that there are at most ten a second. */
export const reportEveryMs = 100;
/** Between two breaths: a stop is heard well within 200 ms. */
const breatheEveryMs = 20;

export interface Pace {
  /** Lets messages in when it is time, and waits while paused. */
  breathe(): Promise<void>;
  /** Counts a step, and breathes. */
  step(): Promise<void>;
  /** Whether the device should be waited for before it gets more to do. */
  isReadDue(): boolean;
  /** To be called after a read-back: everything asked of the device is done. */
  caughtUp(): void;
  /** Milliseconds at work since the start, pauses left out. */
  workedMs(): number;
  readonly stepsPerSecond: number;
}

/**
 * A graphics device takes orders faster than it fulfils them. So the number of steps between two read-backs is bounded
 * by what it was seen to do between two reports: else a stop would wait for all that is queued.
 */
export function createPace(context: Pick<FitContext, "whilePaused">): Pace {
  const startedAt = performance.now();
  let breathedAt = startedAt;
  let pausedMs = 0;
  let steps = 0;
  let stepsAtRead = 0;
  let workedAtRead = 0;
  let window = 1;
  let stepsPerSecond = 0;
  const workedMs = () => performance.now() - startedAt - pausedMs;
  const breatheInTime = async () => {
    if (performance.now() - breathedAt < breatheEveryMs) return;
    await breathe();
    const waitingFrom = performance.now();
    await context.whilePaused();
    breathedAt = performance.now();
    pausedMs += breathedAt - waitingFrom;
  };
  return {
    breathe: breatheInTime,
    step() {
      steps += 1;
      return breatheInTime();
    },
    isReadDue: () => steps - stepsAtRead >= window,
    caughtUp() {
      const now = workedMs();
      const done = steps - stepsAtRead;
      if (done === 0) {
        workedAtRead = now;
        return;
      }
      const rate = (1000 * done) / Math.max(now - workedAtRead, 0.01);
      stepsPerSecond = stepsPerSecond === 0 ? rate : (stepsPerSecond + rate) / 2;
      // At most four times as many as were seen to be done, at least as many as fill the time between two reports.
      window = Math.max(1, Math.min(4 * Math.max(window, done), Math.ceil((rate * reportEveryMs) / 1000)));
      stepsAtRead = steps;
      workedAtRead = now;
    },
    workedMs,
    get stepsPerSecond() {
      return stepsPerSecond;
    },
  };
}
