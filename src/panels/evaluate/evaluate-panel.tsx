/** The Evaluate step: how good the run is on rows it has never seen, beside the simplest rule there is. */
import { Button, Skeleton } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { Evaluation } from "../../core/metrics";
import type { Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { sentenceOf } from "../../metrics/summary";
import { currentRunOf } from "../../state/current-run";
import { EmptyState } from "../../ui/controls/empty-state";
import { FailureBox } from "../../ui/controls/failure-box";
import { useActions, useProject } from "../workbench";
import { CaseTable } from "./case-table";
import { ClassTable } from "./class-table";
import { ClassificationCharts } from "./classification-charts";
import classes from "./evaluate.module.css";
import { RegressionCharts } from "./regression-charts";
import { ScoreTable } from "./score-table";
import { useCases } from "./use-cases";

export function EvaluatePanel() {
  const { evaluate } = useMessages();
  const actions = useActions();
  const run = useProject(currentRunOf);
  const evaluation = run?.evaluation?.test;
  if (!run || !evaluation) {
    return (
      <EmptyState
        title={run?.phase === "failed" ? evaluate.failedRun : evaluate.noRun}
        action={<Button onClick={() => actions.goTo("train")}>{evaluate.toTrain}</Button>}
      />
    );
  }
  return <RunScores key={run.id} run={run} evaluation={evaluation} />;
}

function RunScores({ run, evaluation }: { run: Run; evaluation: Evaluation }) {
  const { evaluate } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const cases = useCases(run.id);
  const { metrics } = evaluation;
  const { dataset, task } = run.request;
  const unit = evaluation.unit === "rows" ? evaluate.rows : evaluate.groups(evaluation.unit);
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <div>
          <h1>{evaluate.title}</h1>
          <p className={classes.quiet}>
            {evaluate.of(format.number(run.number))} · {evaluate.testRows(format.number(evaluation.n), unit)}
          </p>
        </div>
        <Button rightSection={<IconArrowRight size={16} aria-hidden />} onClick={() => actions.goTo("use")}>
          {evaluate.next}
        </Button>
      </header>
      {run.phase === "stopped" && <p className={classes.quiet}>{evaluate.stoppedRun}</p>}
      {run.failure && <FailureBox failure={run.failure} />}
      <p className={classes.sentence} data-testid="verdict">
        {format.text(sentenceOf(evaluation))}
      </p>
      <ScoreTable evaluation={evaluation} />
      {metrics.kind === "classification" ? (
        <>
          <ClassificationCharts evaluation={evaluation} metrics={metrics} cases={cases} dataset={dataset} />
          {metrics.categories.length > 2 && <ClassTable metrics={metrics} />}
        </>
      ) : cases ? (
        <RegressionCharts cases={cases} target={task.target} dataset={dataset} />
      ) : (
        <Skeleton height={280} />
      )}
      {cases && <CaseTable cases={cases} dataset={dataset} />}
    </div>
  );
}
