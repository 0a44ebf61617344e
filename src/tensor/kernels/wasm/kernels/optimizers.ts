/** What a step changes in place: the weights with what their optimiser remembers, and the sums that it reports. */
import type { UpdateSettings } from "../../../optimizers/update-settings";
import { sizeOf } from "../../../../core/block";
import type { OptimizerId } from "../../../optimizers/registry";
import { tf } from "../../../tf";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";

interface Functions {
  updateTableBytes(count: number, size: number): number;
  updateEntry(
    ...args: readonly [
      ...[table: number, index: number, weight: number, gradient: number],
      ...[first: number, second: number, size: number, isDecayed: number, learningRate: number],
    ]
  ): void;
  update(
    ...args: readonly [
      ...[table: number, count: number, rule: number, firstScalar: number, secondScalar: number],
      ...[penalty: number, decay: number, clipNorm: number],
    ]
  ): void;
  tally(total: number, steps: number, loss: number, limit: number): void;
}

/** As assembly/optimizers.ts numbers the rules. */
const rules: { readonly [Id in OptimizerId]: { readonly number: number; readonly scalars: number } } = {
  sgd: { number: 0, scalars: 0 },
  momentum: { number: 1, scalars: 0 },
  rmsprop: { number: 2, scalars: 0 },
  adam: { number: 3, scalars: 2 },
  adamw: { number: 3, scalars: 2 },
};

interface Names {
  readonly weight: string;
  readonly gradient: string;
  readonly first: string;
  readonly second: string;
}

const known: Names[] = [];

/** Names of the inputs of weight i, made once: a step of a small network takes a few microseconds. */
function namesOf(i: number): Names {
  return (known[i] ??= { weight: `weight${i}`, gradient: `gradient${i}`, first: `slot${i}_0`, second: `slot${i}_1` });
}

/** OptimizerUpdate: every weight of a network in one job. */
export const optimizerUpdate: WasmKernel = {
  name: "OptimizerUpdate",
  run({ inputs, attrs, backend }) {
    const { rule, penalty, decay, clipNorm, decayed, rates, count, slots } = attrs as unknown as UpdateSettings; // given by the optimiser
    const { number, scalars } = rules[rule];
    const functions = backend.functions as Functions; // assembly/optimizers.ts
    const inPlace = (name: string) => addressInPlace(backend, inputs[name]!); // the optimiser gives all of them
    const learningRates = backend.addressOf(inputs["learningRate"]!); // as above
    const [firstScalar, secondScalar] = scalars === 2 ? [inPlace("scalar0"), inPlace("scalar1")] : [0, 0];
    let total = 0;
    for (let i = 0; i < count; i++) total += sizeOf(inputs[namesOf(i).gradient]!.shape); // the optimiser gives all of them
    const table = backend.scratch(functions.updateTableBytes(count, total));
    for (let i = 0; i < count; i++) {
      const names = namesOf(i);
      const gradient = inputs[names.gradient]!; // as above
      const weight = inPlace(names.weight);
      const first = slots > 0 ? inPlace(names.first) : 0;
      const second = slots > 1 ? inPlace(names.second) : 0;
      const at = backend.addressOf(gradient);
      const learningRate = learningRates + Float32Array.BYTES_PER_ELEMENT * rates[i]!; // one for each weight
      const isDecayed = Number(decayed[i]);
      functions.updateEntry(table, i, weight, at, first, second, sizeOf(gradient.shape), isDecayed, learningRate);
    }
    functions.update(table, count, number, firstScalar, secondScalar, penalty, decay, clipNorm);
    return [];
  },
};

/** StepTally: the sum of the losses, and how many steps it was a number. */
export const stepTally: WasmKernel = {
  name: "StepTally",
  run({ inputs: { lossTotal, finiteSteps, loss }, attrs, backend }) {
    if (!lossTotal || !finiteSteps || !loss) return null;
    const [total, steps] = [addressInPlace(backend, lossTotal), addressInPlace(backend, finiteSteps)];
    const { limit } = attrs as { limit: number }; // given by the step
    const functions = backend.functions as Functions; // assembly/optimizers.ts
    functions.tally(total, steps, backend.addressOf(loss), limit);
    return [];
  },
};

/**
 * Address of a variable's numbers, to be overwritten. Where another tensor has the same ones (a clone, a reshaped one that
 * someone kept), the variable gets a copy first, and the other keeps what it had.
 */
function addressInPlace(backend: WasmBackend, tensor: tf.TensorInfo): number {
  if (backend.refCount(tensor.dataId) > 1) {
    if (!(tensor instanceof tf.Variable)) throw new TypeError("only a variable is changed in place");
    tf.tidy(() => tensor.assign(tf.tensor(tensor.dataSync(), tensor.shape)));
  }
  return backend.addressOf(tensor);
}
