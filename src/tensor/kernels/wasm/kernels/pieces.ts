/** Pieces cut out of tensors, and tensors joined. Float32 and int32 alike. */
import { tf } from "../../../tf";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";
import { cut, moveBox, onHeap, stepsOf, tensorOf } from "./boxes";

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

export const pieceKernels: readonly WasmKernel[] = [slice, stridedSlice, split, unpack, concat, pack];
