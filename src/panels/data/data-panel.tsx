/** The Data step: the data set in use, or where one can be opened. */
import { Button, Skeleton } from "@mantine/core";
import { useMessages } from "../../i18n/locale";
import type { SourceFile } from "../../core/source-file";
import { FailureBox } from "../../ui/controls/failure-box";
import { FileDrop } from "../../ui/controls/file-drop";
import { OpeningProgress } from "../../ui/controls/opening-progress";
import { StepHeader } from "../../ui/controls/step-header";
import { useActions, useProject } from "../workbench";
import classes from "./data-panel.module.css";
import { DatasetView } from "./dataset-view";
import { useLasting } from "./use-lasting";

export function DataPanel() {
  const dataset = useProject((state) => state.dataset);
  const isLoaded = useProject((state) => state.isLoaded);
  if (dataset) return <DatasetView key={dataset.id} dataset={dataset} />;
  return isLoaded ? <NoData /> : <Skeleton height={240} />;
}

function NoData() {
  const words = useMessages().data;
  const actions = useActions();
  const opening = useProject((state) => state.opening);
  const failure = useProject((state) => state.openFailure);
  const isOpening = useLasting(opening !== null);
  // A refusal is kept by the store and shown below.
  const open = (files: readonly SourceFile[]) => void actions.openFiles(files).catch(() => {});
  return (
    <div className={classes.panel}>
      <StepHeader title={words.title} />
      {failure && <FailureBox failure={failure} />}
      {opening && isOpening ? (
        <OpeningProgress {...opening} onCancel={actions.cancelOpening} />
      ) : (
        <FileDrop
          onFiles={open}
          onFailure={actions.report}
          actions={
            <Button variant="subtle" onClick={() => actions.goTo("start")}>
              {words.emptySamples}
            </Button>
          }
        >
          <p className={classes.emptyTitle}>{words.emptyTitle}</p>
          <p className={classes.quiet}>{words.emptyText}</p>
        </FileDrop>
      )}
    </div>
  );
}
