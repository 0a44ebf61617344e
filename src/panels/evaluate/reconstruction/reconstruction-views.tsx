/** Rows that were given back: their errors with the threshold, the map of their codes, and the rows themselves. */
import { Skeleton } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Evaluation } from "../../../core/evaluation";
import type { Cases, Run } from "../../../core/run";
import { inEveryLanguage } from "../../../core/wording";
import { createFormat, useFormat, useMessages } from "../../../i18n/locale";
import { messages } from "../../../i18n/messages";
import { BinsChart, type Bin } from "../../../ui/charts/bins-chart";
import type { PredictOn } from "../../../state/workbench";
import { ScoreTimeline } from "../../../ui/charts/score-timeline";
import { useScores } from "../../use-scores";
import { useActions, useProject } from "../../workbench";
import classes from "../evaluate.module.css";
import { CodeMap } from "./code-map";
import { errorBins, worstFirst } from "./error-cases";
import { ErrorGallery } from "./error-gallery";
import { InputTable } from "./input-table";
import { KindTable } from "./kind-table";
import { ThresholdStrip } from "./threshold-strip";

export interface ReconstructionViewsProps {
  readonly run: Run;
  readonly evaluation: Evaluation;
  /** null while they are on their way. */
  readonly cases: Cases | null;
}

const binCount = 24;

export function ReconstructionViews({ run, evaluation, cases }: ReconstructionViewsProps) {
  const { reconstruction: words } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const { dataset: id, task } = run.request;
  const dataset = useProject((state) => state.project.datasets.find((known) => known.id === id));
  const selection = useProject((state) => state.selection);
  const selected = useMemo(() => new Set(selection?.dataset === id ? selection.rows : []), [selection, id]);
  const [tried, setTried] = useState<number | null>(null);
  const ranked = useMemo(() => (cases ? worstFirst(cases) : []), [cases]);
  const fitted = cases?.reconstruction?.threshold ?? NaN;
  const threshold = tried ?? fitted;
  const bins = useMemo(() => errorBins(ranked, threshold, binCount), [ranked, threshold]);
  const { metrics } = evaluation;
  if (!cases?.reconstruction || metrics.kind !== "reconstruction") return <Skeleton height={280} />;
  const column = dataset?.columns.find(({ kind, name }) => kind === "image" && task.features?.includes(name));
  const pick = (row: number) =>
    actions.select({
      ...{ dataset: id, rows: [row] },
      label: inEveryLanguage((locale) =>
        messages[locale].reconstruction.rowLabel(createFormat(locale).number(row + 1)),
      ),
    });
  const pickBin = ({ rows, from, to }: Bin) =>
    actions.select({
      ...{ dataset: id, rows },
      label: inEveryLanguage((locale) => {
        const { number, significant } = createFormat(locale);
        return messages[locale].reconstruction.binLabel(number(rows.length), significant(from), significant(to));
      }),
    });
  const flagged = ranked.filter(({ error }) => error > threshold).length;
  return (
    <>
      <ThresholdStrip
        cases={ranked}
        usualErrors={cases.reconstruction.usualErrors}
        normal={metrics.normal}
        fitted={fitted}
        threshold={threshold}
        onThreshold={setTried}
      />
      {cases.reconstruction.windows && <RunTimeline run={run.id} dataset={id} threshold={threshold} />}
      <div className={classes.charts}>
        <BinsChart
          title={words.errors}
          summary={words.errorsSummary(
            format.number(flagged),
            format.number(ranked.length),
            format.significant(threshold),
          )}
          xLabel={words.errorOfRow}
          bins={bins}
          markedFrom={threshold}
          selected={selected}
          onSelect={pickBin}
          onFailure={actions.report}
        />
        <CodeMap cases={cases} dataset={dataset} column={column?.name ?? null} selected={selected} onPick={pick} />
      </div>
      {metrics.byCategory.length > 0 && <KindTable metrics={metrics} />}
      {cases.reconstruction.inputs.length > 0 && <InputTable cases={cases} threshold={threshold} />}
      <ErrorGallery
        run={run.id}
        cases={ranked}
        threshold={threshold}
        windows={cases.reconstruction.windows ?? null}
        selected={selected}
        onPick={pick}
      />
    </>
  );
}

function RunTimeline({ run, dataset, threshold }: { run: string; dataset: string; threshold: number }) {
  const { report } = useActions();
  const on = useMemo((): PredictOn => ({ kind: "dataset", dataset }), [dataset]);
  const scores = useScores(run, on);
  return <ScoreTimeline {...scores} threshold={threshold} onFailure={report} />;
}
