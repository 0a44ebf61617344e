/** A histogram whose bars select their rows. */
import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat, useMessages } from "../../i18n/locale";
import { categoryColors } from "../theme";
import { ChartFrame } from "./chart-frame";
import classes from "./chart.module.css";
import { roundStep } from "./round-range";

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly number[];
}

export interface BinsChartProps {
  readonly title: string;
  readonly summary: string;
  readonly xLabel: string;
  readonly bins: readonly Bin[];
  readonly selected: ReadonlySet<number>;
  /** Bars from here on have another colour. */
  readonly markedFrom?: number;
  readonly onSelect: (bin: Bin) => void;
  readonly onFailure: (error: unknown) => void;
}

export function BinsChart({ title, summary, xLabel, bins, selected, markedFrom, onSelect, onFailure }: BinsChartProps) {
  const { charts } = useMessages();
  const format = useFormat();
  const data = bins.map((bin) => ({ ...bin, middle: (bin.from + bin.to) / 2, count: bin.rows.length }));
  const colourOf = (bin: Bin) => categoryColors[isSelected(bin) ? 5 : bin.from >= (markedFrom ?? Infinity) ? 3 : 0];
  // Digits far below the width of a bar say nothing.
  const unit = roundStep((bins[0]?.to ?? 1) - (bins[0]?.from ?? 0), 20);
  const isSelected = (bin: Bin) => bin.rows.length > 0 && bin.rows.every((row) => selected.has(row));
  return (
    <ChartFrame
      title={title}
      summary={summary}
      numbers={() => ({
        columns: [charts.from, charts.to, charts.count],
        rows: bins.map(({ from, to, rows }) => [from, to, rows.length]),
      })}
      onFailure={onFailure}
    >
      <div role="img" aria-label={summary}>
        <ResponsiveContainer width="100%" height={280}>
          <BarChart
            data={data}
            margin={{ top: 8, right: 16, bottom: 20, left: 8 }}
            barCategoryGap={1}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--lb-hairline)" vertical={false} />
            <XAxis
              dataKey="middle"
              tickFormatter={(value: number) => format.significant(Math.round(value / unit) * unit)}
              stroke="var(--lb-hairline-strong)"
              label={{ value: xLabel, position: "insideBottom", offset: -12 }}
            />
            <YAxis
              width={56}
              allowDecimals={false}
              stroke="var(--lb-hairline-strong)"
              label={{ value: charts.count, angle: -90, position: "insideLeft", style: { textAnchor: "middle" } }}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--lb-hairline)" }}
              content={({ active, payload }) => {
                const bin = payload[0]?.payload as (typeof data)[number] | undefined; // recharts hands back the datum
                return active && bin ? (
                  <div className={classes.tooltip}>
                    <p>
                      {format.significant(bin.from)} – {format.significant(bin.to)}: {format.number(bin.count)}
                    </p>
                  </div>
                ) : null;
              }}
            />
            <Bar
              dataKey="count"
              isAnimationActive={false}
              cursor="pointer"
              onClick={(_, index) => {
                const bin = bins[index];
                if (bin) onSelect(bin);
              }}
            >
              {data.map((bin) => (
                <Cell key={bin.from} fill={colourOf(bin)} fillOpacity={0.8} />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </ChartFrame>
  );
}
