/** The Train step: choose a model, set it, fit it, watch it learn. */
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useDeferredValue, useMemo } from "react";
import { useMessages } from "../../i18n/locale";
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
import { ForecastWatch } from "./forecast/forecast-watch";
import { LearningCurves } from "./learning-curves";
import { LiveTexts } from "./texts/live-texts";
import { LiveReconstructions } from "./live-reconstructions";
import { ModelChoice } from "./model-choice";
import { NetworkDrawing } from "./network-drawing";
import { NetworkPictures } from "./pictures/network-pictures";
import { RunAttention } from "./run-attention";
import { TrainQuestion } from "./train-question";
import { WordVectorsSection } from "./word-vectors-section";
import classes from "./train.module.css";

export function TrainPanel() {
  const { train } = useMessages();
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
  const readsWords =
    resolved?.hyperparameters["vectors"] !== undefined && resolved.pipeline.some(({ kind }) => kind === "tokens");
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
              <TrainQuestion preview={preview} dataset={dataset.name} />{" "}
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
