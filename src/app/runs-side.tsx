/** The runs beside the step, or in a drawer where there is no room for them. */
import { Button, Drawer } from "@mantine/core";
import { useMessages, useFormat } from "../i18n/locale";
import { useActions, useProject } from "../panels/workbench";
import { previousRun, runName } from "../state/run-name";
import { RunItem } from "./run-item";
import classes from "./runs-side.module.css";
import type { Width } from "./use-width";

export interface RunsSideProps {
  readonly isBeside: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly width: Width;
}

export function RunsSide({ isBeside, isOpen, onClose, width }: RunsSideProps) {
  const words = useMessages().app;
  if (isBeside) {
    return (
      <aside className={classes.side} aria-label={words.frame.runs}>
        <h2 className={classes.title}>{words.runs.title}</h2>
        <RunList />
      </aside>
    );
  }
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position={width === "phone" ? "bottom" : "right"}
      size={width === "phone" ? "80%" : 340}
      title={words.runs.title}
    >
      <RunList />
    </Drawer>
  );
}

function RunList() {
  const words = useMessages().app.runs;
  const format = useFormat();
  const actions = useActions();
  const runs = useProject((state) => state.project.runs);
  const current = useProject((state) => state.project.currentRun);
  const compared = useProject((state) => state.comparedRuns);
  const toggle = (id: string) =>
    actions.compareRuns(compared.includes(id) ? compared.filter((other) => other !== id) : [...compared, id]);
  if (runs.length === 0) return <p className={classes.quiet}>{words.none}</p>;
  return (
    <>
      {/* The newest first: it is the one that is looked at. */}
      <ol className={classes.list} reversed>
        {runs.toReversed().map((run) => (
          <RunItem
            key={run.id}
            run={run}
            name={format.text(runName(run, previousRun(runs, run)))}
            isCurrent={run.id === current}
            isCompared={compared.includes(run.id)}
            onToggle={() => toggle(run.id)}
          />
        ))}
      </ol>
      {runs.length > 1 && (
        <div className={classes.compare}>
          <p className={classes.quiet} aria-live="polite">
            {compared.length > 1 ? words.comparing(format.number(compared.length)) : words.compareHint}
          </p>
          {compared.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => actions.compareRuns([])}>
              {words.stopComparing}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
