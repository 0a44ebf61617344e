import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { tf } from "../tf";
import { runSequence } from "./recurrent";
import type { RecurrentCell } from "./recurrent-cell";
import { gateCounts } from "./recurrent-cell";
import type { Recurrence64 } from "./recurrent.fixture";
import { factorsOf, lengthOf, recur64, recurGradients64 } from "./recurrent.fixture";
import { drawInput, relativeDifference, runCase } from "./wasm/cases/kernel-case.fixture";
import { recurrentCases } from "./wasm/cases/recurrent.fixture";

beforeAll(() => tf.setBackend("cpu"));

const cells: readonly RecurrentCell[] = ["lstm", "gru", "simple-rnn"];

test.each(recurrentCases)("composed of stock operations, $what: values and gradients are right", (recurrentCase) => {
  const before = tf.memory().numTensors;
  const { values } = runCase(recurrentCase);
  const inputs = recurrentCase.inputs.map((spec, i) => Float64Array.from(drawInput(spec, 100 + i)));
  const right = recurrentCase.reference?.(...inputs) ?? [];
  expect(right.length).toBe(values.length);
  // Measured: 8e-7 at most, the rounding of Float32.
  values.forEach((found, i) => expect(relativeDifference(found, right[i]!)).toBeLessThan(1e-5)); // of one length
  expect(tf.memory().numTensors).toBe(before);
});

describe.each(cells)("%s in 64 bits", (cell) => {
  test.each([
    { returnsSequences: true, goesBackwards: false, isMasked: true },
    { returnsSequences: false, goesBackwards: true, isMasked: true },
    { returnsSequences: false, goesBackwards: false, isMasked: false },
  ])("has gradients that are slopes of its values, %j", ({ returnsSequences, goesBackwards, isMasked }) => {
    const [batch, steps, units] = [4, 5, 3];
    const columns = gateCounts[cell] * units;
    const random = createRandom(2);
    const normal = (size: number) => Float64Array.from({ length: size }, () => random.normal());
    const given: Recurrence64 = {
      settings: { cell, returnsSequences, goesBackwards },
      ...{ batch, steps, units },
      projection: normal(batch * steps * columns),
      kernel: normal(units * columns),
      bias: normal(columns),
      isStep: (b, t) => !isMasked || t < lengthOf(b, steps),
      factors: isMasked ? factorsOf(batch * units) : null,
    };
    const dy = normal(recur64(given).y.length);
    const total = () => recur64(given).y.reduce((sum, y, i) => sum + dy[i]! * y, 0); // of one length
    const { dProjection, dKernel, dBias } = recurGradients64(given, dy);
    for (const [values, slopes] of [
      [given.projection, dProjection],
      [given.kernel, dKernel],
      [given.bias, dBias],
    ] as const) {
      values.forEach((value, i) => {
        const h = 1e-5;
        values[i] = value + h;
        const above = total();
        values[i] = value - h;
        const below = total();
        values[i] = value;
        // Central differences in 64 bits; measured at most 4e-10 apart.
        expect(Math.abs((above - below) / (2 * h) - slopes[i]!)).toBeLessThan(1e-7);
      });
    }
  });
});

/** What PyTorch 1.13 gives in 64 bits, 4 steps of 2 units from 3 inputs; all numbers are 0.7 sin(phase + 1.3 i). */
const pytorch: { readonly [Cell in RecurrentCell]: readonly number[] } = {
  lstm: [
    ...[0.033357648, -0.025289511, 0.084358772, -0.202844966],
    ...[0.032039146, -0.14617641, 0.113044123, -0.161115264],
  ],
  gru: [
    ...[0.105055868, 0.022946777, 0.599083472, -0.21890575],
    ...[0.464967657, 0.037367039, 0.541713685, -0.07011824],
  ],
  "simple-rnn": [
    ...[0.113037651, -0.900571851, -0.759751262, -0.276927176],
    ...[-0.345086658, -0.906528106, -0.519353724, -0.239828766],
  ],
};

test.each(cells)("%s takes the weights of PyTorch, turned, with the first two gates of a GRU changed over", (cell) => {
  const [inputs, units, columns] = [3, 2, gateCounts[cell] * 2];
  const filled = (rows: number, width: number, phase: number) =>
    tf.tensor2d(
      Float32Array.from({ length: rows * width }, (_, i) => 0.7 * Math.sin(phase + 1.3 * i)),
      [rows, width],
    );
  const order = cell === "gru" ? [2, 3, 0, 1, 4, 5] : Array.from({ length: columns }, (_, column) => column);
  const found = tf.tidy(() => {
    const ours = (rows: tf.Tensor2D) => tf.transpose(tf.gather(rows, order));
    const row = (phase: number) => tf.reshape(ours(filled(columns, 1, phase)), [columns]);
    const weights = {
      kernel: ours(filled(columns, inputs, 1)),
      recurrentKernel: ours(filled(columns, units, 2)),
      bias: cell === "gru" ? row(3) : tf.add(row(3), row(4)),
      recurrentBias: cell === "gru" ? row(4) : null,
    };
    const settings = { cell, returnsSequences: true, goesBackwards: false };
    const x = tf.reshape(filled(1, 4 * inputs, 0.5), [1, 4, inputs]);
    return runSequence(x, weights, settings, { steps: null, state: null }).dataSync<"float32">();
  });
  // Nine digits were printed; measured at most 9e-8 apart.
  expect(relativeDifference(found, pytorch[cell])).toBeLessThan(1e-6);
});
