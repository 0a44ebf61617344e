/** Loss or metric over the epochs, training beside validation, with the best epoch marked. */
import { memo } from "react";
import { answerName } from "../../core/answer-columns";
import type { EpochRecord, Run, SubsetScore } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { bestEpochOf } from "../../metrics/fit-verdict";
import { currentRunOf } from "../../state/current-run";
import { CurveChart } from "../../ui/charts/curve-chart";
import { categoryColors } from "../../ui/theme";
import { useActions, useProject } from "../workbench";
import { useAtMostEvery } from "./use-at-most-every";

/** Often enough to watch; a redraw takes the page's thread a few milliseconds. */
const redrawMs = 500;

const isLive = ({ phase }: Run) => phase === "fitting" || phase === "queued";

export interface LearningCurveProps {
  readonly score: keyof SubsetScore;
  /** Fraction of the period: half a period apart, two charts are never drawn in one task. */
  readonly phase: number;
}

export function LearningCurve({ score, phase }: LearningCurveProps) {
  const run = useProject(currentRunOf);
  return <RunCurve run={useAtMostEvery(run, run && isLive(run) ? redrawMs : 0, phase)} score={score} />;
}

const RunCurve = memo(function RunCurve({ run, score }: { run: Run | null; score: keyof SubsetScore }) {
  const { train, charts, labels, writing, embeddings, reconstruction } = useMessages();
  const format = useFormat();
  const { report } = useActions();
  const task = useProject((state) => run?.request.task ?? state.preview?.resolved.task);
  const history = run?.history ?? [];
  const last = history.at(-1);
  // Without validation rows the last epoch counts, and there is nothing to mark.
  const bestEpoch = last?.validation ? bestEpochOf(history, run?.bestEpoch ?? 0) : 0;
  const metricName =
    task?.kind === "multilabel"
      ? labels.accuracy
      : task?.kind === "classification"
        ? train.accuracy
        : task?.kind === "generation"
          ? writing.perplexityAxis
          : task?.kind === "embedding"
            ? embeddings.rankedRight
            : task?.kind === "reconstruction"
              ? reconstruction.error
              : train.errorOf(task ? answerName(task) : "");
  const metricAxis =
    task?.kind === "generation"
      ? writing.perplexityAxis
      : task?.kind === "embedding"
        ? embeddings.pairAxis
        : task?.kind === "reconstruction"
          ? reconstruction.errorAxis
          : task?.kind === "classification" || task?.kind === "multilabel"
            ? train.accuracyAxis
            : train.errorAxis;
  const trained = format.significant(last?.train[score] ?? Number.NaN);
  const validated = last?.validation ? format.significant(last.validation[score]) : null;
  const points = (of: (record: EpochRecord) => SubsetScore | null) =>
    history.flatMap((record) => {
      const scores = of(record);
      return scores ? [{ x: record.epoch, y: scores[score] }] : [];
    });
  const series = [
    { id: "train", label: train.trainCurve, color: categoryColors[0] ?? "", points: points((record) => record.train) },
    {
      id: "validation",
      label: train.validationCurve,
      color: categoryColors[5] ?? "",
      points: points((record) => record.validation),
    },
    // Some runs have no validation rows: then nothing stands for them.
  ].filter(({ points: known }) => !last || known.length > 0);
  const summary =
    score === "loss" ? train.lossSummary(trained, validated) : train.metricSummary(metricName, trained, validated);
  return (
    <CurveChart
      title={score === "loss" ? train.loss : metricName}
      summary={last ? summary : ""}
      xLabel={charts.epoch}
      yLabel={score === "loss" ? train.lossAxis : metricAxis}
      series={series}
      {...(bestEpoch > 0 ? { mark: { x: bestEpoch, label: train.best(format.number(bestEpoch)) } } : {})}
      isGrowing={!run || isLive(run)}
      onFailure={report}
    />
  );
});
