/** While a model learns from windows: what it says of some of the last validation rows beside what came. */
import { useEffect, useState } from "react";
import type { ForecastLook } from "../../../core/forecast";
import { asksWindows, isWindowed } from "../../../core/task";
import { useFormat, useMessages } from "../../../i18n/locale";
import { currentRunOf } from "../../../state/current-run";
import { TimelineChart } from "../../../ui/charts/timeline-chart";
import { Section } from "../../../ui/controls/section";
import { categoryColors } from "../../../ui/theme";
import { useActions, useProject } from "../../workbench";

/** Between two questions. */
const askEveryMs = 2_000;

export function ForecastWatch() {
  const run = useProject((state) => currentRunOf(state)?.id);
  const target = useProject((state) => {
    const task = currentRunOf(state)?.request.task;
    return task && isWindowed(task) ? task.target : undefined;
  });
  const isAsked = useProject((state) => {
    const task = currentRunOf(state)?.request.task;
    return task !== undefined && asksWindows(task);
  });
  const isLive = useProject((state) => currentRunOf(state)?.phase === "fitting");
  const look = useLookAhead(target === undefined ? undefined : run, isLive);
  if (target === undefined || !look) return null;
  return <Watched look={look} target={target} isAsked={isAsked} />;
}

interface WatchedProps {
  readonly look: ForecastLook;
  readonly target: string;
  /** Whether a class or a number is asked of windows, and not the values to come. */
  readonly isAsked: boolean;
}

function Watched({ look, target, isAsked }: WatchedProps) {
  const { forecast: words, windows } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const { times, actual, predicted, isDated, epoch, category } = look;
  const isClass = category !== null;
  const done = format.number(epoch);
  return (
    <Section
      title={isAsked ? windows.watchTitle : words.watchTitle}
      note={isAsked ? windows.watchNote(done) : words.watchNote(done)}
    >
      <TimelineChart
        title={isClass ? windows.watchPlot(category) : words.plotTitle(target)}
        summary={() => words.watchSummary}
        times={times}
        isDated={isDated}
        step={times.reduce((least, time, i) => Math.min(least, i > 0 ? time - times[i - 1]! : least), Infinity)} // i > 0
        curves={[
          {
            id: "actual",
            label: isClass ? windows.came(category) : words.actual,
            color: "var(--mantine-color-text)",
            values: actual,
          },
          {
            id: "said",
            label: isClass ? windows.probability : words.said,
            color: categoryColors[5] ?? "",
            values: predicted,
          },
        ]}
        start={{ from: 0, to: times.length }}
        yLabel={isClass ? windows.probability : target}
        height={220}
        isWhole
        onFailure={actions.report}
      />
    </Section>
  );
}

/** The last answer stays when the run has ended. */
function useLookAhead(run: string | undefined, isLive: boolean): ForecastLook | null {
  const actions = useActions();
  const [answer, setAnswer] = useState<{ readonly run: string; readonly look: ForecastLook } | null>(null);
  useEffect(() => {
    if (run === undefined || !isLive) return undefined;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const look = document.hidden ? null : await actions.lookAhead(run);
        if (isWanted && look) setAnswer({ run, look });
      } catch (error) {
        // Once is enough: the fit goes on without it.
        if (isWanted) actions.report(error);
        return;
      }
      if (isWanted) timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [actions, run, isLive]);
  return answer && answer.run === run ? answer.look : null;
}
