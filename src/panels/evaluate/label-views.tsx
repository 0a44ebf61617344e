/** Several labels judged: one row each, and of the chosen one all that there is to see of two classes. */
import { useMemo, useRef, useState } from "react";
import type { Evaluation } from "../../core/evaluation";
import type { Cases, Run } from "../../core/run";
import { useMessages } from "../../i18n/locale";
import classes from "./evaluate.module.css";
import { labelScores } from "./label-cases";
import { LabelDetail } from "./label-detail";
import { LabelTable } from "./label-table";

export interface LabelViewsProps {
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** null while they are on their way. */
  readonly cases: Cases | null;
}

export function LabelViews({ run, evaluation, cases }: LabelViewsProps) {
  const { no } = useMessages().labels;
  const [chosen, setChosen] = useState<string | null>(null);
  const detail = useRef<HTMLDivElement>(null);
  const labels = useMemo(() => labelScores(evaluation, no), [evaluation, no]);
  const scored = labels.find(({ label }) => label === chosen) ?? labels[0];
  if (!scored) return null;
  const choose = (label: string) => {
    setChosen(label);
    // The table of many labels is longer than a screen.
    detail.current?.scrollIntoView({ block: "start" });
  };
  return (
    <>
      <LabelTable labels={labels} chosen={scored.label} onChoose={choose} />
      <div ref={detail} className={classes.labelDetail}>
        <LabelDetail run={run} cases={cases} labels={labels} scored={scored} onChoose={setChosen} />
      </div>
    </>
  );
}
