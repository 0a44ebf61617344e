/** Loss or metric over the epochs, training beside validation, with the best epoch marked. */
import { Skeleton } from "@mantine/core";
import { memo } from "react";
import type { EpochRecord, Run, SubsetScore } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { currentRunOf } from "../../state/current-run";
import { CurveChart } from "../../ui/charts/curve-chart";
import { categoryColors } from "../../ui/theme";
import { useActions, useProject } from "../workbench";
import { useAtMostEvery } from "./use-at-most-every";

/** Redrawing takes a good part of a frame: once a second is enough to watch. */
const redrawMs = 1_000;

export interface LearningCurveProps {
  readonly score: keyof SubsetScore;
  /** Half a period apart, two charts are never drawn in one task. */
  readonly firstMs: number;
}

export function LearningCurve({ score, firstMs }: LearningCurveProps) {
  const run = useProject(currentRunOf);
  const shown = useAtMostEvery(run, run?.phase === "fitting" ? redrawMs : firstMs, firstMs);
  if (!shown || shown.id !== run?.id) return <Skeleton height={280} />;
  return <RunCurve run={shown} score={score} />;
}

const RunCurve = memo(function RunCurve({ run, score }: { run: Run; score: keyof SubsetScore }) {
  const { train, charts } = useMessages();
  const format = useFormat();
  const { report } = useActions();
  const { history, bestEpoch } = run;
  const last = history.at(-1);
  if (!last) return <Skeleton height={280} />;
  const isClassification = run.request.task.kind === "classification";
  const metricName = isClassification ? train.accuracy : train.error;
  const metricAxis = isClassification ? train.accuracyAxis : train.errorAxis(run.request.task.target);
  const values = [last.train[score], last.validation?.[score] ?? Number.NaN].map(format.significant) as [
    string,
    string,
  ]; // two in, two out
  const points = (of: (record: EpochRecord) => SubsetScore | null) =>
    history.flatMap((record) => {
      const scores = of(record);
      return scores ? [{ x: record.epoch, y: scores[score] }] : [];
    });
  const series = [
    {
      id: "train",
      label: train.trainCurve,
      color: categoryColors[0] ?? "",
      points: points((record) => record.train),
    },
    {
      id: "validation",
      label: train.validationCurve,
      color: categoryColors[5] ?? "",
      points: points((record) => record.validation),
    },
  ];
  return (
    <CurveChart
      title={score === "loss" ? train.loss : metricName}
      summary={score === "loss" ? train.lossSummary(...values) : train.metricSummary(metricName, ...values)}
      xLabel={charts.epoch}
      yLabel={score === "loss" ? train.lossAxis : metricAxis}
      series={series.filter((item) => item.points.length > 0)}
      {...(bestEpoch > 0 ? { mark: { x: bestEpoch, label: train.best(format.number(bestEpoch)) } } : {})}
      onFailure={report}
    />
  );
});
