import { expect } from "vitest";
import type { Block } from "../core/block";
import { createRandom } from "../core/random";
import { createNetwork, type NetworkSpec } from "../tensor/network";
import { tf } from "../tensor/tf";

type Weights = Readonly<Record<string, Block>>;

/**
 * A batch of rows of tokens (below 17) that are filled up to one length gives the same as its rows one by one, as long as they
 * are. `specFor` gives a network with one output for so many steps, `weightsFor` those of its weights that such a network has.
 */
export async function expectPaddingToCountForNothing(
  specFor: (steps: number) => NetworkSpec,
  tolerance: number,
  weightsFor: (weights: Weights, steps: number) => Weights = (weights) => weights,
): Promise<void> {
  const rows = [[4, 3, 9, 2, 2], [7], [5, 1, 16]];
  const whole = createNetwork(specFor(5), createRandom(3));
  const weights = await whole.save();
  const padded = rows.map((row) => Array.from({ length: 5 }, (_, step) => row[step] ?? 0));
  const found = tf.tidy(() => [...whole.apply(tf.tensor2d(padded), null).dataSync()]);
  for (const [at, row] of rows.entries()) {
    const alone = createNetwork(specFor(row.length), createRandom(4));
    alone.load(weightsFor(weights, row.length));
    const [right] = tf.tidy(() => [...alone.apply(tf.tensor2d([row]), null).dataSync()]);
    expect(Math.abs(found[at]! - right!)).toBeLessThan(tolerance); // one for each row
    alone.dispose();
  }
  expect(new Set(found).size).toBe(rows.length);
  whole.dispose();
}
