/**
 * What the recurrent layers have in common: they read a sequence step by step and remember. The gates, their order and their
 * activations are those of kernels/recurrent-cell.ts: sigmoid and tanh, as Keras and PyTorch have them. A step that the mask
 * leaves out leaves the state as it was, and its output is that of the step before.
 *
 * Dropout follows Gal and Ghahramani (2016): while fitting, one mask of the inputs and one of the state for each sequence,
 * the same at all of its steps and for all gates (Keras draws one for each gate of an LSTM where it does not fuse them).
 * Both are drawn from the number of the training step, so that a step that is repeated draws them again.
 */
import type { Wording } from "../../core/wording";
import { runSequence } from "../kernels/recurrent";
import type { RecurrentCell } from "../kernels/recurrent-cell";
import { gateCounts } from "../kernels/recurrent-cell";
import { seededMask } from "../kernels/seeded-mask";
import { tf } from "../tf";
import { orthogonal, zeros } from "./initializers";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind, LayerMode } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface RecurrentSpec {
  readonly units: number;
  /** Whether the state after every step comes out, in the order of the inputs; else the last one. */
  readonly returnSequences?: boolean;
  /** Share of the inputs set to zero, from 0 to below 1; 0 where not given. */
  readonly dropout?: number;
  /** Share of the state set to zero where it meets the recurrent kernel, as `dropout`. */
  readonly recurrentDropout?: number;
  /** Whether it reads the sequence from its end. Outputs of all steps still stand at their steps, which Keras turns round. */
  readonly goBackwards?: boolean;
}

interface Cell {
  readonly cell: RecurrentCell;
  readonly name: Wording;
  /** Start of the bias, gate × unit; zeros where not given. */
  readonly startOfBias?: (units: number) => Float32Array;
  /** Whether the product of the state has a bias of its own. */
  readonly hasRecurrentBias: boolean;
}

/** The mask of the state is another one than that of the inputs. */
const stateSalt = 1;

/**
 * Weights: kernel [input, gate × unit] (Glorot), recurrentKernel [unit, gate × unit] (orthogonal), bias [gate × unit] and,
 * where the cell has it, recurrentBias [gate × unit].
 */
export function recurrentLayer<Spec extends RecurrentSpec>(of: Cell): LayerKind<Spec> {
  const gates = gateCounts[of.cell];
  return {
    label: ({ units, returnSequences, dropout = 0, recurrentDropout = 0, goBackwards }) => {
      const rates = dropout || recurrentDropout ? ` ${dropout}/${recurrentDropout}` : "";
      const [turnEn, turnZh] = goBackwards ? [", backwards", ", 逆序"] : ["", ""];
      const [allEn, allZh] = returnSequences ? [", every step", ", 输出每一步"] : ["", ""];
      return {
        en: `${of.name.en} ${units}${turnEn}${allEn}${rates && `, dropout${rates}`}`,
        zh: `${of.name.zh} ${units}${turnZh}${allZh}${rates && `, 丢弃${rates}`}`,
      };
    },
    isStochastic: true,
    outputShape({ units, returnSequences }, inputShape) {
      const [steps] = sequenceShape("a recurrent layer", inputShape);
      if (steps === 0) throw new RangeError("a recurrent layer takes sequences of at least one step");
      return returnSequences ? [steps, units] : [units];
    },
    weights({ units }, [, width = 0]) {
      const columns = gates * units;
      const bias = { shape: [columns], isDecayed: false };
      return [
        kernelWeight("kernel", [width, columns], width, columns),
        {
          name: "recurrentKernel",
          shape: [units, columns],
          isDecayed: true,
          initialise: (random) => orthogonal([units, columns], random),
        },
        { ...bias, name: "bias", initialise: () => of.startOfBias?.(units) ?? zeros([columns]) },
        ...(of.hasRecurrentBias ? [{ ...bias, name: "recurrentBias", initialise: () => zeros([columns]) }] : []),
      ];
    },
    innerShapes({ units }, [steps = 0, width = 0]) {
      // The inputs after dropout, their projection, the gates, and what stands for the state.
      return [
        [steps, width],
        [steps, gates * units],
        [steps, gates * units],
        [steps, 3 * units],
      ];
    },
    apply(spec, inputs, [kernel, recurrentKernel, bias, recurrentBias], mode) {
      const { units, returnSequences = false, dropout = 0, recurrentDropout = 0, goBackwards = false } = spec;
      const [batch, , width] = inputs.shape as [number, number, number]; // outputShape has checked the rank
      const kept = maskOf([batch, 1, width], dropout, mode, 0);
      return runSequence(
        kept ? tf.mul(inputs, kept) : inputs,
        { kernel: kernel!, recurrentKernel: recurrentKernel!, bias: bias!, recurrentBias: recurrentBias ?? null }, // made by weights()
        { cell: of.cell, returnsSequences: returnSequences, goesBackwards: goBackwards },
        { steps: mode.mask, state: maskOf([batch, units], recurrentDropout, mode, stateSalt) },
      );
    },
  };
}

/** Of a dropout while fitting; null for none. */
function maskOf(
  shape: readonly number[],
  rate: number,
  { isFitting, seed, step }: LayerMode,
  salt: number,
): tf.Tensor | null {
  return isFitting && step && rate > 0 ? seededMask(shape, rate, seed ^ salt, step) : null;
}
