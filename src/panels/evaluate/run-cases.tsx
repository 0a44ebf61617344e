/** The test cases of a run: charts of them, and the cases themselves; of several labels, one label at a time. */
import { answerName } from "../../core/answer-columns";
import type { Evaluation, UnitRule } from "../../core/evaluation";
import type { Run } from "../../core/run";
import { isWindowed } from "../../core/task";
import { CaseViews } from "./case-views";
import { ForecastViews } from "./forecast-views";
import { LabelViews } from "./label-views";
import { TextViews } from "./text-views";
import { ReconstructionViews } from "./reconstruction/reconstruction-views";
import { useCases } from "./use-cases";
import { WindowRivals } from "./window-rivals";

export interface RunCasesProps {
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** null: each row is a case. */
  readonly rule: UnitRule | null;
}

export function RunCases(props: RunCasesProps) {
  // Vectors of words are judged on pairs of neighbours, not on cases.
  return props.run.request.task.kind === "embedding" ? null : <KnownCases {...props} />;
}

function KnownCases({ run, evaluation, rule }: RunCasesProps) {
  const { task } = run.request;
  const cases = useCases(run.id);
  if (task.kind === "multilabel") return <LabelViews run={run} evaluation={evaluation} cases={cases} />;
  if (task.kind === "generation") return <TextViews run={run} text={task.text} cases={cases} />;
  if (task.kind === "reconstruction") return <ReconstructionViews run={run} evaluation={evaluation} cases={cases} />;
  if (task.kind === "forecasting" && evaluation.metrics.kind === "forecasting") {
    const { metrics } = evaluation;
    return <ForecastViews run={run} task={task} evaluation={evaluation} metrics={metrics} cases={cases} />;
  }
  // A window's answer is that of other rows, too.
  return (
    <>
      <WindowRivals evaluation={evaluation} />
      <CaseViews
        run={run}
        evaluation={evaluation}
        cases={cases}
        rule={rule}
        target={answerName(task)}
        canRelabel={!isWindowed(task)}
      />
    </>
  );
}
