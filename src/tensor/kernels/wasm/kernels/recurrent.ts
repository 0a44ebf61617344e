/** Whole sequences through a recurrent cell, and back: kernels/recurrent-cell.ts. */
import type { tf } from "../../../tf";
import type { RecurrentCell, RecurrentSettings } from "../../recurrent-cell";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";

type Size = readonly [batch: number, steps: number, units: number, columns: number];
type Directions = readonly [isBackwards: number, isWhole: number];

interface Functions {
  recurScratch(
    ...args: readonly [
      ...[cell: number, batch: number, steps: number, units: number, columns: number],
      ...[isGradient: number, threads: number],
    ]
  ): number;
  recur(
    ...args: readonly [
      ...[cell: number, projection: number, weights: number, bias: number, mask: number, drop: number],
      ...[y: number, operand: number, gates: number, memory: number],
      ...Size,
      ...Directions,
      ...[scratch: number, threads: number],
    ]
  ): void;
  recurGrad(
    ...args: readonly [
      ...[cell: number, weights: number, mask: number, drop: number],
      ...[operand: number, gates: number, memory: number, dy: number],
      ...[slopes: number, dWeights: number, dBias: number],
      ...Size,
      ...Directions,
      ...[scratch: number, threads: number],
    ]
  ): void;
}

/** As assembly/recurrent.ts numbers them, and how many numbers of memory each has for a unit. */
const cells: { readonly [Cell in RecurrentCell]: { readonly number: number; readonly memory: number } } = {
  lstm: { number: 0, memory: 1 },
  gru: { number: 1, memory: 2 },
  "simple-rnn": { number: 2, memory: 0 },
};

function directionsOf({ goesBackwards, returnsSequences }: RecurrentSettings): Directions {
  return [Number(goesBackwards), Number(returnsSequences)];
}

/** Address of what may be missing. */
function addressOf(backend: WasmBackend, tensor: tf.TensorInfo | undefined): number {
  return tensor ? backend.addressOf(tensor) : 0;
}

/** Recurrent: {projection, recurrentKernel, recurrentBias?, steps?, state?} to [y, operand, gates, memory?]. */
export const recurrent: WasmKernel = {
  name: "Recurrent",
  run({ inputs: { projection, recurrentKernel, recurrentBias, steps: mask, state }, attrs, backend }) {
    if (!projection || !recurrentKernel) return null;
    if (!areFloats(projection, recurrentKernel, recurrentBias, mask, state)) return null;
    const [batch = 0, steps = 0, columns = 0] = projection.shape;
    const [units = 0] = recurrentKernel.shape;
    const settings = attrs as unknown as RecurrentSettings; // given by the operation
    const { number, memory } = cells[settings.cell];
    if (steps === 0 || units === 0) return null;
    const { threads } = backend;
    const from = [backend.addressOf(projection), backend.addressOf(recurrentKernel)] as const;
    const given = [recurrentBias, mask, state].map((tensor) => addressOf(backend, tensor));
    const y = backend.output(settings.returnsSequences ? [batch, steps, units] : [batch, units]);
    const kept = [backend.output([batch, steps, units]), backend.output([batch, steps, columns])];
    if (memory > 0) kept.push(backend.output([batch, steps, memory * units]));
    const functions = backend.functions as Functions; // assembly/recurrent.ts
    const size = [batch, steps, units, columns] as const;
    const scratch = backend.scratch(functions.recurScratch(number, ...size, 0, threads) >>> 0);
    const [bias, dropped, factors] = given as [number, number, number]; // one for each
    const [operand, gates, memoryAt = 0] = kept.map((tensor) => backend.addressOf(tensor)) as [number, number, number?]; // as above
    functions.recur(
      ...([number, ...from, bias, dropped, factors] as const),
      ...([backend.addressOf(y), operand, gates, memoryAt] as const),
      ...size,
      ...directionsOf(settings),
      ...([scratch, threads] as const),
    );
    return [y, ...kept];
  },
};

/** RecurrentGrad: {dy, recurrentKernel, operand, gates, memory?, steps?, state?} to the gradients by projection, kernel and, of a GRU, bias. */
export const recurrentGrad: WasmKernel = {
  name: "RecurrentGrad",
  run({ inputs: { dy, recurrentKernel, operand, gates, memory, steps: mask, state }, attrs, backend }) {
    if (!dy || !recurrentKernel || !operand || !gates) return null;
    if (!areFloats(dy, recurrentKernel, operand, gates, memory, mask, state)) return null;
    const [batch = 0, steps = 0, columns = 0] = gates.shape;
    const [units = 0] = recurrentKernel.shape;
    const settings = attrs as unknown as RecurrentSettings; // given by the operation
    const { number } = cells[settings.cell];
    const { threads } = backend;
    const weights = backend.addressOf(recurrentKernel);
    const masks = [addressOf(backend, mask), addressOf(backend, state)] as const;
    const kept = [backend.addressOf(operand), backend.addressOf(gates), addressOf(backend, memory)] as const;
    const slopesOfY = backend.addressOf(dy);
    const outputs = [backend.output(gates.shape), backend.output(recurrentKernel.shape)] as const;
    const dBias = settings.cell === "gru" ? backend.output([columns]) : undefined;
    const functions = backend.functions as Functions; // as above
    const size = [batch, steps, units, columns] as const;
    const scratch = backend.scratch(functions.recurScratch(number, ...size, 1, threads) >>> 0);
    functions.recurGrad(
      ...([number, weights, ...masks, ...kept, slopesOfY] as const),
      ...([backend.addressOf(outputs[0]), backend.addressOf(outputs[1]), addressOf(backend, dBias)] as const),
      ...size,
      ...directionsOf(settings),
      ...([scratch, threads] as const),
    );
    return dBias ? [...outputs, dBias] : [...outputs];
  },
};
