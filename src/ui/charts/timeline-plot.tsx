/** The plot of curves over time at some of their places. */
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { useFormat } from "../../i18n/locale";
import { ChartTooltip } from "./chart-tooltip";
import { roundAxis } from "./round-range";
import { tickWriter, timeTicks } from "./time-ticks";
import { valueAxis } from "./value-axis";

export interface TimelineCurve {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly isDashed?: boolean;
  /** [place], NaN where there is nothing. */
  readonly values: ArrayLike<number>;
}

/** What lies between two of the curves. */
export interface TimelineBand {
  readonly label: string;
  readonly color: string;
  readonly low: TimelineCurve;
  readonly high: TimelineCurve;
}

export interface TimelinePlotProps {
  readonly times: ArrayLike<number>;
  readonly isDated: boolean;
  readonly step: number;
  readonly curves: readonly TimelineCurve[];
  /** Filled behind the curves. */
  readonly band?: TimelineBand | undefined;
  /** Ascending. */
  readonly places: readonly number[];
  readonly yLabel: string;
  readonly height: number;
}

export function TimelinePlot(props: TimelinePlotProps) {
  const { times, isDated, step, band, places, yLabel, height } = props;
  const curves = band ? [...props.curves, band.low, band.high] : props.curves;
  const format = useFormat();
  const rows = rowsOf(times, step, curves, places);
  const [first, last] = [rows[0]?.x ?? 0, rows.at(-1)?.x ?? 1];
  const yAxis = roundAxis(curves.flatMap(({ values }) => places.map((place) => values[place] ?? NaN)));
  const write = tickWriter(format.locale, first, last, isDated);
  const writeTime = (time: number) => (isDated ? format.dataTime(time) : format.number(time));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={rows} margin={{ top: 8, right: 24, bottom: 4, left: 8 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--lb-hairline)" vertical={false} />
        <XAxis
          dataKey="x"
          type="number"
          domain={[first, last]}
          ticks={[...timeTicks(first, last, isDated, 6)]}
          interval="preserveStartEnd"
          minTickGap={12}
          tickFormatter={(value: number) => write(value)}
          stroke="var(--lb-hairline-strong)"
        />
        <YAxis {...valueAxis(yAxis, yLabel, 64, format)} />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload, label }) => (
            <ChartTooltip active={active} payload={payload} title={writeTime(Number(label))} />
          )}
        />
        {band && <BandFill rows={rows} band={band} />}
        {curves.map(({ id, label, color, isDashed }) => (
          <Line
            key={id}
            dataKey={id}
            name={label}
            stroke={color}
            strokeWidth={id === band?.low.id || id === band?.high.id ? 0.5 : 1.75}
            {...(isDashed ? { strokeDasharray: "5 4" } : {})}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** Drawn by hand: the chart library's own areas weigh more than all of this file. */
function BandFill({ rows, band }: { readonly rows: readonly TimelineRow[]; readonly band: TimelineBand }) {
  const [xOf, yOf] = [useXAxisScale(), useYAxisScale()];
  if (!xOf || !yOf) return null;
  const pointsOf = (part: readonly TimelineRow[], id: string) => part.map((row) => `${xOf(row.x)},${yOf(row[id])}`);
  const path = wholeParts(rows, band).map((part) => {
    const points = [...pointsOf(part, band.high.id), ...pointsOf(part, band.low.id).toReversed()];
    return `M${points.join("L")}Z`;
  });
  return <path d={path.join("")} fill={band.color} fillOpacity={0.2} stroke="none" />;
}

/** Neighbouring rows that have both edges. */
function wholeParts(rows: readonly TimelineRow[], { low, high }: TimelineBand): readonly (readonly TimelineRow[])[] {
  const parts: TimelineRow[][] = [[]];
  for (const row of rows) {
    if (typeof row[low.id] === "number" && typeof row[high.id] === "number") parts.at(-1)?.push(row);
    else parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

type TimelineRow = Record<string, number | null> & { x: number };

/** A row for each place; where a step is missing between neighbours one without values, so that no line crosses a gap. */
function rowsOf(
  times: ArrayLike<number>,
  step: number,
  curves: readonly TimelineCurve[],
  places: readonly number[],
): readonly TimelineRow[] {
  return places.flatMap((place, i) => {
    const x = times[place]!; // a place
    const before = places[i - 1];
    const isGap = before === place - 1 && x - times[before]! > 1.5 * step; // as above
    const row: TimelineRow = { x };
    for (const { id, values } of curves) {
      const value = values[place];
      row[id] = value === undefined || Number.isNaN(value) ? null : value;
    }
    return isGap ? [{ x: x - step / 2 }, row] : [row];
  });
}
