/** A score between 0 and 1 on a line, with its interval as a bar and the baseline as a tick. */
import type { Interval } from "../../core/evaluation";

export interface IntervalMarkProps {
  readonly value: number;
  readonly interval: Interval | undefined;
  readonly baseline: number;
}

const width = 120;
const x = (share: number) => 4 + Math.min(1, Math.max(0, share)) * (width - 8);

export function IntervalMark({ value, interval, baseline }: IntervalMarkProps) {
  if (!Number.isFinite(value)) return null;
  return (
    <svg width={width} height="16" aria-hidden="true">
      <line x1="4" x2={width - 4} y1="8" y2="8" stroke="var(--lb-hairline-strong)" />
      {Number.isFinite(baseline) && (
        <line x1={x(baseline)} x2={x(baseline)} y1="2" y2="14" stroke="var(--mantine-color-dimmed)" strokeWidth="2" />
      )}
      {interval && (
        <line
          x1={x(interval.low)}
          x2={x(interval.high)}
          y1="8"
          y2="8"
          stroke="var(--lb-accent)"
          strokeWidth="5"
          strokeOpacity="0.4"
        />
      )}
      <circle cx={x(value)} cy="8" r="4" fill="var(--lb-accent)" />
    </svg>
  );
}
