/** What comes after the end of what is known: of the open data or of another file. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { toFailure, type Failure } from "../../core/failure";
import type { Predictions, Run } from "../../core/run";
import type { ForecastingTask } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import type { PredictOn } from "../../state/workbench";
import { FailureBox } from "../../ui/controls/failure-box";
import { FileDrop } from "../../ui/controls/file-drop";
import { NumberField } from "../../ui/controls/number-field";
import { ProgressBar } from "../../ui/controls/progress-bar";
import { Section } from "../../ui/controls/section";
import { useActions } from "../workbench";
import { ComingView } from "./coming-view";
import classes from "./use.module.css";

type State =
  | { readonly kind: "idle" | "busy" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "done"; readonly on: PredictOn; readonly after: string; readonly predictions: Predictions };

export function ForecastUse({ run, task }: { readonly run: Run; readonly task: ForecastingTask }) {
  const { forecast: words, use } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const { horizon, time } = task.window;
  const [steps, setSteps] = useState(horizon);
  const [state, setState] = useState<State>({ kind: "idle" });
  const isRolled = (task.features ?? []).every((name) => name === time);
  const predict = async (on: PredictOn, after: string) => {
    setState({ kind: "busy" });
    try {
      setState({ kind: "done", on, after, predictions: await actions.predict(run.id, on) });
    } catch (error) {
      setState({ kind: "failed", failure: toFailure(error) });
    }
  };
  const isBusy = state.kind === "busy";
  const most = format.number(horizon);
  return (
    <Section title={words.comingTitle} note={words.comingNote}>
      <div className={classes.form}>
        <div className={classes.steps}>
          <NumberField
            label={words.comingSteps}
            description={isRolled ? words.comingRoll(most) : words.comingMost(most)}
            value={steps}
            min={1}
            max={isRolled ? 10_000 : horizon}
            isWhole
            onChange={setSteps}
          />
        </div>
        <FileDrop
          onFiles={(files) => void predict({ kind: "files", files, steps }, files[0]?.path ?? "")}
          onFailure={actions.report}
          disabled={isBusy}
          actions={
            <Button
              disabled={isBusy}
              onClick={() => void predict({ kind: "dataset", dataset: run.request.dataset, steps }, run.datasetName)}
            >
              {words.comingData}
            </Button>
          }
        >
          <p className={classes.quiet}>{words.comingFile}</p>
        </FileDrop>
        {isBusy && <ProgressBar label={use.predicting} fraction={null} />}
        {state.kind === "failed" && <FailureBox failure={state.failure} />}
        {state.kind === "done" && (
          <ComingView run={run} task={task} on={state.on} after={state.after} predictions={state.predictions} />
        )}
      </div>
    </Section>
  );
}
