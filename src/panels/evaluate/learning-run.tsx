/** In the place of scores that are still to come: how far the run is. */
import { Button } from "@mantine/core";
import type { Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { EmptyState } from "../../ui/controls/empty-state";
import { ProgressBar } from "../../ui/controls/progress-bar";
import { useActions } from "../workbench";
import classes from "./evaluate.module.css";

export function LearningRun({ run }: { run: Run }) {
  const { evaluate, app } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const { progress } = run;
  return (
    <EmptyState
      title={evaluate.learning(format.number(run.number))}
      action={
        <Button variant="default" onClick={() => actions.goTo("train")}>
          {evaluate.toTrain}
        </Button>
      }
    >
      <div className={classes.learning}>
        <ProgressBar
          label={app.runs.phases[run.phase]}
          fraction={progress && progress.steps > 0 ? progress.step / progress.steps : null}
          timeLeftMs={progress ? 1000 * progress.secondsLeft : null}
        />
      </div>
    </EmptyState>
  );
}
