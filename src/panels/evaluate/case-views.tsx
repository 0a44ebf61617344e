/** Charts of judged cases and the cases themselves, as pictures where they are. */
import { Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ColumnKind } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { Evaluation, UnitRule } from "../../core/evaluation";
import type { Cases, Run } from "../../core/run";
import { isWindowed, type Task } from "../../core/task";
import type { Fact } from "../../ui/pictures/picture-dialog";
import { useProject } from "../workbench";
import { CaseAttention } from "./case-attention";
import { CaseGallery, type Cell } from "./case-gallery";
import { CaseTable } from "./case-table";
import { ClassTable } from "./class-table";
import { ClassificationCharts } from "./classification-charts";
import { RegressionCharts } from "./regression-charts";
import { unitCases } from "./unit-cases";

export interface CaseViewsProps {
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** Row by row; null while they are on their way. */
  readonly cases: Cases | null;
  /** null: each row is a case. */
  readonly rule: UnitRule | null;
  /** What is predicted. */
  readonly target: string;
  /** Whether the classes stand in the column `target`, so that a label can be corrected there. */
  readonly canRelabel: boolean;
  /** What is said of a case when it is large, in place of its classes. */
  readonly factsOf?: (row: number) => readonly Fact[];
}

export function CaseViews({ run, evaluation, cases, rule, target, canRelabel, factsOf }: CaseViewsProps) {
  const { dataset: id, task } = run.request;
  const dataset = useProject((state) => state.project.datasets.find((known) => known.id === id));
  const [cell, setCell] = useState<Cell | null>(null);
  const { metrics } = evaluation;
  const positive = metrics.kind === "classification" ? metrics.positive : null;
  const charted = useMemo(
    () => (cases && rule !== null ? unitCases(cases, rule, positive) : cases),
    [cases, rule, positive],
  );
  const column = dataset && featureOf("image", dataset, task.features);
  return (
    <>
      {metrics.kind === "classification" ? (
        <>
          <ClassificationCharts
            evaluation={evaluation}
            metrics={metrics}
            cases={charted}
            dataset={id}
            {...(column
              ? { cell, onCell: setCell, counts: rule === null ? "pictures" : { unit: evaluation.unit } }
              : evaluation.rowUnit === "windows"
                ? { counts: evaluation.rowUnit }
                : {})}
          />
          {cases && dataset && column && (
            <CaseGallery
              dataset={dataset}
              column={column}
              target={canRelabel ? target : null}
              cases={cases}
              cell={cell}
              onCell={setCell}
              {...(factsOf ? { factsOf } : {})}
            />
          )}
          {metrics.categories.length > 2 && <ClassTable metrics={metrics} />}
        </>
      ) : cases ? (
        <RegressionCharts cases={cases} target={target} dataset={id} />
      ) : (
        <Skeleton height={280} />
      )}
      {cases && !(column && metrics.kind === "classification") && (
        <CaseTable
          cases={cases}
          dataset={id}
          text={(dataset && featureOf("text", dataset, task.features)) ?? timeOf(task)}
        />
      )}
      {cases && <CaseAttention run={run.id} cases={cases} dataset={id} />}
    </>
  );
}

/** What orders the rows of windows. */
function timeOf(task: Task): string | null {
  return isWindowed(task) ? (task.window.time ?? null) : null;
}

/** The column of pictures or the first one of texts that the model was given. */
function featureOf(
  wanted: ColumnKind,
  { columns }: DatasetInfo,
  features: readonly string[] | undefined,
): string | null {
  return columns.find(({ kind, name }) => kind === wanted && features?.includes(name))?.name ?? null;
}
