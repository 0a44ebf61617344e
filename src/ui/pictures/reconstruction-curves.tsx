/** The course of a window's columns beside what comes back of it, each column by itself. */
import type { ReconstructedCurve } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { categoryColors } from "../theme";
import classes from "./reconstruction-list.module.css";

const curveKeys = [
  { id: "before", color: "var(--mantine-color-text)" },
  { id: "after", color: categoryColors[1] ?? "" },
] as const;

const [width, height, margin] = [240, 56, 3];

export function CurveKeys() {
  const { reconstruction: words } = useMessages();
  return (
    <p className={classes.keys}>
      {curveKeys.map(({ id, color }) => (
        <span key={id}>
          <svg width="20" height="8" aria-hidden="true">
            <line x1="0" x2="20" y1="4" y2="4" stroke={color} strokeWidth="2" />
          </svg>{" "}
          {words[id]}
        </span>
      ))}
    </p>
  );
}

export function ReconstructionCurves({ row, curves }: { row: number; curves: readonly ReconstructedCurve[] }) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  return curves.map((curve) => (
    <span key={curve.input} className={classes.curve}>
      <span className={classes.input}>{curve.input}</span>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.curveLabel(curve.input, format.number(row + 1))}
      >
        {curveKeys.map(({ id, color }) => (
          <polyline
            key={id}
            points={pointsOf(curve[id], curve)}
            fill="none"
            stroke={color}
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </span>
  ));
}

/** Both curves on one scale. */
function pointsOf(values: readonly number[], { before, after }: ReconstructedCurve): string {
  const all = [...before, ...after];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // What hardly moves is not blown up to what moves: a scale is at least one standard deviation.
  const span = Math.max(1, high - low);
  const middle = (low + high) / 2;
  return values
    .map((value, step) => {
      const x = (step / Math.max(1, values.length - 1)) * width;
      const y = height / 2 - ((value - middle) / span) * (height - 2 * margin);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}
