/** Which words or squares the network of a run attends to, while it learns and later. */
import { useCallback, useState } from "react";
import type { AttentionLook } from "../core/attention-look";
import type { Run } from "../core/run";
import { useLiveAnswer, type LiveAnswer } from "./use-live-answer";
import { useActions, useProject } from "./workbench";

export interface AttentionState extends LiveAnswer<AttentionLook> {
  readonly isLive: boolean;
  /** Whether it reads pictures cut into squares, and no words. */
  readonly isPictured: boolean;
  readonly onRow: (row: number) => void;
  readonly onLayer: (layer: number) => void;
}

/** Whether the network of a run has attention and reads words or squares of pictures. A run says something ten times a second; this seldom changes. */
export function useAttends(run: string | undefined): boolean {
  return useProject(({ project }) => canBeShown(project.runs.find(({ id }) => id === run)));
}

/** `row` is chosen elsewhere; null: here, and by the engine at first. */
export function useAttention(run: string, row: number | null): AttentionState {
  const { attend } = useActions();
  const phase = useProject(({ project }) => project.runs.find(({ id }) => id === run)?.phase);
  const hasModel = useProject(({ project }) => project.runs.find(({ id }) => id === run)?.hasModel);
  const isPictured = useProject(({ project }) => isCut(project.runs.find(({ id }) => id === run)));
  const [picked, onRow] = useState<number | null>(null);
  const [layer, onLayer] = useState(none);
  const wanted = row ?? picked;
  const ask = useCallback(() => attend(run, wanted, layer), [attend, run, wanted, layer]);
  const isLive = phase === "fitting";
  const answer = useLiveAnswer(run, ask, isLive, `${phase} ${hasModel}`);
  return { ...answer, isLive, isPictured, onRow, onLayer };
}

/** No layer is chosen: the engine does. */
const none = -1;

const attending: ReadonlySet<string> = new Set(["attention-gate", "self-attention", "transformer-block"]);

function canBeShown(run: Run | undefined): boolean {
  if (run?.request.task.kind === "generation") return false;
  const attends = run?.network?.layers.some(({ type }) => attending.has(type)) ?? false;
  return attends && (isCut(run) || (run?.request.pipeline.some(({ kind }) => kind === "tokens") ?? false));
}

function isCut(run: Run | undefined): boolean {
  return run?.network?.layers[0]?.type === "patches";
}
