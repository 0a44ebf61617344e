/** Numbers to other places: turned, cut out, joined, padded, repeated, reversed. Float32 and int32 alike. */
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { HeapType, WasmBackend } from "../backend";
import type { KernelCall, WasmKernel } from "../kernel";
import { Axes } from "./axes";
import { bitsOf, isOnHeap } from "./elementwise";

interface Functions {
  move(from: number, to: number, axes: number): void;
  turn(from: number, to: number, batch: number, rows: number, columns: number): void;
  fill(to: number, total: number, bits: number): void;
}

const functionsOf = (backend: WasmBackend) => backend.functions as Functions; // assembly/movement.ts

/** Elements from one index to the next along each axis of an array in row-major order. */
function stepsOf(shape: readonly number[]): readonly number[] {
  const steps: number[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    steps[axis] = step;
    step *= shape[axis]!; // within shape
  }
  return steps;
}

/**
 * Copies a box of `shape` from one address to another, with steps in elements along each axis on either side; both
 * addresses are those of the first element.
 */
function moveBox(
  backend: WasmBackend,
  shape: readonly number[],
  [from, fromSteps]: readonly [address: number, steps: readonly number[]],
  [to, toSteps]: readonly [address: number, steps: readonly number[]],
): void {
  if (sizeOf(shape) === 0) return;
  const axes = new Axes(backend);
  for (let axis = shape.length - 1; axis >= 0; axis--) axes.add(shape[axis]!, fromSteps[axis]!, toSteps[axis]!); // one step an axis
  functionsOf(backend).move(from, to, axes.finish());
}

/** The address of the element at `begin`. */
function addressAt(address: number, begin: readonly number[], steps: readonly number[]): number {
  return begin.reduce((sum, index, axis) => sum + index * steps[axis]! * 4, address); // one step an axis
}

/** A tensor whose type lies on the heap, or null: what is rare stays with the JavaScript kernel. */
function onHeap(tensor: tf.TensorInfo | undefined): (tf.TensorInfo & { readonly dtype: HeapType }) | null {
  return tensor && isOnHeap(tensor.dtype) ? { ...tensor, dtype: tensor.dtype } : null;
}

/** A box of x as a tensor of its own. Never a view, as the JavaScript kernel makes: its numbers may move. */
function cut(
  backend: WasmBackend,
  x: tf.TensorInfo & { readonly dtype: HeapType },
  begin: readonly number[],
  size: readonly number[],
  strides?: readonly number[],
): tf.TensorInfo {
  const from = backend.addressOf(x);
  const output = backend.output(size, x.dtype);
  const steps = stepsOf(x.shape);
  const jumps = strides ? steps.map((step, axis) => step * strides[axis]!) : steps; // one stride an axis
  moveBox(backend, size, [addressAt(from, begin, steps), jumps], [backend.addressOf(output), stepsOf(size)]);
  return output;
}

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
    const batch = matricesTurned(perm);
    if (batch !== null) {
      const [start, split] = batch;
      const rows = sizeOf(x.shape.slice(start, split));
      const columns = sizeOf(x.shape.slice(split));
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

const slice: WasmKernel = {
  name: "Slice",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    if (!x) return null;
    const { begin, size } = attrs as { readonly begin: number[]; readonly size: number[] }; // given by the stock operation
    const [first, extents] = tf.slice_util.parseSliceParams(tensorOf(x), begin, size) as [number[], number[]]; // its two results
    tf.slice_util.assertParamsValid(x, first, extents);
    return cut(backend, x, first, extents);
  },
};

/** Stock code asks for a tensor where it looks at the shape only. */
function tensorOf(info: tf.TensorInfo): tf.Tensor {
  return info as tf.Tensor; // see above
}

