/** What was forecast beside what came, over the history of the series. */
import { NativeSelect, Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ForecastTrack } from "../../core/forecast";
import type { Run } from "../../core/run";
import type { ForecastingTask } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { bandBetween } from "../../ui/charts/band-between";
import { TimelineChart } from "../../ui/charts/timeline-chart";
import type { View } from "../../ui/charts/view-strip";
import { FailureBox } from "../../ui/controls/failure-box";
import { categoryColors } from "../../ui/theme";
import { useActions } from "../workbench";
import classes from "./evaluate.module.css";
import { useTrack } from "./use-track";

export interface ForecastPlotProps {
  readonly run: Run;
  readonly task: ForecastingTask;
  /** Number of the series in view. */
  readonly series: number;
  readonly onSeries: (series: number) => void;
}

export function ForecastPlot({ run, task, series, onSeries }: ForecastPlotProps) {
  const { track, failure } = useTrack(run.id, series);
  if (failure) return <FailureBox failure={failure} />;
  if (!track) return <Skeleton height={320} />;
  return <TrackPlot key={track.series} track={track} task={task} series={series} onSeries={onSeries} />;
}

type TrackPlotProps = Omit<ForecastPlotProps, "run"> & { readonly track: ForecastTrack };

const saidColor = categoryColors[5] ?? "";

function TrackPlot({ track, task, series, onSeries }: TrackPlotProps) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const [ahead, setAhead] = useState(0);
  const { times, actual, predicted, firstPlace, isDated, step, names } = track;
  const said = useMemo(() => {
    const values = new Float64Array(times.length).fill(NaN);
    values.set(predicted[ahead] ?? [], firstPlace);
    return values;
  }, [times, predicted, ahead, firstPlace]);
  const curves = useMemo(
    () => [
      { id: "actual", label: words.actual, color: "var(--mantine-color-text)", values: actual },
      { id: "said", label: words.said, color: saidColor, values: said },
    ],
    [actual, said, words],
  );
  const edges = track.band;
  const band = useMemo(() => {
    if (!edges) return undefined;
    const edge = (values: readonly Float64Array[]) => {
      const placed = new Float64Array(times.length).fill(NaN);
      placed.set(values[ahead] ?? [], firstPlace);
      return placed;
    };
    return bandBetween(edge(edges.low), edge(edges.high), saidColor, edges.nominal, words, format);
  }, [edges, times, ahead, firstPlace, words, format]);
  const writeTime = (place: number) => {
    const time = times[place] ?? NaN;
    return isDated ? format.dataTime(time) : format.number(time);
  };
  const summary = ({ from, to }: View) =>
    words.plotSummary(writeTime(from), writeTime(to - 1), format.significant(meanError(actual, said, from, to)));
  const before = 2 * task.window.lookBack;
  const start = {
    from: Math.max(0, firstPlace - Math.min(before, 200)),
    to: Math.min(times.length, firstPlace + Math.max(8 * task.window.lookBack, 150)),
  };
  return (
    <>
      <div className={classes.tools}>
        {names.length > 1 && (
          <NativeSelect
            label={words.seriesLabel}
            value={String(series)}
            data={names.map((name, number) => ({ value: String(number), label: name ?? words.unnamed }))}
            onChange={(event) => onSeries(Number(event.currentTarget.value))}
          />
        )}
        {predicted.length > 1 && (
          <NativeSelect
            label={words.aheadLabel}
            value={String(ahead)}
            data={predicted.map((_, i) => ({
              value: String(i),
              label: words.stepAhead(format.text(spanWording(i + 1, step, isDated))),
            }))}
            onChange={(event) => setAhead(Number(event.currentTarget.value))}
          />
        )}
      </div>
      <TimelineChart
        title={words.plotTitle(names.length > 1 ? `${task.target}, ${names[track.series] ?? ""}` : task.target)}
        summary={summary}
        times={times}
        isDated={isDated}
        step={step}
        curves={curves}
        band={band}
        start={start}
        yLabel={task.target}
        onFailure={actions.report}
      />
    </>
  );
}

function meanError(actual: Float64Array, said: Float64Array, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let place = from; place < to; place++) {
    const error = Math.abs(said[place]! - actual[place]!); // places in view
    if (Number.isNaN(error)) continue;
    sum += error;
    count++;
  }
  return count > 0 ? sum / count : NaN;
}
