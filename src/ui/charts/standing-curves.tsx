/** The plot of curves that stand still, with their values under the pointer. */
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "../../i18n/locale";

import { ChartTooltip } from "./chart-tooltip";
import { joinSeries, type CurveSeries } from "./curve-series";
import { roundAxis, ticksBetween } from "./round-range";
import { valueAxis } from "./value-axis";

export interface StandingCurvesProps {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly CurveSeries[];
  /** A vertical line with words, such as the best epoch. */
  readonly mark?: { readonly x: number; readonly label: string };
  /** A line from corner to corner: what guessing would give. */
  readonly hasDiagonal?: boolean;
  readonly xDomain?: readonly [number, number];
  readonly yDomain?: readonly [number, number];
  readonly height: number;
}

export function StandingCurves(props: StandingCurvesProps) {
  const { xLabel, yLabel, mark, hasDiagonal, xDomain, yDomain, height, series } = props;
  const format = useFormat();
  const shared = xDomain !== undefined;
  const points = series.flatMap((item) => item.points);
  const yAxis = roundAxis(
    points.map(({ y }) => y),
    yDomain,
  );
  const [firstX, lastX] = xDomain ?? [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const xTicks = ticksBetween(firstX, lastX, !xDomain && points.every(({ x }) => Number.isInteger(x)));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        {...(shared ? {} : { data: joinSeries(series) })}
        margin={{ top: 8, right: 16, bottom: 20, left: 8 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--lb-hairline)" vertical={false} />
        <XAxis
          dataKey="x"
          type="number"
          domain={[firstX, lastX]}
          ticks={[...xTicks]}
          interval={0}
          tickFormatter={(value: number) => format.number(value)}
          stroke="var(--lb-hairline-strong)"
          label={{ value: xLabel, position: "insideBottom", offset: -12 }}
        />
        <YAxis {...valueAxis(yAxis, yLabel, 56, format)} />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload, label }) => (
            <ChartTooltip active={active} payload={payload} title={`${xLabel} ${format.number(Number(label))}`} />
          )}
        />
        {hasDiagonal && (
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--lb-hairline-strong)"
            strokeDasharray="4 4"
          />
        )}
        {mark && (
          <ReferenceLine
            x={mark.x}
            stroke="var(--mantine-color-dimmed)"
            strokeDasharray="2 3"
            label={{
              value: mark.label,
              // On the side that has the room: "right" is where the words end, left of the line.
              position: mark.x - firstX > (lastX - firstX) / 2 ? "insideTopRight" : "insideTopLeft",
              fontSize: 12,
            }}
          />
        )}
        {series.map(({ id, label, color, isDashed, points }) => (
          <Line
            key={id}
            {...(shared ? { data: [...points], dataKey: "y" } : { dataKey: id })}
            name={label}
            stroke={color}
            strokeWidth={2}
            {...(isDashed ? { strokeDasharray: "5 4" } : {})}
            dot={points.length === 1}
            isAnimationActive={false}
            connectNulls
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
