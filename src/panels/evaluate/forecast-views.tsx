/** A judged forecast: over its history, beside the rules, by step ahead, by series, and what to hold ready. */
import { useRef, useState } from "react";
import type { Evaluation } from "../../core/evaluation";
import type { ForecastingMetrics } from "../../core/metrics";
import type { Cases, Run } from "../../core/run";
import type { ForecastingTask } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import { BandSection } from "./band-section";
import { CaseTable } from "./case-table";
import classes from "./evaluate.module.css";
import { ForecastPlot } from "./forecast-plot";
import { HorizonChart } from "./horizon-chart";
import { ReserveTable } from "./reserve-table";
import { RivalTable } from "./rival-table";
import { SeriesTable } from "./series-table";

export interface ForecastViewsProps {
  readonly run: Run;
  readonly task: ForecastingTask;
  readonly evaluation: Evaluation;
  readonly metrics: ForecastingMetrics;
  /** null while they are on their way. */
  readonly cases: Cases | null;
}

export function ForecastViews({ run, task, evaluation, metrics, cases }: ForecastViewsProps) {
  const words = useMessages().forecast;
  const [series, setSeries] = useState(0);
  const plot = useRef<HTMLDivElement>(null);
  const { bySeries = [], reserves = [], quantiles } = evaluation;
  const show = (number: number) => {
    setSeries(number);
    plot.current?.scrollIntoView({ block: "start" });
  };
  return (
    <>
      <div ref={plot} className={classes.labelDetail}>
        <ForecastPlot run={run} task={task} series={series} onSeries={setSeries} />
      </div>
      <RivalTable evaluation={evaluation} metrics={metrics} />
      {quantiles && <BandSection quantiles={quantiles} />}
      {metrics.byHorizon.length > 1 && <HorizonChart evaluation={evaluation} metrics={metrics} />}
      {bySeries.length > 1 && <SeriesTable scores={bySeries} onShow={show} />}
      {reserves.length > 0 && (
        <ReserveTable reserves={reserves} isOnBand={quantiles !== undefined} horizon={task.window.horizon} />
      )}
      {cases && (
        <CaseTable cases={cases} dataset={run.request.dataset} text={task.window.time ?? null} note={words.casesNote} />
      )}
    </>
  );
}
