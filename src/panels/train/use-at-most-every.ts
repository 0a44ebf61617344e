import { useEffect, useRef, useState } from "react";

/** The value, taken over at most once in so many milliseconds; the newest one always arrives. */
export function useAtMostEvery<T>(value: T, intervalMs: number): T {
  const [shown, setShown] = useState(value);
  const takenAt = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, takenAt.current + intervalMs - performance.now());
    const timer = setTimeout(() => {
      takenAt.current = performance.now();
      setShown(value);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [value, intervalMs]);
  return shown;
}
