/** How the learning went: loss and metric over the epochs, and a sentence on the fit. */
import { useFormat, useMessages } from "../../i18n/locale";
import { fitVerdict } from "../../metrics/fit-verdict";
import { currentRunOf } from "../../state/current-run";
import { Section } from "../../ui/controls/section";
import { useProject } from "../workbench";
import { LearningCurve } from "./learning-curve";
import classes from "./train.module.css";
import { useAtMostEvery } from "./use-at-most-every";

export function LearningCurves() {
  const { train } = useMessages();
  const format = useFormat();
  const run = useProject(currentRunOf);
  const shown = useAtMostEvery(run, run?.phase === "fitting" ? 2_000 : 0, 0.25);
  const verdict =
    shown && shown.id === run?.id && shown.history.length > 0 ? fitVerdict(shown.history, shown.bestEpoch) : null;
  return (
    <Section title={train.curves} note={verdict ? format.text(verdict) : train.noCurve}>
      <div className={classes.charts}>
        <LearningCurve score="loss" phase={0} />
        <LearningCurve score="metric" phase={0.5} />
      </div>
    </Section>
  );
}
