/** What a frozen network makes of pictures, worked out once. */
import { createBlock, sizeOf, type Block } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { FitContext, FitYield } from "../../core/estimator";
import { fail } from "../../core/failure";
import { largestValues, type Network } from "../../tensor/network";
import { predictRows } from "../../tensor/predict";

/** Numbers of the largest array of a piece, 8 MB: a stop is heard between two pieces. */
const pieceNumbers = 2 ** 21;
const mostPieceRows = 32;
const mostBytes = 2 ** 30;
const reportEveryMs = 100;

type Progress = (done: number) => FitYield;

/** [row, …] to [row, feature], in small pieces; null where the signal came meanwhile. Throws `fit/memory`. */
export async function* extractFeatures(
  front: Network,
  featureCount: number,
  inputs: Block,
  context: Pick<FitContext, "signal" | "whilePaused">,
  progress: Progress,
): AsyncGenerator<FitYield, Block | null> {
  const [rowCount = 0] = inputs.shape;
  const bytes = rowCount * featureCount * Float32Array.BYTES_PER_ELEMENT;
  if (bytes > mostBytes) {
    throw fail("fit/memory", { neededMb: Math.ceil(bytes / 2 ** 20), limitMb: mostBytes / 2 ** 20 });
  }
  const width = sizeOf(front.spec.inputShape);
  const piece = Math.max(1, Math.min(mostPieceRows, Math.floor(pieceNumbers / largestValues(front.spec))));
  const features = new Float32Array(rowCount * featureCount);
  let reportedAt = performance.now();
  for (let from = 0; from < rowCount; from += piece) {
    await breathe();
    await context.whilePaused();
    if (context.signal.aborted) return null;
    const rows = Math.min(piece, rowCount - from);
    const some = Float32Array.from(inputs.data.subarray(from * width, (from + rows) * width));
    const made = await predictRows(front, createBlock(some, [rows, ...front.spec.inputShape]), breathe);
    features.set(made.data, from * featureCount);
    if (performance.now() - reportedAt < reportEveryMs) continue;
    reportedAt = performance.now();
    yield progress(from + rows);
  }
  return createBlock(features, [rowCount, featureCount]);
}

/** Reports of pictures that are looked at before the first epoch, which is epoch 0 for as long; `before` of `count` are done already. */
export function createProgress(epochs: number, count: number): (before: number) => Progress {
  const startedAt = performance.now();
  return (before) => (done) => {
    const step = before + done;
    const stepsPerSecond = (1000 * step) / Math.max(1, performance.now() - startedAt);
    return {
      type: "progress",
      progress: {
        ...{ epoch: 0, epochs, step, steps: count, stepsPerSecond },
        loss: NaN,
        secondsLeft: (count - step) / stepsPerSecond,
      },
    };
  };
}

/** Mean and standard deviation of each feature; a deviation counts as at least a hundredth of the mean one, and as 1 where all are 0. */
export function measureFeatures({ data, shape }: Block): { readonly mean: Block; readonly deviation: Block } {
  const [rowCount = 0, width = 0] = shape;
  const [sum, squares] = [new Float64Array(width), new Float64Array(width)];
  for (let row = 0; row < rowCount; row++) for (let k = 0; k < width; k++) sum[k]! += data[row * width + k]! / rowCount; // in the block
  for (let row = 0; row < rowCount; row++) {
    for (let k = 0; k < width; k++) squares[k]! += (data[row * width + k]! - sum[k]!) ** 2 / rowCount; // as above
  }
  const deviations = squares.map(Math.sqrt);
  const least = deviations.reduce((total, value) => total + value, 0) / Math.max(1, width) / 100;
  const block = (values: Float64Array) => createBlock(Float32Array.from(values), [width]);
  return { mean: block(sum), deviation: block(deviations.map((value) => Math.max(value, least) || 1)) };
}
