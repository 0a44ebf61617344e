/** Loss and metric over the epochs, training beside validation, with the best epoch and a sentence on the fit. */
import { memo } from "react";
import type { EpochRecord, Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { fitVerdict } from "../../metrics/fit-verdict";
import { CurveChart, type CurveSeries } from "../../ui/charts/curve-chart";
import { Section } from "../../ui/controls/section";
import { categoryColors } from "../../ui/theme";
import { currentRunOf } from "../../state/current-run";
import { useActions, useProject } from "../workbench";
import { useAtMostEvery } from "./use-at-most-every";
import classes from "./train.module.css";

/** Redrawing takes a good part of a frame: once a second is enough to watch. */
const redrawMs = 1_000;

export function LearningCurves() {
  const run = useProject(currentRunOf);
  const shown = useAtMostEvery(run, run?.phase === "fitting" ? redrawMs : 0);
  return shown && shown.id === run?.id ? <RunCurves run={shown} /> : null;
}

const RunCurves = memo(function RunCurves({ run }: { run: Run }) {
  const { train, charts } = useMessages();
  const format = useFormat();
  const { report } = useActions();
  const { history, bestEpoch } = run;
  const last = history.at(-1);
  if (!last) return null;
  const isClassification = run.request.task.kind === "classification";
  const metricName = isClassification ? train.accuracy : train.error;
  const curves = (value: (record: EpochRecord) => { train: number; validation: number | null }): CurveSeries[] => {
    const points = history.map((record) => ({ x: record.epoch, ...value(record) }));
    const series: CurveSeries[] = [
      {
        id: "train",
        label: train.trainCurve,
        color: categoryColors[0] ?? "",
        points: points.map((point) => ({ x: point.x, y: point.train })),
      },
      {
        id: "validation",
        label: train.validationCurve,
        color: categoryColors[5] ?? "",
        points: points.flatMap((point) => (point.validation === null ? [] : [{ x: point.x, y: point.validation }])),
      },
    ];
    return series.filter((item) => item.points.length > 0);
  };
  const mark = bestEpoch > 0 ? { mark: { x: bestEpoch, label: train.best(format.number(bestEpoch)) } } : {};
  return (
    <Section title={train.curves} note={format.text(fitVerdict(history, bestEpoch))}>
      <div className={classes.charts}>
        <CurveChart
          title={train.loss}
          summary={train.lossSummary(
            format.significant(last.train.loss),
            format.significant(last.validation?.loss ?? Number.NaN),
          )}
          xLabel={charts.epoch}
          yLabel={train.lossAxis}
          series={curves((record) => ({ train: record.train.loss, validation: record.validation?.loss ?? null }))}
          onFailure={report}
          {...mark}
        />
        <CurveChart
          title={metricName}
          summary={train.metricSummary(
            metricName,
            format.significant(last.train.metric),
            format.significant(last.validation?.metric ?? Number.NaN),
          )}
          xLabel={charts.epoch}
          yLabel={isClassification ? train.accuracyAxis : train.errorAxis(run.request.task.target)}
          series={curves((record) => ({ train: record.train.metric, validation: record.validation?.metric ?? null }))}
          onFailure={report}
          {...mark}
        />
      </div>
    </Section>
  );
});
