/** The Use step: predict new cases, and take the work along. */
import { Button } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { givesWindowsBack } from "../../core/task";
import { useFormat, useMessages } from "../../i18n/locale";
import { asksWindows, isWindowed } from "../../core/task";
import { currentRunOf } from "../../state/current-run";
import { projectFileName } from "../../state/project-file-name";
import { DownloadButton } from "../../ui/controls/download-button";
import { EmptyState } from "../../ui/controls/empty-state";
import { Section } from "../../ui/controls/section";
import { useActions, useProject } from "../workbench";
import { BatchPredict } from "./batch-predict";
import { CaseForm } from "./case-form";
import { ForecastUse } from "./forecast-use";
import { PictureCase } from "./picture-case";
import classes from "./use.module.css";
import { WindowUse } from "./window-use";
import { WriteTexts } from "./write-texts";

/** Fetched with the other steps, before the page asks for nothing any more. */
export const loadRunWords = async () => ({ default: (await import("./run-words")).RunWords });
const RunWords = lazy(loadRunWords);

export function UsePanel() {
  const { use } = useMessages();
  const format = useFormat();
  const actions = useActions();
  const run = useProject(currentRunOf);
  const datasets = useProject((state) => state.project.datasets);
  const projectName = useProject((state) => state.project.name);
  const info = datasets.find((dataset) => dataset.id === run?.request.dataset);
  const columns = useMemo(() => {
    const names = new Set(run?.request.task.features);
    return info?.columns.filter((column) => names.has(column.name)) ?? [];
  }, [info, run?.request.task.features]);
  const pictures = columns.find(({ kind }) => kind === "image");
  if (!run?.hasModel) {
    return (
      <EmptyState title={use.noModel} action={<Button onClick={() => actions.goTo("train")}>{use.toTrain}</Button>} />
    );
  }
  const { task } = run.request;
  const writes = task.kind === "generation";
  const isOfWords = task.kind === "embedding";
  const hasRows = !writes && !isOfWords && !isWindowed(task);
  return (
    <div className={classes.panel}>
      <header>
        <h1>{use.title}</h1>
        <p className={classes.quiet}>{use.model(format.number(run.number))}</p>
      </header>
      {writes && <WriteTexts key={run.id} run={run} />}
      {isOfWords && (
        <Suspense fallback={null}>
          <RunWords key={`words ${run.id}`} run={run} />
        </Suspense>
      )}
      {task.kind === "forecasting" && <ForecastUse key={run.id} run={run} task={task} />}
      {asksWindows(task) && <WindowUse key={run.id} run={run} task={task} />}
      {pictures && <PictureCase key={run.id} run={run} column={pictures} />}
      {columns.length > 0 && !pictures && hasRows && !givesWindowsBack(task) && (
        <CaseForm key={run.id} run={run} columns={columns} />
      )}
      {hasRows && <BatchPredict key={`batch ${run.id}`} run={run} />}
      <Section title={use.keep} note={use.keepNote}>
        <div>
          <DownloadButton
            label={use.saveProject}
            fileName={projectFileName(projectName)}
            make={actions.saveProjectFile}
            onFailure={actions.report}
          />
        </div>
      </Section>
    </div>
  );
}
