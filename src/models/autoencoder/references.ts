/** What simpler rules give back in the place of a row: what an autoencoder is judged beside. */
import type { Block } from "../../core/block";
import { createBlock, sizeOf } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { ReferenceRule } from "../../core/estimator";
import { createRandom, permutation } from "../../core/random";
import { principalComponents, projectRows, type PrincipalComponents } from "../../metrics/principal-components";

/** More rows say little more of the main directions, and take long. */
const mostRows = 400;
/** Products of numbers on the way to the directions of a wide table. */
const mostProducts = 2e8;
const rowsAtOnce = 128;

/** The mean row, and the main directions of a sample of the rows: none where `isBrief`. */
export async function learnReferences(
  inputs: Block,
  codeSize: number,
  seed: number,
  isBrief: boolean,
): Promise<PrincipalComponents> {
  const [rowCount = 0] = inputs.shape;
  const width = sizeOf(inputs.shape.slice(1));
  const fitting = Math.floor(mostProducts / Math.max(1, width * Math.min(width, mostRows)));
  const count = Math.min(rowCount, isBrief ? rowCount : Math.max(2, Math.min(mostRows, fitting)));
  const chosen =
    count < rowCount ? permutation(rowCount, createRandom(seed).fork("references")).subarray(0, count) : null;
  const taken = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    const row = chosen ? chosen[i]! : i; // i < count
    taken.set(inputs.data.subarray(row * width, (row + 1) * width), i * width);
  }
  await breathe();
  const found = principalComponents(taken, count, width, isBrief ? 0 : codeSize);
  await breathe();
  return chosen ? { ...found, mean: meanRow(inputs.data, rowCount, width) } : found;
}

function meanRow(data: ArrayLike<number>, rowCount: number, width: number): Float64Array<ArrayBuffer> {
  const mean = new Float64Array(width);
  for (let i = 0; i < rowCount * width; i++) mean[i % width]! += data[i]! / rowCount; // within both
  return mean;
}

export function referenceRules(learned: PrincipalComponents): readonly ReferenceRule[] {
  const { mean, count } = learned;
  return [
    {
      rule: { kind: "mean-row" },
      predict: (inputs) => giveBack(inputs, { mean, directions: new Float64Array(0), count: 0 }),
    },
    ...(count > 0
      ? [{ rule: { kind: "components", count } as const, predict: (inputs: Block) => giveBack(inputs, learned) }]
      : []),
  ];
}

/** The mean and what of a row lies along the directions. */
async function giveBack(inputs: Block, learned: PrincipalComponents): Promise<Block> {
  const { mean, directions, count } = learned;
  const [rowCount = 0] = inputs.shape;
  const width = mean.length;
  const given = new Float32Array(rowCount * width);
  for (let from = 0; from < rowCount; from += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, rowCount - from);
    const own = inputs.data.subarray(from * width, (from + rows) * width);
    const along = projectRows(own, rows, learned);
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < width; j++) {
        let value = mean[j]!; // j < width
        for (let k = 0; k < count; k++) value += along[row * count + k]! * directions[k * width + j]!; // within both
        given[(from + row) * width + j] = value;
      }
    }
    await breathe();
  }
  return createBlock(given, [rowCount, width]);
}
