/** The validation loss of several runs in one chart. */
import type { Run } from "../../core/run";
import { useFormat, useMessages } from "../../i18n/locale";
import { previousRun, runName } from "../../state/run-name";
import { CurveChart } from "../../ui/charts/curve-chart";
import { Section } from "../../ui/controls/section";
import { categoryColor } from "../../ui/theme";
import { useActions, useProject } from "../workbench";
import { useAtMostEvery } from "./use-at-most-every";

export function ComparedRuns() {
  const { train, charts } = useMessages();
  const format = useFormat();
  const { report } = useActions();
  const runs = useAtMostEvery(
    useProject((state) => state.project.runs),
    1_000,
    0.75,
  );
  const compared = useProject((state) => state.comparedRuns);
  const shown = runs.filter((run) => compared.includes(run.id) && run.history.length > 0);
  if (shown.length < 2) return null;
  const nameOf = (run: Run) => `${run.number} ${format.text(runName(run, previousRun(runs, run)))}`;
  return (
    <Section title={train.compare} note={train.compareNote}>
      <CurveChart
        title={train.loss}
        summary={shown
          .map((run) => `${nameOf(run)}: ${format.significant(run.history.at(-1)?.validation?.loss ?? Number.NaN)}`)
          .join("; ")}
        xLabel={charts.epoch}
        yLabel={train.lossAxis}
        series={shown.map((run, index) => ({
          id: run.id,
          label: nameOf(run),
          color: categoryColor(index),
          points: run.history.map((record) => ({ x: record.epoch, y: (record.validation ?? record.train).loss })),
        }))}
        onFailure={report}
      />
    </Section>
  );
}
