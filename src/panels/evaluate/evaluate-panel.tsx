/** The Evaluate step: how good the run is on rows it has never seen, beside the simplest rule there is. */
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Evaluation, UnitRule } from "../../core/evaluation";
import type { Run } from "../../core/run";
import type { RunPhase } from "../../core/run-phase";
import { useFormat, useMessages } from "../../i18n/locale";
import { sentenceOf } from "../../metrics/summary";
import { currentRunOf } from "../../state/current-run";
import { EmptyState } from "../../ui/controls/empty-state";
import { FailureBox } from "../../ui/controls/failure-box";
import { useActions, useProject } from "../workbench";
import { BeforeAfter } from "./before-after";
import classes from "./evaluate.module.css";
import { LearningRun } from "./learning-run";
import { OtherData } from "./other-data";
import { runBefore } from "./run-before";
import { RivalRuns } from "./rival-runs";
import { RunCases } from "./run-cases";
import { ScoreTable } from "./score-table";
import { StaleData } from "./stale-data";
import { evaluationBy, UnitSwitch } from "./unit-switch";

export function EvaluatePanel() {
  const { evaluate } = useMessages();
  const actions = useActions();
  const run = useProject(currentRunOf);
  const evaluation = run?.evaluation?.test;
  if (run && !evaluation && livePhases.includes(run.phase)) return <LearningRun run={run} />;
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

/** Writing and vectors of words are judged where they were fitted. */
function isOfTexts({ request }: Run): boolean {
  return request.task.kind === "generation" || request.task.kind === "embedding";
}

const livePhases: readonly RunPhase[] = ["queued", "fitting", "paused"];

function RunScores({ run, evaluation: perRow }: { run: Run; evaluation: Evaluation }) {
  const { evaluate, forecast } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const runs = useProject((state) => state.project.runs);
  const [rule, setRule] = useState<UnitRule | null>(null);
  const evaluation = evaluationBy(perRow, rule);
  const before = useMemo(() => runBefore(runs, run), [runs, run]);
  const { unit: counted } = evaluation;
  const unit = counted === "windows" ? forecast.windows : counted === "rows" ? evaluate.rows : evaluate.groups(counted);
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
      <StaleData run={run} />
      {perRow.byUnit && <UnitSwitch units={perRow.byUnit} rule={rule} onRule={setRule} />}
      <p className={classes.sentence} data-testid="verdict">
        {format.text(sentenceOf(evaluation))}
      </p>
      <RivalRuns run={run} />
      {before && <BeforeAfter before={before} after={run} rule={rule} />}
      <ScoreTable evaluation={evaluation} />
      <RunCases key={rule} run={run} evaluation={evaluation} rule={rule} />
      {run.hasModel && !isOfTexts(run) && <OtherData key={`other ${run.id}`} run={run} />}
    </div>
  );
}
