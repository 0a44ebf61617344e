import { beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { createRandom } from "../core/random";
import { losses } from "./losses/registry";
import { createNetwork } from "./network";
import type { Rows } from "./rows";
import { createRowSource, paddingOf } from "./rows";
import { createScoringSet, readSums } from "./scoring";
import { tf } from "./tf";

beforeAll(() => tf.setBackend("cpu"));

/** Seven rows of two inputs and three targets each, in numbers that name their row and place. */
const rows: Rows = {
  inputs: createBlock(
    Float64Array.from({ length: 14 }, (_, i) => i),
    [7, 2],
  ),
  targets: Float64Array.from({ length: 21 }, (_, i) => 100 + i),
  targetWidth: 3,
  weights: Float32Array.of(1, 2, 0.5, 1, 0, 1, 3),
};
const loss = losses["mean-squared-error"];

describe.each([
  ["resident", Infinity],
  ["streamed", 0],
])("%s rows", (_, capBytes) => {
  test("have all their targets in a batch, and padding has none", () => {
    const before = tf.memory().numTensors;
    const source = createRowSource(rows, loss, capBytes);
    expect(source.isResident).toBe(capBytes > 0);
    const batches = source.batches(3);
    batches.deal(Int32Array.of(4, 0, 6, 2, paddingOf(rows), 1));
    tf.tidy(() => {
      batches.stage(0);
      const first = batches.batch();
      expect(first.targets.shape).toEqual([3, 3]);
      expect([...first.targets.dataSync()]).toEqual([112, 113, 114, 100, 101, 102, 118, 119, 120]);
      batches.stage(1);
      const second = batches.batch();
      expect([...second.inputs.dataSync()]).toEqual([4, 5, 0, 0, 2, 3]);
      expect([...second.targets.dataSync()]).toEqual([106, 107, 108, 0, 0, 0, 103, 104, 105]);
      expect([...second.weights.dataSync()]).toEqual([0.5, 0, 2]);
    });
    for (const owner of [batches, source]) owner.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("are scored by the mean over their targets, padding and rows without weight left out", async () => {
    const source = createRowSource(rows, loss, capBytes);
    const spec = { type: "dense", units: 3, activation: "linear", startsAtZero: true } as const;
    const network = createNetwork({ inputShape: [2], layers: [spec] }, createRandom(1));
    const scored = Int32Array.of(0, 2, 4, 5, 6);
    const set = createScoringSet(network, source, loss, scored, paddingOf(rows), 4);
    const addAll = () => {
      set.clear();
      for (let chunk = 0; chunk < set.chunkCount; chunk++) set.add(chunk);
    };
    // The first time is forgotten.
    addAll();
    addAll();
    const [sums] = await readSums([set]);
    // Outputs are all 0, so the errors are the targets themselves.
    let [lossSum, errorSum] = [0, 0];
    for (const row of scored) {
      const targets = [...rows.targets.subarray(3 * row, 3 * row + 3)];
      lossSum += (rows.weights[row]! * targets.reduce((sum, y) => sum + y * y, 0)) / 3;
      if (rows.weights[row]! > 0) errorSum += targets.reduce((sum, y) => sum + y, 0) / 3;
    }
    expect(sums!.loss / lossSum).toBeCloseTo(1, 6);
    expect(sums!.error / errorSum).toBeCloseTo(1, 6);
    for (const owner of [set, network, source]) owner.dispose();
  });
});

test("arrays that do not have as many rows as each other are refused", () => {
  expect(() => createRowSource({ ...rows, targetWidth: 2 }, loss)).toThrow(
    /7 rows are weighted.* 21 targets, 2 for each/,
  );
  const { targets, ...rest } = rows;
  expect(() => createRowSource({ ...rest, targets: targets.subarray(3) }, loss)).toThrow(RangeError);
});

test("varied rows are those of a batch, never those of other batches; rows on the device cannot be varied", () => {
  const streamed = createRowSource(rows, loss, 0);
  const positions: number[] = [];
  const [varied, plain] = [streamed.batches(2), streamed.batches(1)];
  varied.deal(Int32Array.of(4, 0, 6, 2), (batch, position) => {
    positions.push(position);
    batch.inputs.fill(-1);
    batch.targets[0] = 7;
  });
  tf.tidy(() => {
    varied.stage(1);
    const { inputs, targets } = varied.batch();
    expect([...inputs.dataSync()]).toEqual([-1, -1, -1, -1]);
    expect([...targets.dataSync()]).toEqual([7, 119, 120, 106, 107, 108]);
    plain.deal(Int32Array.of(6));
    plain.stage(0);
    expect([...plain.batch().inputs.dataSync()]).toEqual([12, 13]);
  });
  expect(positions).toEqual([2]);
  const resident = createRowSource(rows, loss, Infinity);
  const fixed = resident.batches(2);
  expect(() => fixed.deal(Int32Array.of(0, 1), () => {})).toThrow("cannot be varied");
  for (const owner of [varied, plain, streamed, fixed, resident]) owner.dispose();
});
