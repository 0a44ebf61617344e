/** The Train step: choose a model, set it, fit it, watch it learn. */
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useDeferredValue, useMemo } from "react";
import { answerName } from "../../core/answer-columns";
import { asksWindows, givesWindowsBack } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { spanWording } from "../../preprocessing/windows/step-words";
import { currentRunOf } from "../../state/current-run";
import { stepStates } from "../../state/step-states";
import { EmptyState } from "../../ui/controls/empty-state";
import { FailureBox } from "../../ui/controls/failure-box";
import { useActions, useProject } from "../workbench";
import { BackboneSection } from "./backbone/backbone-section";
import { CoefficientTable } from "./coefficient-table";
import { ComparedRuns } from "./compared-runs";
import { FitControls } from "./fit-controls";
import { FitSettings } from "./fit-settings";
import { normalRows } from "../../ui/controls/normal-rows";
import { whenWords } from "../../ui/controls/when-words";
import { ForecastWatch } from "./forecast/forecast-watch";
import { LearningCurves } from "./learning-curves";
import { LiveTexts } from "./texts/live-texts";
import { LiveReconstructions } from "./live-reconstructions";
import { ModelChoice } from "./model-choice";
import { NetworkDrawing } from "./network-drawing";
import { NetworkPictures } from "./pictures/network-pictures";
import { RunAttention } from "./run-attention";
import { WordVectorsSection } from "./word-vectors-section";
import classes from "./train.module.css";

export function TrainPanel() {
  const { train, labels, writing, embeddings, reconstruction, forecast, windows } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const dataset = useProject((state) => state.dataset);
  // Drawn in slices between which the page goes on: another family means another form and another drawing.
  const preview = useDeferredValue(useProject((state) => state.preview));
  const previewFailure = useProject((state) => state.previewFailure);
  const isBusy = useProject((state) => ["fitting", "queued"].includes(currentRunOf(state)?.phase ?? ""));
  const hasScores = useProject((state) => currentRunOf(state)?.evaluation !== undefined);
  const coefficients = useProject((state) => currentRunOf(state)?.coefficients);
  const hasRun = useProject((state) => currentRunOf(state) !== null);
  const isStale = useProject((state) => stepStates(state).train.kind === "stale");
  const resolved = preview?.resolved;
  const features = useMemo(() => {
    const names = new Set(resolved?.task.features);
    return dataset?.columns.filter((column) => names.has(column.name)) ?? [];
  }, [dataset, resolved]);
  const featureCount = format.number(resolved?.task.features?.length ?? 0);
  const readsWords =
    resolved?.hyperparameters["vectors"] !== undefined && resolved.pipeline.some(({ kind }) => kind === "tokens");
  const { step = null, isDated = false } = preview?.series ?? {};
  const spanOf = (steps: number) => format.text(spanWording(steps, step, isDated));
  if (!dataset) {
    return (
      <EmptyState title={train.noData} action={<Button onClick={() => actions.goTo("start")}>{train.toData}</Button>} />
    );
  }
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <div>
          <h1>{train.title}</h1>
          {resolved && (
            <p className={classes.quiet}>
              {resolved.task.kind === "multilabel"
                ? labels.trainQuestion(format.number(preview.categories.length), featureCount, dataset.name)
                : resolved.task.kind === "generation"
                  ? resolved.task.source === undefined
                    ? writing.trainQuestion(resolved.task.text, dataset.name)
                    : writing.trainTurn(resolved.task.source, resolved.task.text, dataset.name)
                  : resolved.task.kind === "embedding"
                    ? embeddings.trainQuestion(resolved.task.text, dataset.name)
                    : givesWindowsBack(resolved.task)
                      ? reconstruction.trainWindows(
                          reconstruction.windowsOf(format.number(resolved.task.window.lookBack)),
                          featureCount,
                          normalRows(reconstruction, resolved.task),
                          dataset.name,
                        )
                      : resolved.task.kind === "reconstruction"
                        ? reconstruction.trainQuestion(
                            normalRows(reconstruction, resolved.task),
                            featureCount,
                            dataset.name,
                          )
                        : resolved.task.kind === "forecasting"
                          ? forecast.trainQuestion(
                              resolved.task.target,
                              spanOf(resolved.task.window.horizon),
                              spanOf(resolved.task.window.lookBack),
                              dataset.name,
                            )
                          : asksWindows(resolved.task)
                            ? windows.trainQuestion(
                                resolved.task.target,
                                whenWords(windows, resolved.task.window, spanOf),
                                spanOf(resolved.task.window.lookBack),
                                dataset.name,
                              )
                            : train.question(answerName(resolved.task), featureCount, dataset.name)}{" "}
              <Button variant="subtle" size="compact-sm" onClick={() => actions.goTo("prepare")}>
                {train.change}
              </Button>
            </p>
          )}
        </div>
        {hasScores && (
          <Button
            rightSection={<IconArrowRight size={16} aria-hidden />}
            variant={isStale ? "default" : "filled"}
            onClick={() => actions.goTo("evaluate")}
          >
            {train.next}
          </Button>
        )}
      </header>
      {resolved && (
        <fieldset className={classes.plain} disabled={isBusy}>
          <ModelChoice task={resolved.task} features={features} family={resolved.family} preset={resolved.preset} />
        </fieldset>
      )}
      {resolved?.hyperparameters["backbone"] !== undefined && (
        <fieldset className={classes.plain} disabled={isBusy}>
          <BackboneSection resolved={resolved} />
        </fieldset>
      )}
      {readsWords && resolved && (
        <fieldset className={classes.plain} disabled={isBusy}>
          <WordVectorsSection resolved={resolved} />
        </fieldset>
      )}
      {previewFailure && (
        <>
          <FailureBox failure={previewFailure} />
          {!resolved && (
            <div>
              <Button onClick={() => actions.goTo("prepare")}>{train.change}</Button>
            </div>
          )}
        </>
      )}
      {(hasRun || !previewFailure) && (
        <div className={classes.work}>
          {resolved && (
            <fieldset className={classes.plain} disabled={isBusy}>
              <FitSettings resolved={resolved} />
            </fieldset>
          )}
          <div className={classes.learning}>
            <FitControls canFit={resolved !== undefined && previewFailure === null} />
            <LearningCurves />
            <NetworkPictures />
            <LiveTexts />
            <RunAttention />
            <LiveReconstructions />
            <ForecastWatch />
            <ComparedRuns />
            {coefficients && <CoefficientTable coefficients={coefficients} />}
            {preview?.network && <NetworkDrawing network={preview.network} featureCount={preview.featureCount} />}
          </div>
        </div>
      )}
    </div>
  );
}
