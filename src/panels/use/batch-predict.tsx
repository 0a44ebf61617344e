/** Predictions for a whole file, or for all rows of the data in use. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Failure } from "../../core/failure";
import { toFailure } from "../../core/failure";
import type { Predictions, Run } from "../../core/run";
import { givesWindowsBack } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import type { PredictOn } from "../../state/workbench";
import { FailureBox } from "../../ui/controls/failure-box";
import { FileDrop } from "../../ui/controls/file-drop";
import { ProgressBar } from "../../ui/controls/progress-bar";
import { Section } from "../../ui/controls/section";
import { ScoreTimeline } from "../../ui/charts/score-timeline";
import { useScores } from "../use-scores";
import { useActions } from "../workbench";
import { PredictionTable } from "./prediction-table";
import classes from "./use.module.css";

export interface BatchPredictProps {
  readonly run: Run;
  /** What it does, where that is not to predict each row by itself. */
  readonly title?: string;
  readonly note?: string;
}

export function BatchPredict({ run, title, note }: BatchPredictProps) {
  const { use, reconstruction } = useMessages();
  const isOfWindows = givesWindowsBack(run.request.task);
  const actions = useActions();
  const [state, setState] = useState<
    | { readonly kind: "idle" }
    | { readonly kind: "busy" }
    | { readonly kind: "failed"; readonly failure: Failure }
    | { readonly kind: "done"; readonly on: PredictOn; readonly predictions: Predictions }
  >({ kind: "idle" });
  const predict = async (on: PredictOn) => {
    setState({ kind: "busy" });
    try {
      setState({ kind: "done", on, predictions: await actions.predict(run.id, on) });
    } catch (error) {
      setState({ kind: "failed", failure: toFailure(error) });
    }
  };
  return (
    <Section title={title ?? use.files} note={note ?? use.filesNote}>
      <div className={classes.form}>
        <FileDrop
          onFiles={(files) => void predict({ kind: "files", files })}
          onFailure={actions.report}
          disabled={state.kind === "busy"}
          actions={
            <Button
              variant="default"
              disabled={state.kind === "busy"}
              onClick={() => void predict({ kind: "dataset", dataset: run.request.dataset })}
            >
              {use.orData}
            </Button>
          }
        >
          <p className={classes.quiet}>{use.chooseFile}</p>
        </FileDrop>
        {state.kind === "busy" && <ProgressBar label={use.predicting} fraction={null} />}
        {state.kind === "failed" && <FailureBox failure={state.failure} />}
        {state.kind === "done" && isOfWindows && (
          <>
            <p className={classes.quiet}>{reconstruction.windowErrorNote}</p>
            <WindowErrors run={run.id} on={state.on} />
          </>
        )}
        {state.kind === "done" && <PredictionTable run={run} on={state.on} predictions={state.predictions} />}
      </div>
    </Section>
  );
}

function WindowErrors({ run, on }: { readonly run: string; readonly on: PredictOn }) {
  const { report } = useActions();
  return <ScoreTimeline {...useScores(run, on)} onFailure={report} />;
}
