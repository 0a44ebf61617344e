/** What families that read sequences need to know to go on writing them. */
import type { ModelSpec } from "./model-spec";
import { sequenceTasks } from "./sequence-fields";
import type { TaskKind } from "./task";

/** What families that read a text from its beginning learn. */
export const writingTasks: readonly TaskKind[] = [...sequenceTasks, "generation"];

/** A recurrent network that writes: one layer that remembers much, and small batches of long windows. */
export function recurrentWriting(units: number, learningRate: number): ModelSpec["forTask"] {
  return {
    generation: {
      hyperparameters: { embedding: 64, units: [units], bidirectional: false, dropout: 0.1 },
      training: { epochs: 8, batchSize: 16, learningRate },
    },
  };
}
