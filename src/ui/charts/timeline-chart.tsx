/** Curves over time of which a part is in view: moved and zoomed by a strip below or by buttons, thinned where there is more than a screen can show. */
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useFormat, useMessages } from "../../i18n/locale";
import { ChartFrame } from "./chart-frame";
import classes from "./chart.module.css";
import { CurveLegend } from "./curve-legend";
import { thinPlaces } from "./thin-places";
import { TimelinePlot, type TimelineBand, type TimelineCurve } from "./timeline-plot";
import { movedTo, ViewStrip, zoomed, type View } from "./view-strip";

export interface TimelineChartProps {
  readonly title: string;
  /** Of the part in view, in words. */
  readonly summary: (view: View) => string;
  /** [place], ascending; milliseconds since 1970 where dated. */
  readonly times: ArrayLike<number>;
  readonly isDated: boolean;
  /** Neighbours farther apart than this and a half are not joined. */
  readonly step: number;
  /** The first is drawn in the strip. */
  readonly curves: readonly TimelineCurve[];
  readonly band?: TimelineBand | undefined;
  /** In view to begin with. */
  readonly start: View;
  /** Where the caller keeps what is in view, for several charts of one series. */
  readonly view?: View;
  readonly onView?: (view: View) => void;
  readonly yLabel: string;
  /** Without the strip and its buttons: all is in view. */
  readonly isWhole?: boolean;
  /** Drawn in the strip in place of the first curve. */
  readonly stripValues?: ArrayLike<number>;
  /** Without the strip alone: another chart of the same view has one. */
  readonly hasStrip?: boolean;
  readonly height?: number;
  readonly onFailure: (error: unknown) => void;
}

/** More than a screen can show side by side. */
const mostPoints = 800;

export function TimelineChart(props: TimelineChartProps) {
  const {
    title,
    times,
    isDated,
    step,
    curves,
    band,
    start,
    isWhole = false,
    yLabel,
    height = 280,
    hasStrip = true,
  } = props;
  const { forecast: words } = useMessages();
  const format = useFormat();
  const [own, setOwn] = useState(start);
  const { view: chosen = own, onView: setView = setOwn } = props;
  const count = times.length;
  const view = isWhole ? { from: 0, to: count } : movedTo(chosen, chosen.from, count);
  // The band's edges have peaks and columns of their own.
  const shown = useMemo(() => (band ? [...curves, band.low, band.high] : curves), [curves, band]);
  const values = useMemo(() => shown.map((curve) => curve.values), [shown]);
  const places = thinPlaces(values, view.from, view.to, mostPoints);
  const numbers = () => ({
    columns: [isDated ? words.time : words.place, ...shown.map(({ label }) => label)],
    rows: Array.from({ length: view.to - view.from }, (_, i) => {
      const place = view.from + i;
      const time = times[place]!; // a place in view
      return [isDated ? new Date(time).toISOString() : time, ...values.map((curve) => numberCell(curve[place]))];
    }),
  });
  const summary = props.summary(view);
  const isThinned = places.length < view.to - view.from;
  const thinned = words.thinned(format.number(places.length), format.number(view.to - view.from));
  const shift = Math.max(1, Math.round((view.to - view.from) / 2));
  const tools = [
    { label: words.earlier, Icon: IconChevronLeft, to: () => movedTo(view, view.from - shift, count) },
    { label: words.later, Icon: IconChevronRight, to: () => movedTo(view, view.from + shift, count) },
    { label: words.closer, Icon: IconZoomIn, to: () => zoomed(view, 0.5, count) },
    { label: words.wider, Icon: IconZoomOut, to: () => zoomed(view, 2, count) },
  ];
  return (
    <ChartFrame
      title={title}
      summary={isThinned ? `${summary} ${thinned}` : summary}
      numbers={numbers}
      onFailure={props.onFailure}
    >
      <div className={classes.timelineHead}>
        <CurveLegend
          series={[
            ...curves.map((curve) => ({ ...curve, points: [] })),
            ...(band ? [{ id: "band", label: band.label, color: band.color, isBand: true, points: [] }] : []),
          ]}
        />
        {!isWhole && hasStrip && (
          <ActionIcon.Group>
            {tools.map(({ label, Icon, to }) => (
              <ActionIcon key={label} variant="default" size={28} aria-label={label} onClick={() => setView(to())}>
                <Icon size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
            ))}
          </ActionIcon.Group>
        )}
      </div>
      <div role="img" aria-label={summary || title}>
        <TimelinePlot
          times={times}
          isDated={isDated}
          step={step}
          curves={curves}
          band={band}
          places={places}
          yLabel={yLabel}
          height={height}
        />
      </div>
      {!isWhole && hasStrip && <ViewStrip values={props.stripValues ?? values[0] ?? []} view={view} onView={setView} />}
    </ChartFrame>
  );
}

function numberCell(value: number | undefined): number | string {
  return value === undefined || Number.isNaN(value) ? "" : value;
}
