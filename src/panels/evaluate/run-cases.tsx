/** The test cases of a run: charts of them, and the cases themselves, as pictures where they are. */
import { Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import { answerName } from "../../core/answer-columns";
import type { DatasetInfo } from "../../core/dataset";
import type { Evaluation, UnitRule } from "../../core/metrics";
import type { Run } from "../../core/run";
import { useProject } from "../workbench";
import { CaseGallery, type Cell } from "./case-gallery";
import { CaseTable } from "./case-table";
import { ClassTable } from "./class-table";
import { ClassificationCharts } from "./classification-charts";
import { RegressionCharts } from "./regression-charts";
import { unitCases } from "./unit-cases";
import { useCases } from "./use-cases";

export interface RunCasesProps {
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** null: each row is a case. */
  readonly rule: UnitRule | null;
}

export function RunCases({ run, evaluation, rule }: RunCasesProps) {
  const { dataset: id, task } = run.request;
  const cases = useCases(run.id);
  const dataset = useProject((state) => state.project.datasets.find((known) => known.id === id));
  const [cell, setCell] = useState<Cell | null>(null);
  const { metrics } = evaluation;
  const positive = metrics.kind === "classification" ? metrics.positive : null;
  const charted = useMemo(
    () => (cases && rule !== null ? unitCases(cases, rule, positive) : cases),
    [cases, rule, positive],
  );
  const column = dataset && pictureFeature(dataset, task.features);
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
              : {})}
          />
          {cases && dataset && column && (
            <CaseGallery
              dataset={dataset}
              column={column}
              target={answerName(task)}
              cases={cases}
              cell={cell}
              onCell={setCell}
            />
          )}
          {metrics.categories.length > 2 && <ClassTable metrics={metrics} />}
        </>
      ) : metrics.kind === "multilabel" ? null : cases ? (
        <RegressionCharts cases={cases} target={answerName(task)} dataset={id} />
      ) : (
        <Skeleton height={280} />
      )}
      {cases && metrics.kind !== "multilabel" && !(column && metrics.kind === "classification") && (
        <CaseTable cases={cases} dataset={id} />
      )}
    </>
  );
}

/** The column of pictures that the model looked at. */
function pictureFeature({ columns }: DatasetInfo, features: readonly string[] | undefined): string | null {
  return columns.find(({ kind, name }) => kind === "image" && features?.includes(name))?.name ?? null;
}
