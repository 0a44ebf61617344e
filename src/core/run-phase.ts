/** Where a run stands. A stopped run is not a finished one. */
export type RunPhase = "queued" | "fitting" | "paused" | "stopped" | "finished" | "failed";
