/** A forecast after its history, series by series, step by step, and as a CSV file. */
import { NativeSelect, Table } from "@mantine/core";
import { useState } from "react";
import type { Predictions, Run } from "../../core/run";
import type { ForecastingTask } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import type { PredictOn } from "../../state/workbench";
import { TimelineChart } from "../../ui/charts/timeline-chart";
import { DownloadButton } from "../../ui/controls/download-button";
import { useActions } from "../workbench";
import { comingCurves, saidOf } from "./coming-curves";
import classes from "./use.module.css";

export interface ComingViewProps {
  readonly run: Run;
  readonly task: ForecastingTask;
  readonly on: PredictOn;
  /** What the data are called. */
  readonly after: string;
  readonly predictions: Predictions;
}

/** Steps that the table shows; the file has all. */
const mostRows = 100;

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
  const { times, curves, step, start } = comingCurves(coming, series, said, words, format);
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
  const reserves = coming.reserves.filter(({ added }) => added.length > 0);
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
        start={start}
        yLabel={task.target}
        onFailure={actions.report}
      />
      <Table.ScrollContainer minWidth={420} mah={420}>
        <Table verticalSpacing={4} className="lb-number" aria-label={words.comingTable}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{coming.isDated ? words.time : words.place}</Table.Th>
              <Table.Th scope="col">{words.ahead}</Table.Th>
              <Table.Th scope="col">{task.target}</Table.Th>
              {reserves.map(({ share }) => (
                <Table.Th key={share} scope="col">
                  {words.enoughIn(format.percent(share, 0))}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {said.slice(0, mostRows).map((value, i) => (
              <Table.Tr key={ahead[i]}>
                <Table.Td>{writeTime(ahead[i])}</Table.Td>
                <Table.Td>{format.number(i + 1)}</Table.Td>
                <Table.Td>{format.significant(value)}</Table.Td>
                {reserves.map(({ share, added }) => (
                  <Table.Td key={share}>{format.significant(value + (added[i] ?? NaN))}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}
