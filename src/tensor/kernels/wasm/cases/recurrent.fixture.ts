import { tf } from "../../../tf";
import { recur } from "../../recurrent";
import type { RecurrentCell, RecurrentSettings } from "../../recurrent-cell";
import { gateCounts } from "../../recurrent-cell";
import type { Recurrence64 } from "../../recurrent.fixture";
import { factorsOf, lengthOf, recur64, recurGradients64 } from "../../recurrent.fixture";
import type { InputSpec, KernelCase } from "./kernel-case.fixture";
import { drawInput } from "./kernel-case.fixture";

const cells: readonly RecurrentCell[] = ["lstm", "gru", "simple-rnn"];

interface Way {
  readonly what: string;
  readonly returnsSequences: boolean;
  readonly goesBackwards: boolean;
  readonly isMasked: boolean;
  readonly drops: boolean;
}

const plain: Way = { what: "last", returnsSequences: false, goesBackwards: false, isMasked: false, drops: false };

const whole: Way = { ...plain, what: "all steps", returnsSequences: true };
const masked: Way = { ...plain, what: "last, masked", isMasked: true };
const dropping: Way = { ...whole, what: "all steps, masked, dropping", isMasked: true, drops: true };
const backwards: Way = { ...whole, what: "all steps, backwards", goesBackwards: true };
const everything: Way = { ...masked, what: "last, backwards, masked, dropping", goesBackwards: true, drops: true };

interface Size {
  readonly size: readonly [batch: number, steps: number, units: number];
  readonly ways: readonly Way[];
}

/** Nothing, one of everything, one unit, one step, edges of vectors and tiles, more sequences than a chunk has, only padding. */
const sizes: readonly Size[] = [
  { size: [0, 3, 4], ways: [plain, dropping] },
  { size: [1, 1, 1], ways: [plain, everything] },
  { size: [1, 6, 5], ways: [whole, backwards] },
  { size: [3, 1, 4], ways: [plain, dropping] },
  { size: [2, 5, 1], ways: [masked, backwards] },
  { size: [8, 4, 8], ways: [plain, dropping] },
  { size: [9, 3, 7], ways: [masked, everything] },
  { size: [21, 7, 12], ways: [plain, whole, masked, dropping, backwards, everything] },
  { size: [33, 4, 33], ways: [plain, dropping] },
];

export const recurrentCases: readonly KernelCase[] = cells.flatMap((cell) => [
  caseOf(cell, [9, 3, 7], masked, false),
  ...sizes.flatMap(({ size, ways }) => ways.map((way) => caseOf(cell, size, way, true))),
]);

function caseOf(
  cell: RecurrentCell,
  [batch, steps, units]: readonly [number, number, number],
  { what, returnsSequences, goesBackwards, isMasked, drops }: Way,
  differentiates: boolean,
): KernelCase {
  const settings: RecurrentSettings = { cell, returnsSequences, goesBackwards };
  const columns = gateCounts[cell] * units;
  const inputs: readonly InputSpec[] = [
    { shape: [batch, steps, columns] },
    { shape: [units, columns] },
    ...(cell === "gru" ? [{ shape: [columns] }] : []),
  ];
  const isStep = (b: number, t: number) => !isMasked || t < lengthOf(b, steps);
  const factors = drops ? factorsOf(batch * units) : null;
  // Weights as large as at the start of training, where errors do not grow from step to step.
  const scale = Math.fround(1 / Math.sqrt(units));
  return {
    kernel: differentiates ? "RecurrentGrad" : "Recurrent",
    what: `${cell}, ${batch} of ${steps} steps, ${units} units, ${what}`,
    inputs,
    differentiates,
    operation(projection, kernel, bias) {
      const mask = Float32Array.from({ length: batch * steps }, (_, i) =>
        Number(isStep(Math.floor(i / steps), i % steps)),
      );
      return recur({ projection, recurrentKernel: tf.mul(kernel, scale), recurrentBias: bias ?? null }, settings, {
        steps: isMasked ? tf.tensor2d(mask, [batch, steps]) : null,
        state: factors ? tf.tensor2d(Float32Array.from(factors), [batch, units]) : null,
      });
    },
    reference(projection, kernel, bias) {
      const given: Recurrence64 = {
        ...{ settings, batch, steps, units, projection, isStep, factors },
        kernel: kernel.map((value) => value * scale),
        bias: bias ?? new Float64Array(columns),
      };
      const { y } = recur64(given);
      if (!differentiates) return [y];
      const shape = returnsSequences ? [batch, steps, units] : [batch, units];
      const dy = Float64Array.from(drawInput({ shape }, 200)); // as the case weighs its first output
      const { dProjection, dKernel, dBias } = recurGradients64(given, dy);
      return [y, dProjection, dKernel.map((slope) => slope * scale), ...(bias ? [dBias] : [])];
    },
  };
}
