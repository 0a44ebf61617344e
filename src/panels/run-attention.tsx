/** The attention of a run's network, while it learns and later: nothing where the run is of anything else. Its program comes when there is some. */
import { lazy, Suspense } from "react";
import type { Run } from "../core/run";
import { useProject } from "./workbench";

/** Fetched with the other steps, before the page asks for nothing any more. */
export const loadAttention = async () => ({
  default: (await import("./attention-section")).AttentionSection,
});
const AttentionSection = lazy(loadAttention);

export interface RunAttentionProps {
  readonly run: string | undefined;
  /** The row whose text is looked at, where it is chosen elsewhere. */
  readonly row?: number | undefined;
}

export function RunAttention({ run: id, row }: RunAttentionProps) {
  // A run says something ten times a second; these only change when something else is to be seen.
  const isReader = useProject(({ project }) => attendsToWords(project.runs.find((run) => run.id === id)));
  const phase = useProject(({ project }) => project.runs.find((run) => run.id === id)?.phase);
  const hasModel = useProject(({ project }) => project.runs.find((run) => run.id === id)?.hasModel);
  if (id === undefined || !isReader) return null;
  return (
    <Suspense>
      <AttentionSection run={id} isLive={phase === "fitting"} state={`${phase} ${hasModel}`} row={row ?? null} />
    </Suspense>
  );
}

const attending: ReadonlySet<string> = new Set(["attention-gate", "self-attention", "transformer-block"]);

function attendsToWords(run: Run | undefined): boolean {
  if (run?.request.task.kind === "generation") return false;
  const attends = run?.network?.layers.some(({ type }) => attending.has(type)) ?? false;
  return attends && (run?.request.pipeline.some(({ kind }) => kind === "tokens") ?? false);
}
