/** What a model of windows says after the last rows of each series, of the open data or of another file, and at every row. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { toFailure, type Failure } from "../../core/failure";
import type { Predictions, Run } from "../../core/run";
import type { AnsweredWindow } from "../../core/task";
import { useMessages } from "../../i18n/locale";
import type { PredictOn } from "../../state/workbench";
import { FailureBox } from "../../ui/controls/failure-box";
import { FileDrop } from "../../ui/controls/file-drop";
import { ProgressBar } from "../../ui/controls/progress-bar";
import { Section } from "../../ui/controls/section";
import { useActions } from "../workbench";
import { BatchPredict } from "./batch-predict";
import { LatestTable } from "./latest-table";
import classes from "./use.module.css";

type State =
  | { readonly kind: "idle" | "busy" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "done"; readonly after: string; readonly predictions: Predictions };

export function WindowUse({ run, task }: { readonly run: Run; readonly task: AnsweredWindow }) {
  const { windows: words, use } = useMessages();
  const actions = useActions();
  const [state, setState] = useState<State>({ kind: "idle" });
  const predict = async (on: PredictOn, after: string) => {
    setState({ kind: "busy" });
    try {
      setState({ kind: "done", after, predictions: await actions.predict(run.id, on) });
    } catch (error) {
      setState({ kind: "failed", failure: toFailure(error) });
    }
  };
  const isBusy = state.kind === "busy";
  const { dataset } = run.request;
  return (
    <>
      <Section title={words.latestTitle} note={words.latestNote}>
        <div className={classes.form}>
          <FileDrop
            onFiles={(files) => void predict({ kind: "files", files, latest: true }, files[0]?.path ?? "")}
            onFailure={actions.report}
            disabled={isBusy}
            actions={
              <Button
                disabled={isBusy}
                onClick={() => void predict({ kind: "dataset", dataset, latest: true }, run.datasetName)}
              >
                {words.latestGo}
              </Button>
            }
          >
            <p className={classes.quiet}>{words.latestFile}</p>
          </FileDrop>
          {isBusy && <ProgressBar label={use.predicting} fraction={null} />}
          {state.kind === "failed" && <FailureBox failure={state.failure} />}
          {state.kind === "done" && <LatestTable task={task} after={state.after} predictions={state.predictions} />}
        </div>
      </Section>
      <BatchPredict key={`batch ${run.id}`} run={run} title={words.allTitle} note={words.allNote} />
    </>
  );
}
