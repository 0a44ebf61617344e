/** One of several labels by itself: the verdict, the charts, the cases and every score, as of two classes. */
import { useMemo, useState } from "react";
import type { UnitRule } from "../../core/evaluation";
import type { Cases, Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { sentenceOf } from "../../metrics/summary";
import { Section } from "../../ui/controls/section";
import type { Fact } from "../../ui/pictures/picture-dialog";
import { CaseViews } from "./case-views";
import classes from "./evaluate.module.css";
import { labelCases, labelsOfCase, type LabelScores } from "./label-cases";
import { LabelChoice } from "./label-choice";
import { ScoreTable } from "./score-table";
import { evaluationBy, UnitSwitch } from "./unit-switch";

export interface LabelDetailProps {
  readonly run: Run;
  /** Of all labels; null while they are on their way. */
  readonly cases: Cases | null;
  readonly labels: readonly LabelScores[];
  readonly scored: LabelScores;
  readonly onChoose: (label: string) => void;
}

export function LabelDetail({ run, cases, labels, scored, onChoose }: LabelDetailProps) {
  const words = useMessages().labels;
  const format = useFormat();
  const [wanted, setRule] = useState<UnitRule | null>(null);
  const { label } = scored;
  const { byUnit } = scored.evaluation;
  // Not every label was judged by units: their pictures may differ in it.
  const rule = byUnit?.find((unit) => unit.rule === wanted)?.rule ?? null;
  const evaluation = evaluationBy(scored.evaluation, rule);
  const place = labels.indexOf(scored);
  const ofLabel = useMemo(() => cases && labelCases(cases, place, [words.no, label]), [cases, place, words.no, label]);
  /** The label that is looked at first, then the others. */
  const factsOf = (row: number): readonly Fact[] =>
    (cases ? labelsOfCase(cases, row) : [])
      .toSorted((a, b) => Number(b.label === label) - Number(a.label === label))
      .map(({ label: name, outcome, probability }) => ({
        name,
        value: words.outcome(words.outcomes[outcome], format.percent(probability)),
      }));
  return (
    <>
      <Section
        title={words.chosen(label)}
        aside={<LabelChoice labels={labels.map((known) => known.label)} chosen={label} onChoose={onChoose} />}
      >
        {byUnit && <UnitSwitch units={byUnit} rule={rule} onRule={setRule} />}
        <p className={classes.sentence} aria-live="polite" data-testid="label-verdict">
          {format.text(sentenceOf(evaluation))}
        </p>
      </Section>
      <CaseViews
        key={`${label} ${rule}`}
        run={run}
        evaluation={evaluation}
        cases={ofLabel}
        rule={rule}
        target={label}
        canRelabel={false}
        factsOf={factsOf}
      />
      <ScoreTable evaluation={evaluation} title={words.scoresOf(label)} />
    </>
  );
}
