/** Writes checkpoints as a fit goes on: at most one a second, so that short epochs are not slowed down by them. */
import type { Checkpoint } from "../../core/estimator";

const leastMs = 1_000;

export interface CheckpointWriter {
  /** Called at the end of an epoch: takes the state now, and lets the fit go on while it is written. */
  offer(make: () => Promise<Checkpoint>): Promise<void>;
  /** Whether a checkpoint is stored, once all has been written. */
  settle(): Promise<boolean>;
}

export function createCheckpointWriter(
  write: (checkpoint: Checkpoint) => Promise<boolean>,
  isStored: boolean,
  now: () => number,
): CheckpointWriter {
  let writing = Promise.resolve(isStored);
  let lastMs = -Infinity;
  return {
    async offer(make) {
      if (now() - lastMs < leastMs) return;
      await writing;
      const checkpoint = await make();
      lastMs = now();
      writing = write(checkpoint);
    },
    settle: () => writing,
  };
}
