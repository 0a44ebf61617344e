/** Curves over a common axis: losses over epochs, a ROC curve. Up to 5,000 points a curve. */
import { useMessages } from "../../i18n/locale";
import { ChartFrame } from "./chart-frame";
import { CurveLegend } from "./curve-legend";
import { GrowingCurves } from "./growing-curves";
import { StandingCurves, type StandingCurvesProps } from "./standing-curves";
import { thinPoints } from "./thin-points";

export interface CurveChartProps extends Omit<StandingCurvesProps, "height"> {
  readonly title: string;
  readonly summary: string;
  readonly height?: number;
  /** The curves grow as one watches: drawn lightly, without values under the pointer. */
  readonly isGrowing?: boolean;
  readonly onFailure: (error: unknown) => void;
}

/** More than a screen can show side by side; the numbers keep them all. */
const mostPoints = 160;

export function CurveChart(props: CurveChartProps) {
  const { title, summary, xLabel, yLabel, mark, height = 220, isGrowing = false } = props;
  const { charts } = useMessages();
  const series = props.series.map((item) => ({ ...item, points: thinPoints(item.points, mostPoints) }));
  const numbers = () => ({
    columns: [charts.series, xLabel, yLabel],
    rows: props.series.flatMap(({ label, points }) => points.map(({ x, y }) => [label, x, y])),
  });
  return (
    <ChartFrame title={title} summary={summary} numbers={numbers} onFailure={props.onFailure}>
      {series.length > 1 && <CurveLegend series={series} />}
      <div role="img" aria-label={summary || title}>
        {isGrowing ? (
          <GrowingCurves series={series} xLabel={xLabel} yLabel={yLabel} height={height} {...(mark ? { mark } : {})} />
        ) : (
          <StandingCurves {...props} series={series} height={height} />
        )}
      </div>
    </ChartFrame>
  );
}
