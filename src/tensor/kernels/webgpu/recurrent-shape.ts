/** What the WebGPU programs of recurrent cells have in common: one workgroup has one sequence and goes through its steps. */
import { sizeOf } from "../../../core/block";
import type { tf } from "../../tf";
import { gateCounts, type RecurrentCell, type RecurrentSettings } from "../recurrent-cell";
import type { WebgpuBackend } from "./backend";
import { traitsOf } from "./device-traits";
import { dispatch, spread } from "./dispatch";
import { output, type KernelCall } from "./kernel";
import { elementWise } from "./wgsl";

export interface Shape {
  readonly cell: RecurrentCell;
  readonly units: number;
  readonly threads: number;
  /** Units that a thread has. */
  readonly own: number;
  readonly hasBias: boolean;
  readonly hasMask: boolean;
  readonly hasDrop: boolean;
}

export function shapeOf({ inputs, attrs, backend }: KernelCall, units: number): Shape {
  const { cell } = attrs as unknown as RecurrentSettings; // given by the operation
  const { recurrentBias, steps, state } = inputs;
  const threads = Math.min(traitsOf(backend).mostThreads, 32 * Math.ceil(units / 32));
  const own = Math.ceil(units / threads);
  return {
    cell,
    units,
    threads,
    own,
    hasBias: Boolean(recurrentBias),
    hasMask: Boolean(steps),
    hasDrop: Boolean(state),
  };
}

export const keyOf = ({ cell, units, threads, hasBias, hasMask, hasDrop }: Shape) =>
  `${cell} of ${units} by ${threads}${hasBias ? " bias" : ""}${hasMask ? " mask" : ""}${hasDrop ? " drop" : ""}`;

/** WGSL: a statement for each unit `j`, the `p`th of this thread. */
export const forUnits = ({ threads, units, own }: Shape, statement: string) => `
  for (var p = 0; p < ${own}; p++) {
    let j = lane + p * ${threads};
    if (j < ${units}) { ${statement} }
  }`;

/** WGSL: places of a step, and whether the sequence has it. */
export const atStep = ({ units, cell, hasMask }: Shape) => `
    let step = select(turn, given.steps - 1 - turn, given.isBackwards == 1);
    let place = row * given.steps + step;
    let before = select(place - 1, place + 1, given.isBackwards == 1);
    let gateAt = place * ${gateCounts[cell] * units};
    let isStep = ${hasMask ? "mask[place] != 0.0" : "true"};`;

/**
 * The mask [batch, step] and behind it the dropout [batch, unit] as one array, where with a bias there are more arrays
 * than the eight that every device takes; null where there are not.
 */
export function joined(
  backend: WebgpuBackend,
  { recurrentBias, steps, state }: KernelCall["inputs"],
): tf.TensorInfo | null {
  if (!recurrentBias || !steps || !state) return null;
  const [first, second] = [sizeOf(steps.shape), sizeOf(state.shape)];
  const result = output(backend, [first + second]);
  dispatch(backend, {
    key: "side by side",
    outputs: { result },
    inputs: { steps, state },
    uniforms: { first, size: first + second },
    groups: spread(Math.ceil((first + second) / 64)),
    code: () =>
      elementWise(
        64,
        "if (at < given.first) { result[at] = steps[at]; } else { result[at] = state[at - given.first]; }",
      ),
  });
  return result;
}

/** WGSL that finds mask and dropout in what `joined` made. */
export const apart = (code: string, units: number) =>
  code
    .replaceAll("mask[place]", "beside[place]")
    .replaceAll(`drop[row * ${units} + j]`, `beside[given.batch * given.steps + row * ${units} + j]`);
