/** One run in the list: number, what is different in it, how it stands or how good it is. */
import { ActionIcon, Checkbox } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { Run } from "../core/run";
import { useFormat, useMessages } from "../i18n/locale";
import { useActions } from "../panels/workbench";
import classes from "./runs-side.module.css";

export interface RunItemProps {
  readonly run: Run;
  readonly name: string;
  readonly isCurrent: boolean;
  readonly isCompared: boolean;
  readonly onToggle: () => void;
}

export function RunItem({ run, name, isCurrent, isCompared, onToggle }: RunItemProps) {
  const words = useMessages().app.runs;
  const format = useFormat();
  const actions = useActions();
  const named = `${format.number(run.number)} ${name}`;
  const isLive = run.phase === "fitting" || run.phase === "paused";
  return (
    <li className={classes.item} data-current={isCurrent || undefined}>
      <Checkbox
        size="xs"
        className={classes.tick ?? ""}
        aria-label={words.compareRun(named)}
        checked={isCompared}
        onChange={onToggle}
      />
      <button
        type="button"
        className={classes.pick}
        aria-current={isCurrent || undefined}
        onClick={() => actions.selectRun(run.id)}
      >
        <span className={classes.name}>
          <span className={classes.number}>{format.number(run.number)}</span> {name}
        </span>
        <span className={classes.facts}>
          <Phase run={run} />
        </span>
        {isLive && run.progress && (
          <span className={classes.track} aria-hidden>
            <span className={classes.fill} style={{ width: `${shareDone(run) * 100}%` }} />
          </span>
        )}
      </button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        className={classes.remove ?? ""}
        aria-label={words.remove(named)}
        onClick={() => void actions.deleteRun(run.id).catch(actions.report)}
      >
        <IconTrash size={14} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  );
}

/** The score where there is one, else how the run stands. */
function Phase({ run }: { run: Run }) {
  const { labels, app, writing, embeddings, reconstruction } = useMessages();
  const words = app.runs;
  const format = useFormat();
  const metrics = run.evaluation?.test.metrics;
  const epochs = run.progress && words.epoch(format.number(run.progress.epoch), format.number(run.progress.epochs));
  const isLive = run.phase === "fitting" || run.phase === "paused";
  return (
    <>
      <span data-phase={run.phase} className={classes.phase}>
        {words.phases[run.phase]}
        {isLive && epochs && ` · ${epochs}`}
      </span>
      {!isLive && metrics && (
        <span className={classes.score} title={words.onTest}>
          {metrics.kind === "multilabel"
            ? `${labels.meanAuc} ${format.number(metrics.rocAuc)}`
            : metrics.kind === "classification"
              ? `${words.accuracy} ${format.percent(metrics.accuracy)}`
              : metrics.kind === "generation"
                ? metrics.exactMatch !== undefined
                  ? `${writing.metrics.exactMatch.term} ${format.percent(metrics.exactMatch)}`
                  : `${writing.metrics.perplexity.term} ${format.significant(metrics.perplexity)}`
                : metrics.kind === "embedding"
                  ? `${embeddings.metrics.rankedRight.term} ${format.percent(metrics.rankedRight)}`
                  : metrics.kind === "reconstruction" && !Number.isNaN(metrics.rocAuc)
                    ? `${reconstruction.area} ${format.number(metrics.rocAuc)}`
                    : `${words.mae} ${format.significant(metrics.mae)}`}
        </span>
      )}
    </>
  );
}

function shareDone({ progress }: Run): number {
  return progress && progress.steps > 0 ? Math.min(1, progress.step / progress.steps) : 0;
}
