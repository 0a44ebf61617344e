/** Writes checkpoints as a fit goes on: at most one a second, so that short epochs are not slowed down by them. */
import type { Checkpoint } from "../../core/estimator";

const leastMs = 1_000;

export interface CheckpointWriter {
  /** Called at the end of an epoch: takes the state now, and lets the fit go on while it is written. */
  offer(make: () => Promise<Checkpoint>): Promise<void>;
  /** Whether a checkpoint is stored, once all has been written. */
  settle(): Promise<boolean>;
  /** The last one: from memory where it could not be stored, else read again. Null where there is none. */
  last(): Promise<Checkpoint | null>;
}

export interface CheckpointPlace {
  /** Whether it could be stored. */
  write(checkpoint: Checkpoint): Promise<boolean>;
  read(): Promise<Checkpoint | null>;
}

export function createCheckpointWriter(place: CheckpointPlace, isStored: boolean, now: () => number): CheckpointWriter {
  let writing = Promise.resolve(isStored);
  let unstored: Checkpoint | null = null;
  let lastMs = -Infinity;
  return {
    async offer(make) {
      if (now() - lastMs < leastMs) return;
      await writing;
      const checkpoint = await make();
      lastMs = now();
      // Let go of as soon as it is stored: it is several times the size of the network.
      unstored = checkpoint;
      writing = place.write(checkpoint).then((isKept) => {
        if (isKept) unstored = null;
        return isKept;
      });
    },
    settle: () => writing,
    async last() {
      await writing;
      return unstored ?? place.read();
    },
  };
}
