/** Cases as points, each selectable: predicted against actual, residuals. Draws at most 1,000 of them, evenly chosen. */
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useFormat, useMessages } from "../../i18n/locale";
import { categoryColors } from "../theme";
import { ChartTooltip } from "./chart-tooltip";
import { ChartFrame } from "./chart-frame";
import { roundRange } from "./round-range";

/** Above this many, a scatter of drawn elements is slow. */
const mostPoints = 1_000;

export interface PointsChartProps {
  readonly title: string;
  readonly summary: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly row: number }[];
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (row: number) => void;
  /** Where perfect predictions would lie. */
  readonly reference: "diagonal" | "zero";
  readonly onFailure: (error: unknown) => void;
}

export function PointsChart(props: PointsChartProps) {
  const { title, summary, xLabel, yLabel, points, selected, onSelect, reference } = props;
  const { charts } = useMessages();
  const format = useFormat();
  const every = Math.max(1, Math.ceil(points.length / mostPoints));
  const drawn = points.filter(({ row }, index) => index % every === 0 || selected.has(row));
  const values = reference === "diagonal" ? points.flatMap(({ x, y }) => [x, y]) : [];
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const round = reference === "diagonal" && drawn.length > 0 ? roundRange(low, high) : null;
  const [first, last] = round?.ends ?? [0, 0];
  const axis = {
    type: "number" as const,
    ...(round ? { domain: round.ends, ticks: round.ticks } : { domain: ["auto", "auto"] as const }),
    tickFormatter: (value: number) => format.significant(value),
    stroke: "var(--lb-hairline-strong)",
  };
  return (
    <ChartFrame
      title={title}
      summary={
        every > 1 ? `${summary} ${charts.shown(format.number(drawn.length), format.number(points.length))}` : summary
      }
      numbers={() => ({
        columns: [charts.row, xLabel, yLabel],
        rows: points.map(({ row, x, y }) => [row + 1, x, y]),
      })}
      onFailure={props.onFailure}
    >
      <div role="img" aria-label={summary}>
        <ResponsiveContainer width="100%" height={280}>
          <ScatterChart margin={{ top: 8, right: 16, bottom: 20, left: 8 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--lb-hairline)" />
            <XAxis
              dataKey="x"
              name={xLabel}
              {...axis}
              label={{ value: xLabel, position: "insideBottom", offset: -12 }}
            />
            <YAxis
              dataKey="y"
              name={yLabel}
              width={60}
              {...axis}
              label={{ value: yLabel, angle: -90, position: "insideLeft", style: { textAnchor: "middle" } }}
            />
            {reference === "zero" ? (
              <ReferenceLine y={0} stroke="var(--mantine-color-dimmed)" strokeDasharray="4 4" />
            ) : (
              <ReferenceLine
                segment={[
                  { x: first, y: first },
                  { x: last, y: last },
                ]}
                stroke="var(--mantine-color-dimmed)"
                strokeDasharray="4 4"
              />
            )}
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => <ChartTooltip active={active} payload={payload} />}
            />
            <Scatter
              data={drawn}
              isAnimationActive={false}
              cursor="pointer"
              onClick={(item: { payload?: { row?: number } }) => {
                if (item.payload?.row !== undefined) onSelect(item.payload.row);
              }}
              shape={({ cx, cy, payload }: { cx?: number; cy?: number; payload?: { row: number } }) => (
                <circle
                  cx={cx}
                  cy={cy}
                  r={payload && selected.has(payload.row) ? 5 : 3.5}
                  fill={payload && selected.has(payload.row) ? categoryColors[5] : categoryColors[0]}
                  fillOpacity={payload && selected.has(payload.row) ? 1 : 0.55}
                />
              )}
            />
          </ScatterChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
