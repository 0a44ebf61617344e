/** Some validation rows and what the network gives back of them, while it learns and later; nothing where the run gives nothing back. */
import { Skeleton } from "@mantine/core";
import { givesWindowsBack, type Task } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { currentRunOf } from "../../state/current-run";
import { FailureBox } from "../../ui/controls/failure-box";
import { Section } from "../../ui/controls/section";
import { ReconstructionList } from "../../ui/pictures/reconstruction-list";
import { useReconstructions } from "../use-reconstructions";
import { useProject } from "../workbench";
import classes from "./train.module.css";

export function LiveReconstructions() {
  const run = useProject((state) => currentRunOf(state)?.id);
  const isReconstruction = useProject((state) => currentRunOf(state)?.request.task.kind === "reconstruction");
  if (run === undefined || !isReconstruction) return null;
  return <RunReconstructions key={run} run={run} />;
}

const givesBack = (task: Task | undefined) => task !== undefined && givesWindowsBack(task);

function RunReconstructions({ run }: { run: string }) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const phase = useProject((state) => currentRunOf(state)?.phase ?? "finished");
  const hasModel = useProject((state) => currentRunOf(state)?.hasModel ?? false);
  const isOfWindows = useProject((state) => givesBack(currentRunOf(state)?.request.task));
  const isLive = phase === "fitting";
  const { answer: shown, failure } = useReconstructions(run, null, isLive, `${phase} ${hasModel}`);
  if (failure && !shown) return <FailureBox failure={failure} />;
  if (!shown && !isLive && phase !== "queued" && phase !== "paused") return null;
  return (
    <Section
      title={words.live}
      note={isOfWindows ? words.liveCurves : words.liveNote}
      aside={shown && <span className={classes.quiet}>{words.afterEpoch(format.number(shown.epoch))}</span>}
    >
      {shown ? (
        <ReconstructionList items={shown.items} />
      ) : (
        <>
          <p className={classes.quiet}>{words.liveWaiting}</p>
          <Skeleton height={96} animate={isLive} />
        </>
      )}
    </Section>
  );
}
