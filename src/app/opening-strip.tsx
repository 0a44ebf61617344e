/** Files that were dropped while another step is open: how far they are, or why they were refused. Start and Data show it themselves. */
import { useState } from "react";
import type { Failure } from "../core/failure";
import { useActions, useProject, useView } from "../panels/workbench";
import { FailureBox } from "../ui/controls/failure-box";
import { OpeningProgress } from "../ui/controls/opening-progress";
import classes from "./shell.module.css";

export function OpeningStrip() {
  const { cancelOpening } = useActions();
  const step = useView((view) => view.step);
  const opening = useProject((state) => state.opening);
  const failure = useProject((state) => state.openFailure);
  const [closed, setClosed] = useState<Failure | null>(null);
  if (step === "start" || step === "data") return null;
  if (opening) {
    return (
      <div className={classes.strip}>
        <OpeningProgress {...opening} onCancel={cancelOpening} />
      </div>
    );
  }
  if (!failure || failure === closed) return null;
  return (
    <div className={classes.strip}>
      <FailureBox failure={failure} onClose={() => setClosed(failure)} />
    </div>
  );
}
