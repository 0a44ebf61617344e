/** How far a run is, and what computes it. */
import type { FitProgress, Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { ProgressBar } from "../../ui/controls/progress-bar";
import classes from "./train.module.css";

export function RunProgress({ run }: { run: Run }) {
  const { app, train } = useMessages();
  const format = useFormat();
  const device =
    run.backend === "float64" ? train.exactDevice : run.backend === null ? "" : train.device(app.backends[run.backend]);
  if (run.phase === "queued") return <p className={classes.quiet}>{train.queued}</p>;
  if (run.phase === "fitting" || run.phase === "paused") return <UnderWay run={run} device={device} />;
  return (
    <p className={classes.quiet}>
      {train.ended(
        train.phase[run.phase],
        format.number(run.history.length),
        format.duration((run.endedAt ?? run.startedAt) - run.startedAt),
      )}
      {device && ` · ${device}`}
    </p>
  );
}

function UnderWay({ run: { phase, progress }, device }: { run: Run; device: string }) {
  const { train } = useMessages();
  const format = useFormat();
  const detailOf = useDetail();
  if (!progress) return <ProgressBar label={train.phase[phase]} fraction={null} timeLeftMs={null} detail={device} />;
  const { epoch, epochs, step, steps, secondsLeft, compiled } = progress;
  if (compiled) {
    const label = train.compiling(format.number(compiled.done), format.number(compiled.all));
    return <ProgressBar label={label} fraction={compiled.done / compiled.all} timeLeftMs={null} detail={device} />;
  }
  return (
    <ProgressBar
      label={train.progress(format.number(epoch), format.number(epochs))}
      fraction={step / Math.max(1, steps)}
      timeLeftMs={phase === "fitting" ? secondsLeft * 1000 : null}
      detail={[...detailOf(progress), device].filter(Boolean).join(" · ")}
    />
  );
}

/** Steps, their speed, and what is recorded of them. */
function useDetail() {
  const { train } = useMessages();
  const format = useFormat();
  return ({ step, steps, stepsPerSecond, replay }: FitProgress): readonly string[] => {
    const done = train.steps(format.number(step), format.number(steps), format.number(stepsPerSecond, 0));
    if (replay?.isOverBudget) return [done, train.tooLargeToReplay];
    if (!replay?.programs) return [done];
    return [done, train.replayed(format.number(replay.programs), format.bytes(replay.bytes))];
  };
}
