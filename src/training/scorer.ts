/** Scores of an epoch: the training rows (a sample of a large table) and the validation rows, both with the weights at its end. */
import type { Random } from "../core/random";
import { permutation } from "../core/random";
import type { SubsetScore } from "../core/run";
import { chunkRowsOf } from "../tensor/chunk";
import { lossOf } from "../tensor/losses/registry";
import type { Network } from "../tensor/network";
import type { Rows, RowSource } from "../tensor/rows";
import { createRowSource, paddingOf, rowCountOf } from "../tensor/rows";
import type { ScoringSet } from "../tensor/scoring";
import { createScoringSet, readSums } from "../tensor/scoring";
import type { NetworkProblem } from "./network-problem";
import type { Pace } from "./pace";

/**
 * Of more training rows than this a fixed seeded sample is scored: the curve needs no more. Of pictures fewer, for scoring one takes
 * a third of the time of learning from it; of windows of a text even fewer, for each has many answers.
 */
const sampleRows = { tables: 4096, pictures: 1024, windows: 256 };

export interface Scorer {
  /** null where the signal came in between. The loss is the one that is minimised, class weights included. */
  score(
    pace: Pace,
    signal: AbortSignal,
  ): Promise<{ readonly train: SubsetScore; readonly validation: SubsetScore | null } | null>;
  dispose(): void;
}

export function createScorer(
  network: Network,
  problem: NetworkProblem,
  source: RowSource,
  random: Random,
  capBytes: number,
): Scorer {
  const { train, validation, metric } = problem;
  const loss = lossOf(problem.loss);
  const chunk = chunkRowsOf(problem.spec);
  const rowCount = rowCountOf(train);
  const isPictures = problem.spec.inputShape.length === 3;
  const most = isPictures ? sampleRows.pictures : loss.unfold ? sampleRows.windows : sampleRows.tables;
  const scored =
    rowCount <= most
      ? Int32Array.from({ length: rowCount }, (_, row) => row)
      : Int32Array.from(permutation(rowCount, random).subarray(0, most).sort());
  const sets = [judged(train, createScoringSet(network, source, loss, scored, paddingOf(train), chunk), scored)];
  const owners: { dispose(): void }[] = [sets[0]!.set]; // made above
  if (validation && rowCountOf(validation) > 0) {
    const all = Int32Array.from({ length: rowCountOf(validation) }, (_, row) => row);
    const validationSource = createRowSource(validation, loss, capBytes);
    const set = createScoringSet(network, validationSource, loss, all, paddingOf(validation), chunk);
    sets.push(judged(validation, set, all));
    owners.push(set, validationSource);
  }
  return {
    async score(pace, signal) {
      for (const { set } of sets) {
        set.clear();
        for (let chunk = 0; chunk < set.chunkCount; chunk++) {
          set.add(chunk);
          await pace.breathe();
        }
      }
      if (signal.aborted) return null;
      const sums = await readSums(sets.map(({ set }) => set));
      pace.caughtUp();
      const scores = sets.map(({ weight, count }, i) => ({
        loss: sums[i]!.loss / weight, // one for each set
        metric: metric(sums[i]!.error / count, sums[i]!.loss / weight), // one for each set
      }));
      return { train: scores[0]!, validation: scores[1] ?? null }; // the training rows come first
    },
    dispose: () => owners.forEach((owner) => owner.dispose()),
  };
}

/** A scoring set with the total weight of its rows and the number of those that count. */
function judged(rows: Rows, set: ScoringSet, scored: Int32Array) {
  let weight = 0;
  let count = 0;
  for (const row of scored) {
    weight += rows.weights[row]!; // row numbers of `rows`
    if (rows.weights[row]! > 0) count += 1; // row numbers of `rows`
  }
  return { set, weight, count };
}
