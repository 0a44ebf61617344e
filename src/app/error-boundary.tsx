/** The last net: a mistake of ours takes down the view, not the work. Offers the project as a file and the diagnostics. */
import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useMessages } from "../i18n/locale";
import type { Workbench } from "../state/workbench";
import { CopyButton } from "../ui/controls/copy-button";
import { DownloadButton } from "../ui/controls/download-button";
import { projectFileName } from "../state/project-file-name";
import { diagnosticsText } from "./diagnostics";
import classes from "./error-boundary.module.css";

interface ErrorBoundaryProps {
  readonly workbench: Workbench;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: unknown;
  readonly isBroken: boolean;
}

/** A class because React catches errors of the view in classes only. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, isBroken: false };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error, isBroken: true };
  }

  override render() {
    const { workbench, children } = this.props;
    const { error, isBroken } = this.state;
    if (!isBroken) return children;
    return (
      <Broken workbench={workbench} error={error} onAgain={() => this.setState({ error: null, isBroken: false })} />
    );
  }
}

interface BrokenProps {
  readonly workbench: Workbench;
  readonly error: unknown;
  readonly onAgain: () => void;
}

function Broken({ workbench, error, onAgain }: BrokenProps) {
  const words = useMessages().app.broken;
  const name = workbench.project.getState().project.name;
  return (
    <div className={classes.broken} role="alert">
      <h1 className={classes.title}>{words.title}</h1>
      <p>{words.text}</p>
      <div className={classes.actions}>
        <DownloadButton
          variant="filled"
          label={words.save}
          fileName={projectFileName(name)}
          make={() => workbench.actions.saveProjectFile()}
          onFailure={(failure) => workbench.actions.report(failure)}
        />
        <Button variant="default" onClick={onAgain}>
          {words.again}
        </Button>
        <Button variant="default" onClick={() => location.reload()}>
          {words.reload}
        </Button>
        <CopyButton text={() => diagnosticsText(workbench, error)} label={words.copy} />
      </div>
      <details>
        <summary>{words.detail}</summary>
        <pre className={classes.detail}>{error instanceof Error ? error.message : String(error)}</pre>
      </details>
    </div>
  );
}
