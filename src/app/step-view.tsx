/** The step that fills the page; a quiet sketch of it until its code has arrived. */
import { createElement, lazy, Suspense } from "react";
import type { StepId } from "../core/project";
import { useMessages } from "../i18n/locale";
import { panels } from "../panels/registry";
import { useWorkbench } from "../panels/workbench";
import { ErrorBoundary } from "./error-boundary";
import classes from "./step-view.module.css";

const views = new Map(panels.map(({ id, load }) => [id, lazy(async () => ({ default: await load() }))]));

export function StepView({ step }: { step: StepId | "start" }) {
  const workbench = useWorkbench();
  const View = views.get(step);
  return (
    // A step that breaks leaves the frame and the other steps standing.
    <ErrorBoundary key={step} workbench={workbench}>
      <Suspense fallback={<StepSkeleton step={step} />}>{View && createElement(View)}</Suspense>
    </ErrorBoundary>
  );
}

function StepSkeleton({ step }: { step: StepId | "start" }) {
  const words = useMessages().app;
  return (
    <div className={classes.skeleton} role="status" aria-label={words.controls.loading}>
      <h1 className="lb-hidden">{words.steps[step]}</h1>
      <div className={classes.title} />
      <div className={classes.line} />
      <div className={classes.block} />
    </div>
  );
}
