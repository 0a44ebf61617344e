/** A forecast after its history, series by series, step by step, and as a CSV file. */
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Predictions, Run } from "../../core/run";
import type { ForecastingTask } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import type { PredictOn } from "../../state/workbench";
import { TimelineChart } from "../../ui/charts/timeline-chart";
import { DownloadButton } from "../../ui/controls/download-button";
import { useActions } from "../workbench";
import { comingCurves, dayCapacities, saidOf } from "./coming-curves";
import { CapacityTable, ComingTable } from "./coming-table";
import classes from "./use.module.css";

export interface ComingViewProps {
  readonly run: Run;
  readonly task: ForecastingTask;
  readonly on: PredictOn;
  /** What the data are called. */
  readonly after: string;
  readonly predictions: Predictions;
}

export function ComingView({ run, task, on, after, predictions }: ComingViewProps) {
  const { forecast: words } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const [chosen, setChosen] = useState<number | null>(null);
  const { coming, values } = predictions;
  const able = values.flatMap((value, i) => (value === null ? [] : [i]));
  const series = chosen ?? able[0];
  const said = saidOf(predictions, series);
  if (!coming || series === undefined || !said) return null;
  const name = (i: number) => coming.names[i] ?? words.unnamed;
  const without = values.flatMap((value, i) => (value === null ? [name(i)] : []));
  const { times, curves, band, step, start } = comingCurves(coming, series, said, words, format);
  const ahead = coming.times[series] ?? [];
  const writeTime = (time: number | undefined) =>
    time === undefined ? "–" : coming.isDated ? format.dataTime(time) : format.number(time);
  const summary = words.comingSummary(
    format.text(spanWording(said.length, step, coming.isDated)),
    writeTime(ahead[0]),
    writeTime(ahead.at(-1)),
    format.significant(said.reduce((low, value) => Math.min(low, value), Infinity)),
    format.significant(said.reduce((high, value) => Math.max(high, value), -Infinity)),
  );
  const capacities = dayCapacities(coming, series, said);
  return (
    <div className={classes.form} data-testid="coming">
      <div className={classes.resultHead}>
        <p>
          <strong>{words.comingTable}</strong> · {words.comingAfter(after)}
        </p>
        <DownloadButton
          label={words.download}
          fileName={`${run.datasetName}-forecast.csv`}
          make={() => actions.predictionsCsv(run.id, on)}
          onFailure={actions.report}
        />
      </div>
      {without.length > 0 && <p className={classes.quiet}>{words.noPast(format.list(without.slice(0, 10)))}</p>}
      {able.length > 1 && (
        <NativeSelect
          className={classes.steps ?? ""}
          label={words.seriesLabel}
          value={String(series)}
          data={able.map((i) => ({ value: String(i), label: name(i) }))}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        />
      )}
      <TimelineChart
        key={series}
        title={words.comingPlot(able.length > 1 ? `${task.target}, ${name(series)}` : task.target)}
        summary={() => summary}
        times={times}
        isDated={coming.isDated}
        step={step}
        curves={curves}
        band={band}
        start={start}
        yLabel={task.target}
        onFailure={actions.report}
      />
      {capacities && <CapacityTable capacities={capacities} />}
      <ComingTable coming={coming} series={series} said={said} target={task.target} />
    </div>
  );
}
