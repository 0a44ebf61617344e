/** How good the run is on another file: rows from another place or another time, which say more than those set aside. */
import { useState } from "react";
import { toFailure, type Failure } from "../../core/failure";
import type { Evaluation } from "../../core/evaluation";
import type { Run } from "../../core/run";
import type { SourceFile } from "../../core/source-file";
import { useFormat, useMessages } from "../../i18n/locale";
import { sentenceOf } from "../../metrics/summary";
import { FailureBox } from "../../ui/controls/failure-box";
import { FileDrop } from "../../ui/controls/file-drop";
import { ProgressBar } from "../../ui/controls/progress-bar";
import { Section } from "../../ui/controls/section";
import { useActions } from "../workbench";
import classes from "./evaluate.module.css";
import { ScoreTable } from "./score-table";
import { WindowRivals } from "./window-rivals";

type State =
  | { readonly kind: "idle" | "busy" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "done"; readonly evaluation: Evaluation; readonly name: string; readonly rowCount: number };

export function OtherData({ run }: { readonly run: Run }) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const [state, setState] = useState<State>({ kind: "idle" });
  const judge = async (files: readonly SourceFile[]) => {
    setState({ kind: "busy" });
    try {
      setState({ kind: "done", ...(await actions.evaluateFiles(run.id, files)) });
    } catch (error) {
      setState({ kind: "failed", failure: toFailure(error) });
    }
  };
  const isBusy = state.kind === "busy";
  return (
    <Section title={evaluate.otherTitle} note={evaluate.otherNote}>
      <div className={classes.labelDetail}>
        <FileDrop onFiles={(files) => void judge(files)} onFailure={actions.report} disabled={isBusy}>
          <p className={classes.quiet}>{evaluate.otherChoose}</p>
        </FileDrop>
        {isBusy && <ProgressBar label={evaluate.otherBusy} fraction={null} />}
        {state.kind === "failed" && <FailureBox failure={state.failure} />}
        {state.kind === "done" && (
          <div className={classes.labelDetail} data-testid="other-data">
            <p className={classes.quiet}>{evaluate.otherOn(state.name, format.number(state.rowCount))}</p>
            <p className={classes.sentence}>{format.text(sentenceOf(state.evaluation))}</p>
            <ScoreTable evaluation={state.evaluation} title={evaluate.otherScores} />
            <WindowRivals evaluation={state.evaluation} />
          </div>
        )}
      </div>
    </Section>
  );
}
