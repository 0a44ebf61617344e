/** Functions number by number: of two tensors that are spread to one shape, of one, and of none. */
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { HeapType, WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";
import { spreadAxes } from "./axes";

interface Functions {
  binary(operation: number, a: number, b: number, to: number, axes: number): void;
  unary(operation: number, a: number, to: number, total: number, p: number, q: number): void;
  fill(to: number, total: number, bits: number): void;
}

const functionsOf = (backend: WasmBackend) => backend.functions as Functions; // assembly/elementwise.ts

/** Stock names, and one of ours, with those of their two inputs, in the order in which assembly/elementwise.ts numbers them. */
const binaryNames = [
  ["Add", "a", "b"],
  ["Sub", "a", "b"],
  ["Multiply", "a", "b"],
  ["RealDiv", "a", "b"],
  ["Maximum", "a", "b"],
  ["Minimum", "a", "b"],
  ["SquaredDifference", "a", "b"],
  ["Prelu", "x", "alpha"],
  ["EluGrad", "dy", "y"],
  ["GeluGrad", "dy", "x"],
] as const;

const binaryKernels = binaryNames.map(([name, first, second], operation): WasmKernel => ({
  name,
  run({ inputs, backend }) {
    const [a, b] = [inputs[first]!, inputs[second]!]; // given by the stock operation
    if (a.dtype !== "float32" || b.dtype !== "float32") return null;
    return binary(backend, operation, a, b);
  },
}));

function binary(backend: WasmBackend, operation: number, a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
  const [from, by] = [backend.addressOf(a), backend.addressOf(b)];
  const output = backend.output(spreadShape(a.shape, b.shape));
  if (sizeOf(output.shape) === 0) return output;
  const axes = spreadAxes(backend, a.shape, b.shape);
  functionsOf(backend).binary(operation, from, by, backend.addressOf(output), axes);
  return output;
}

/** Throws as the stock kernels do where the shapes do not go together. */
function spreadShape(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === b.length && a.every((extent, axis) => extent === b[axis])) return a;
  return tf.backend_util.assertAndGetBroadcastShape([...a], [...b]);
}

type Attributes = Readonly<Record<string, number>>;

/** Stock names, and one of ours, as assembly/elementwise.ts numbers them, with the settings p and q of those that have some. */
const unaryNames: readonly (readonly [operation: number, name: string, settings?: (attrs: Attributes) => number[]])[] =
  [
    [0, "Relu"],
    [19, "Relu6", () => [0, 6]],
    [1, "LeakyRelu", ({ alpha }) => [alpha!]], // given by the stock operation, as all below
    [2, "Elu", () => [1, 1]],
    [2, "Selu", () => [tf.backend_util.SELU_SCALEALPHA, tf.backend_util.SELU_SCALE]],
    [3, "Sigmoid"],
    [4, "Tanh"],
    [5, "Exp"],
    [6, "Expm1"],
    [7, "Log"],
    [8, "Log1p"],
    [9, "Softplus"],
    [10, "Erf"],
    [11, "Sqrt"],
    [12, "Rsqrt"],
    [13, "Square"],
    [14, "Reciprocal"],
    [15, "Neg"],
    [16, "Abs"],
    [17, "Sign"],
    [18, "Step", ({ alpha }) => [alpha!]],
    [21, "Gelu"],
    [19, "ClipByValue", ({ clipValueMin, clipValueMax }) => [clipValueMin!, clipValueMax!]],
  ];

const toFloat = 20;

const unaryKernels = unaryNames.map(([operation, name, settings]): WasmKernel => ({
  name,
  run({ inputs, attrs, backend }) {
    const x = inputs["x"]!; // given by the stock operation
    if (x.dtype !== "float32") return null;
    if (!settings) return unary(backend, operation, x, 0, 0);
    const [p = 0, q = 0] = settings(attrs as Attributes); // as above
    return unary(backend, operation, x, p, q);
  },
}));

function unary(backend: WasmBackend, operation: number, x: tf.TensorInfo, p: number, q: number): tf.TensorInfo {
  const from = backend.addressOf(x);
  const output = backend.output(x.shape);
  functionsOf(backend).unary(operation, from, backend.addressOf(output), sizeOf(x.shape), p, q);
  return output;
}

/**
 * Casts that the stock kernel does by giving the same array another type: the heap needs the numbers themselves in that
 * type.
 */
const cast: WasmKernel = {
  name: "Cast",
  run({ inputs, attrs, backend }) {
    const x = inputs["x"]!; // given by the stock operation
    const { dtype } = attrs as { readonly dtype: tf.DataType }; // as above
    if (x.dtype === dtype && isOnHeap(dtype)) return backend.reshaped(x, x.shape);
    if (x.dtype === "int32" && dtype === "float32") return unary(backend, toFloat, x, 0, 0);
    if (x.dtype === "bool" && isOnHeap(dtype)) {
      const values = backend.data.get(x.dataId).values as Uint8Array; // what a bool tensor holds
      const numbers = dtype === "int32" ? Int32Array.from(values) : Float32Array.from(values);
      return backend.makeTensorInfo(x.shape, dtype, numbers);
    }
    return null;
  },
};

/** AddN: a list of tensors of one shape. */
const addN: WasmKernel = {
  name: "AddN",
  run({ inputs, backend }) {
    const tensors = Object.values(inputs);
    const [first, second, ...others] = tensors;
    if (!first || !second || tensors.some(({ dtype }) => dtype !== "float32")) return null;
    let total = binary(backend, 0, first, second);
    if (others.length === 0 || sizeOf(total.shape) === 0) return total;
    const to = backend.addressOf(total);
    for (const other of others) {
      const by = backend.addressOf(other);
      functionsOf(backend).binary(0, to, by, to, spreadAxes(backend, total.shape, other.shape));
    }
    return total;
  },
};

export function isOnHeap(dtype: tf.DataType): dtype is HeapType {
  return dtype === "float32" || dtype === "int32";
}

const oneFloat = new Float32Array(1);
const oneWord = new Int32Array(oneFloat.buffer);

/** The 32 bits of a number in that type. */
export function bitsOf(value: number, dtype: HeapType): number {
  if (dtype === "int32") return value | 0;
  oneFloat[0] = value;
  return oneWord[0]!; // it has one
}

function filled(backend: WasmBackend, shape: readonly number[], value: number, dtype: HeapType): tf.TensorInfo {
  const output = backend.output(shape, dtype);
  functionsOf(backend).fill(backend.addressOf(output), sizeOf(shape), bitsOf(value, dtype));
  return output;
}

const fill: WasmKernel = {
  name: "Fill",
  run({ attrs, backend }) {
    const { shape, value, dtype = "float32" } = attrs as unknown as FillAttributes; // given by the stock operation
    return typeof value === "number" && isOnHeap(dtype) ? filled(backend, shape, value, dtype) : null;
  },
};

interface FillAttributes {
  readonly shape: readonly number[];
  readonly value: number | string;
  readonly dtype?: tf.DataType;
}

const likes = (["ZerosLike", "OnesLike"] as const).map((name, value): WasmKernel => ({
  name,
  run({ inputs, backend }) {
    const { shape, dtype } = inputs["x"]!; // given by the stock operation
    return isOnHeap(dtype) ? filled(backend, shape, value, dtype) : null;
  },
}));

export const elementwiseKernels: readonly WasmKernel[] = [
  ...binaryKernels,
  ...unaryKernels,
  ...likes,
  ...[cast, addN, fill],
];
