import { useEffect, useState } from "react";

/** Without an interval, users with different phases are this far apart. */
const apartMs = 200;

/**
 * The value, taken over at most once in so many milliseconds; the newest one always arrives. Users with different phases
 * (a fraction of the interval) never take theirs in the same moment. An interval of 0 takes every value a moment later:
 * when a run ends, its answer comes before its charts are made.
 */
export function useAtMostEvery<T>(value: T, intervalMs: number, phase = 0): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const beat = performance.now() / intervalMs - phase;
    const waitMs = intervalMs === 0 ? (1 + phase) * apartMs : (Math.ceil(beat) - beat) * intervalMs;
    const timer = setTimeout(() => setShown(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, intervalMs, phase]);
  return shown;
}
