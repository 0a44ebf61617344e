import { useEffect, useRef, useState } from "react";

/**
 * The value, taken over at most once in so many milliseconds; the newest one always arrives.
 * The first one is taken after `firstMs`, so that several users need not all work in the same moment; undefined until then.
 */
export function useAtMostEvery<T>(value: T, intervalMs: number, firstMs = 0): T | undefined {
  const [shown, setShown] = useState<T | undefined>(firstMs === 0 ? value : undefined);
  const dueAt = useRef<number | null>(null);
  useEffect(() => {
    dueAt.current ??= performance.now() + firstMs;
    const timer = setTimeout(
      () => {
        dueAt.current = performance.now() + intervalMs;
        setShown(value);
      },
      Math.max(0, dueAt.current - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [value, intervalMs, firstMs]);
  return shown;
}
