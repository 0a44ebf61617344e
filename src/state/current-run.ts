import type { Run } from "../core/run";
import type { ProjectState } from "./workbench";

/** The run that the Train, Evaluate and Use steps are about. */
export function currentRunOf(state: ProjectState): Run | null {
  const { runs, currentRun } = state.project;
  return runs.find((run) => run.id === currentRun) ?? null;
}
