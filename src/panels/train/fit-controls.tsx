/** Train, pause, go on, stop; and how far it is. */
import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import type { DeviceLoss } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { FailureBox } from "../../ui/controls/failure-box";
import { currentRunOf } from "../../state/current-run";
import { useActions, useProject } from "../workbench";
import { RunProgress } from "./run-progress";
import classes from "./train.module.css";

export function FitControls({ canFit }: { canFit: boolean }) {
  const run = useProject(currentRunOf);
  const { train } = useMessages();
  const actions = useActions();
  const isActive = run !== null && (run.phase === "fitting" || run.phase === "queued");
  const isPaused = run?.phase === "paused";
  const act = (promise: Promise<unknown>) => void promise.catch(actions.report);
  return (
    <div className={classes.controls}>
      <div className={classes.buttons}>
        {!isActive && (
          <Button
            size="md"
            disabled={!canFit}
            variant={isPaused ? "default" : "filled"}
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            onClick={() => act(actions.fitDraft())}
          >
            {run ? train.fitAgain : train.fit}
          </Button>
        )}
        {isActive && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconPlayerPause size={18} aria-hidden />}
            onClick={() => act(actions.pause(run.id))}
          >
            {train.pause}
          </Button>
        )}
        {run && (isPaused || (run.phase !== "finished" && !isActive && run.hasCheckpoint)) && (
          <Button
            size="md"
            variant={isPaused ? "filled" : "default"}
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            onClick={() => act(actions.resume(run.id))}
          >
            {train.resume}
          </Button>
        )}
        {run && (isActive || isPaused) && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconPlayerStop size={18} aria-hidden />}
            onClick={() => act(actions.stop(run.id))}
          >
            {train.stop}
          </Button>
        )}
      </div>
      {run ? <RunProgress run={run} /> : <p className={classes.quiet}>{canFit ? train.fitHint : train.preparing}</p>}
      {run?.deviceLosses && <DeviceLosses losses={run.deviceLosses} />}
      {run?.failure && <FailureBox failure={run.failure} />}
    </div>
  );
}

/** The last ones: a driver that fails all night would fill the page. */
const mostShown = 3;

function DeviceLosses({ losses }: { losses: readonly DeviceLoss[] }) {
  const { app, train } = useMessages();
  const format = useFormat();
  return losses.slice(-mostShown).map(({ epoch, backend }, index) => (
    <p key={index} className={classes.quiet}>
      {train.deviceLost(format.number(epoch), app.backends[backend])}
    </p>
  ));
}
