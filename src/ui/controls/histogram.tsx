/** A distribution small enough for the head of a column. */
import { useFormat, useMessages } from "../../i18n/locale";
import classes from "./histogram.module.css";

export interface HistogramProps {
  readonly counts: readonly number[];
  /** Words for a screen reader; by default the count of bins. */
  readonly label?: string;
  readonly width?: number;
  readonly height?: number;
  /** One colour for each bar, where a bar is a class. */
  readonly colors?: readonly string[];
}

export function Histogram({ counts, label, width = 112, height = 28, colors }: HistogramProps) {
  const words = useMessages().app.controls;
  const format = useFormat();
  const highest = counts.reduce((high, count) => Math.max(high, count), 0);
  const step = counts.length === 0 ? 0 : width / counts.length;
  const gap = step > 4 ? 1 : 0;
  return (
    <svg
      className={classes.histogram}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label ?? words.histogramOf(format.number(counts.length))}
    >
      {counts.map((count, index) => {
        const tall = highest === 0 || count === 0 ? 0 : Math.max(1, (count / highest) * height);
        return (
          <rect
            // The bins have no name but their place.
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(0.5, step - gap)}
            height={tall}
            style={colors?.[index] ? { fill: colors[index] } : undefined}
          />
        );
      })}
    </svg>
  );
}
