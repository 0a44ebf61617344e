/** How badly the windows of a series come back over time: a column with the flagged ones marked, and their errors beside the threshold. */
import { NativeSelect, Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Failure } from "../../core/failure";
import type { ScoreTrack } from "../../core/forecast";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../controls/failure-box";
import { Section } from "../controls/section";
import { categoryColors } from "../theme";
import classes from "./score-timeline.module.css";
import { TimelineChart } from "./timeline-chart";
import type { View } from "./view-strip";

export interface ScoreTimelineProps {
  /** null while it is on its way. */
  readonly track: ScoreTrack | null;
  readonly failure: Failure | null;
  /** Number of the series in view. */
  readonly series: number;
  readonly onSeries: (series: number) => void;
  /** Where another one than the fitted is tried out. */
  readonly threshold?: number;
  readonly onFailure: (error: unknown) => void;
}

export function ScoreTimeline({ track, failure, series, onSeries, threshold, onFailure }: ScoreTimelineProps) {
  const { reconstruction: words, forecast } = useMessages();
  return (
    <Section title={words.timeline} note={words.timelineNote}>
      {failure && <FailureBox failure={failure} />}
      {!failure && !track && <Skeleton height={320} />}
      {track && track.names.length > 1 && (
        <div className={classes.tools}>
          <NativeSelect
            label={forecast.seriesLabel}
            value={String(series)}
            data={track.names.map((name, number) => ({ value: String(number), label: name ?? forecast.unnamed }))}
            onChange={(event) => onSeries(Number(event.currentTarget.value))}
          />
        </div>
      )}
      {track && (
        <TrackCharts key={track.series} track={track} threshold={threshold ?? track.threshold} onFailure={onFailure} />
      )}
    </Section>
  );
}

const [errorColor, otherColor, flagColor] = [
  categoryColors[0] ?? "",
  "var(--mantine-color-dimmed)",
  categoryColors[1] ?? "",
];

type TrackChartsProps = Required<Pick<ScoreTimelineProps, "threshold" | "onFailure">> & { readonly track: ScoreTrack };

function TrackCharts({ track, threshold, onFailure }: TrackChartsProps) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const { times, errors, areTest, isDated, step, columns, lookBack } = track;
  const count = times.length;
  const firstTest = areTest.indexOf(1);
  const [view, setView] = useState<View>(() => startOf(count, firstTest, lookBack));
  const [shown, setShown] = useState(0);
  const column = columns[shown];
  const hasTest = firstTest >= 0;
  const scores = useMemo(() => {
    const limit = {
      ...{ id: "threshold", label: words.thresholdLine, color: flagColor, isDashed: true },
      values: new Float64Array(count).fill(threshold),
    };
    if (!hasTest) return [{ id: "error", label: words.scoreLabel, color: errorColor, values: errors }, limit];
    const only = (isTest: boolean) => errors.map((error, place) => (Boolean(areTest[place]) === isTest ? error : NaN));
    return [
      { id: "others", label: words.otherScore, color: otherColor, values: only(false) },
      { id: "test", label: words.testScore, color: errorColor, values: only(true) },
      limit,
    ];
  }, [errors, areTest, threshold, hasTest, count, words]);
  const courses = useMemo(() => {
    if (!column) return [];
    const marked = column.values.map((value, place) => (errors[place]! > threshold ? value : NaN)); // aligned
    return [
      { id: "course", label: words.course, color: "var(--mantine-color-text)", values: column.values },
      { id: "flagged", label: words.flaggedCourse, color: flagColor, values: marked },
    ];
  }, [column, errors, threshold, words]);
  const writeTime = (place: number) => {
    const time = times[place] ?? NaN;
    return isDated ? format.dataTime(time) : format.number(time);
  };
  const shared = { times, isDated, step, start: view, view, onView: setView, onFailure };
  return (
    <>
      {columns.length > 1 && (
        <div className={classes.tools}>
          <NativeSelect
            label={words.columnLabel}
            value={String(shown)}
            data={columns.map(({ name }, number) => ({ value: String(number), label: name }))}
            onChange={(event) => setShown(Number(event.currentTarget.value))}
          />
        </div>
      )}
      {column && (
        <TimelineChart
          {...shared}
          title={words.courseTitle(column.name)}
          summary={({ from, to }) => words.courseSummary(column.name, writeTime(from), writeTime(to - 1))}
          curves={courses}
          yLabel={column.name}
          height={200}
          hasStrip={false}
        />
      )}
      <TimelineChart
        {...shared}
        title={words.scoreTitle}
        summary={({ from, to }) => {
          const known = errors.subarray(from, to).filter((error) => !Number.isNaN(error));
          const flagged = known.filter((error) => error > threshold).length;
          return words.scoreSummary(
            format.number(flagged),
            format.number(known.length),
            writeTime(from),
            writeTime(to - 1),
          );
        }}
        curves={scores}
        stripValues={errors}
        yLabel={words.scoreLabel}
        height={200}
      />
    </>
  );
}

/** From a little before the test windows; all, where there are none or few. */
function startOf(count: number, firstTest: number, lookBack: number): View {
  const from = Math.max(0, firstTest - 2 * lookBack);
  return firstTest < 0 ? { from: Math.max(0, count - 2000), to: count } : { from, to: Math.min(count, from + 2000) };
}
