/** Numbers to other places: turned, padded, repeated, reversed. Float32 and int32 alike. */
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";
import { addressAt, cut, moveBox, onHeap, stepsOf } from "./boxes";
import { bitsOf } from "./elementwise";

interface Functions {
  turn(from: number, to: number, batch: number, rows: number, columns: number): void;
  fill(to: number, total: number, bits: number): void;
}

const functionsOf = (backend: WasmBackend) => backend.functions as Functions; // assembly/movement.ts

const transpose: WasmKernel = {
  name: "Transpose",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    if (!x) return null;
    const { perm } = attrs as { readonly perm: readonly number[] }; // given by the stock operation
    const shape = perm.map((axis) => x.shape[axis]!); // an order of its axes
    const from = backend.addressOf(x);
    const output = backend.output(shape, x.dtype);
    const to = backend.addressOf(output);
    const [start, split] = matricesTurned(perm) ?? [0, 0];
    const rows = sizeOf(x.shape.slice(start, split));
    const columns = sizeOf(x.shape.slice(split));
    // A matrix of one row or column lies the same when it is turned.
    if (rows > 1 && columns > 1) {
      functionsOf(backend).turn(from, to, sizeOf(x.shape.slice(0, start)), rows, columns);
      return output;
    }
    const steps = stepsOf(x.shape);
    const turned = perm.map((axis) => steps[axis]!); // as above
    moveBox(backend, shape, [from, turned], [to, stepsOf(shape)]);
    return output;
  },
};

/**
 * Where the order leaves the first axes and swaps two groups behind them: the first axis of either group. null where it does
 * something else.
 */
function matricesTurned(perm: readonly number[]): readonly [start: number, split: number] | null {
  let start = 0;
  while (start < perm.length && perm[start] === start) start++;
  const split = perm[start] ?? 0;
  if (start === perm.length) return null;
  const rank = perm.length;
  const isSwap = perm.every(
    (axis, i) => i < start || axis === (i - start < rank - split ? split + i - start : i - rank + split),
  );
  return isSwap ? [start, split] : null;
}

const pad: WasmKernel = {
  name: "PadV2",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    if (!x) return null;
    const { paddings, constantValue } = attrs as unknown as PadAttributes; // given by the stock operation
    const shape = x.shape.map((extent, axis) => extent + paddings[axis]![0] + paddings[axis]![1]); // one pair an axis
    const from = backend.addressOf(x);
    const output = backend.output(shape, x.dtype);
    const to = backend.addressOf(output);
    functionsOf(backend).fill(to, sizeOf(shape), bitsOf(constantValue, x.dtype));
    const steps = stepsOf(shape);
    const begin = paddings.map(([before]) => before);
    moveBox(backend, x.shape, [from, stepsOf(x.shape)], [addressAt(to, begin, steps), steps]);
    return output;
  },
};

interface PadAttributes {
  readonly paddings: readonly (readonly [before: number, after: number])[];
  readonly constantValue: number;
}

const tile: WasmKernel = {
  name: "Tile",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    // Two axes for each of x, of which there is room for 16.
    if (!x || x.shape.length > 8) return null;
    const { reps } = attrs as { readonly reps: readonly number[] }; // given by the stock operation
    const shape = x.shape.map((extent, axis) => extent * reps[axis]!); // one an axis
    const from = backend.addressOf(x);
    const output = backend.output(shape, x.dtype);
    const [fromSteps, toSteps] = [stepsOf(x.shape), stepsOf(shape)];
    moveBox(
      ...([backend, x.shape.flatMap((extent, axis) => [reps[axis]!, extent])] as const), // as above
      [from, fromSteps.flatMap((step) => [0, step])],
      [backend.addressOf(output), toSteps.flatMap((step, axis) => [step * x.shape[axis]!, step])], // one an axis
    );
    return output;
  },
};

const reverse: WasmKernel = {
  name: "Reverse",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    if (!x || sizeOf(x.shape) === 0) return null;
    const { dims } = attrs as { readonly dims: number | number[] }; // given by the stock operation
    const axes = tf.util.parseAxisParam(dims, x.shape);
    const begin = x.shape.map((extent, axis) => (axes.includes(axis) ? extent - 1 : 0));
    return cut(
      backend,
      x,
      begin,
      x.shape,
      x.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
    );
  },
};

export const movementKernels: readonly WasmKernel[] = [transpose, pad, tile, reverse];