const stridedSlice: WasmKernel = {
  name: "StridedSlice",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    if (!x) return null;
    const settings = attrs as unknown as StridedSliceAttributes; // given by the stock operation
    const { finalShapeSparse, finalShape, begin, strides } = tf.slice_util.sliceInfo(
      x.shape,
      ...([settings.begin, settings.end, settings.strides] as const),
      ...([settings.beginMask, settings.endMask, settings.ellipsisMask] as const),
      ...([settings.newAxisMask, settings.shrinkAxisMask] as const),
    );
    // The box has the axes of x; those that are new or gone have one element.
    if (finalShapeSparse.length !== x.shape.length) return null;
    const output = cut(backend, x, begin, finalShapeSparse, strides);
    return { ...output, shape: finalShape };
  },
};

interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

const split: WasmKernel = {
  name: "SplitV",
  run({ inputs, attrs, backend }) {
    const x = onHeap(inputs["x"]);
    if (!x) return null;
    const { numOrSizeSplits, axis } = attrs as { readonly numOrSizeSplits: number | number[]; readonly axis: number }; // given by the stock operation
    const along = tf.util.parseAxisParam(axis, x.shape)[0]!; // one axis
    const sizes = tf.backend_util.prepareSplitSize(tensorOf(x), numOrSizeSplits, along);
    const begin = x.shape.map(() => 0);
    return sizes.map((extent) => {
      const part = cut(backend, x, begin, x.shape.with(along, extent));
      begin[along]! += extent; // one of its axes
      return part;
    });
  },
};

const unpack: WasmKernel = {
  name: "Unpack",
  run({ inputs, attrs, backend }) {
    const value = onHeap(inputs["value"]);
    if (!value) return null;
    const { axis } = attrs as { readonly axis: number }; // given by the stock operation
    const along = tf.util.parseAxisParam(axis, value.shape)[0]!; // one axis
    const begin = value.shape.map(() => 0);
    return Array.from({ length: value.shape[along]! }, (_, index) => {
      begin[along] = index;
      return { ...cut(backend, value, begin, value.shape.with(along, 1)), shape: value.shape.toSpliced(along, 1) };
    });
  },
};

const concat: WasmKernel = {
  name: "Concat",
  run({ inputs, attrs, backend }) {
    const tensors = Object.values(inputs);
    const { axis } = attrs as { readonly axis: number }; // given by the stock operation
    const along = tf.util.parseAxisParam(axis, tensors[0]!.shape)[0]!; // one axis, of one tensor at least
    return joined(backend, tensors, along);
  },
};

/** Tensors of one type side by side along an axis; null where they do not lie on the heap. */
function joined(backend: WasmBackend, tensors: readonly tf.TensorInfo[], along: number): tf.TensorInfo | null {
  const first = onHeap(tensors[0]);
  if (!first || tensors.some(({ dtype }) => dtype !== first.dtype)) return null;
  const shapes = tensors.map(({ shape }) => shape);
  tf.backend_util.assertParamsConsistent(shapes, along);
  const shape = tf.backend_util.computeOutShape(shapes, along);
  const addresses = tensors.map((tensor) => backend.addressOf(tensor));
  const output = backend.output(shape, first.dtype);
  const steps = stepsOf(shape);
  let to = backend.addressOf(output);
  for (const [i, shape] of shapes.entries()) {
    moveBox(backend, shape, [addresses[i]!, stepsOf(shape)], [to, steps]); // one a tensor
    to += shape[along]! * steps[along]! * 4; // one of its axes
  }
  return output;
}

const pack: WasmKernel = {
  name: "Pack",
  run({ inputs, attrs, backend }) {
    const tensors = Object.values(inputs);
    const { axis } = attrs as { readonly axis: number }; // given by the stock operation
    const { shape } = tensors[0]!; // one at least
    for (const tensor of tensors) {
      tf.util.assertShapesMatch(shape, tensor.shape, "All tensors passed to stack must have matching shapes");
    }
    const along = axis < 0 ? axis + shape.length + 1 : axis;
    const sheets = tensors.map((tensor) => ({ ...tensor, shape: tensor.shape.toSpliced(along, 0, 1) }));
    return joined(backend, sheets, along);
  },
};

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
  run({ inputs, attrs, backend }: KernelCall) {
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

export const movementKernels: readonly WasmKernel[] = [
  ...[transpose, slice, stridedSlice, split, unpack],
  ...[concat, pack, pad, tile, reverse],
];
