/**
 * Curves that grow while one watches, drawn by hand: making or redrawing the library's chart takes the page's thread 30–150 ms, this one two or three.
 * The same places for axes, ticks and words as in CurveChart, which takes over when the curves stand still (and can be asked for values).
 */
import { useElementSize } from "@mantine/hooks";
import { useFormat } from "../../i18n/locale";
import type { CurveSeries } from "./curve-series";
import { roundAxis, ticksBetween } from "./round-range";
import classes from "./chart.module.css";

export interface GrowingCurvesProps {
  readonly series: readonly CurveSeries[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly mark?: { readonly x: number; readonly label: string };
  readonly height: number;
}

/** Room around the plot, in pixels. */
const room = { top: 8, right: 16, bottom: 50, left: 64 };
const tickLength = 6;

export function GrowingCurves({ series, xLabel, yLabel, mark, height }: GrowingCurvesProps) {
  const format = useFormat();
  const { ref, width } = useElementSize();
  const points = series.flatMap((item) => item.points).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const xs = points.map(({ x }) => x);
  const [firstX, lastX] = xs.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [0, 1];
  const yRange = roundAxis(points.map(({ y }) => y));
  const [lowY, highY] = yRange?.ends ?? [0, 1];
  const right = Math.max(room.left + 1, width - room.right);
  const bottom = height - room.bottom;
  const xAt = (x: number) => room.left + ((x - firstX) / (lastX - firstX || 1)) * (right - room.left);
  const yAt = (y: number) => bottom - ((y - lowY) / (highY - lowY)) * (bottom - room.top);
  const pathOf = (curve: CurveSeries["points"]) =>
    curve
      .filter(({ y }) => Number.isFinite(y))
      .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${xAt(x).toFixed(1)} ${yAt(y).toFixed(1)}`)
      .join("");
  const xTicks = ticksBetween(firstX, lastX, xs.every(Number.isInteger));
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} className={classes.growing}>
          {yRange?.ticks.map((tick) => (
            <g key={tick}>
              <line x1={room.left} x2={right} y1={yAt(tick)} y2={yAt(tick)} className={classes.grid} />
              <text x={room.left - tickLength - 2} y={yAt(tick)} dy="0.35em" textAnchor="end">
                {format.significant(tick)}
              </text>
            </g>
          ))}
          <path d={`M${room.left} ${room.top}V${bottom}H${right}`} className={classes.axis} />
          {xTicks.map((tick) => (
            <g key={tick}>
              <line x1={xAt(tick)} x2={xAt(tick)} y1={bottom} y2={bottom + tickLength} className={classes.axis} />
              <text x={xAt(tick)} y={bottom + tickLength + 12} textAnchor="middle">
                {format.number(tick)}
              </text>
            </g>
          ))}
          <text x={(room.left + right) / 2} y={height - 6} textAnchor="middle">
            {xLabel}
          </text>
          <text transform={`translate(11 ${(room.top + bottom) / 2}) rotate(-90)`} textAnchor="middle">
            {yLabel}
          </text>
          {mark && mark.x >= firstX && mark.x <= lastX && (
            <g>
              <path d={`M${xAt(mark.x)} ${room.top}V${bottom}`} className={classes.mark} />
              <text
                x={xAt(mark.x) + (mark.x - firstX > (lastX - firstX) / 2 ? -5 : 5)}
                y={room.top + 12}
                textAnchor={mark.x - firstX > (lastX - firstX) / 2 ? "end" : "start"}
              >
                {mark.label}
              </text>
            </g>
          )}
          {series.map(({ id, color, isDashed, points: curve }) =>
            curve.length === 1 && curve[0] ? (
              <circle key={id} cx={xAt(curve[0].x)} cy={yAt(curve[0].y)} r={3} fill={color} />
            ) : (
              <path
                key={id}
                d={pathOf(curve)}
                fill="none"
                stroke={color}
                strokeWidth={2}
                {...(isDashed ? { strokeDasharray: "5 4" } : {})}
              />
            ),
          )}
        </svg>
      )}
    </div>
  );
}
