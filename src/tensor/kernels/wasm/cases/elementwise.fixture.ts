import { tf } from "../../../tf";
import { gelu } from "../../gelu";
import type { InputSpec, KernelCase } from "./kernel-case.fixture";

/** Pairs of shapes: the same, a single number, one along the last axes, one along the first, single numbers in between; tails of every length. */
const pairs = [
  [[1], [1]],
  [[7], [7]],
  [
    [130, 263],
    [130, 263],
  ],
  [[], [5, 9]],
  [
    [4, 3],
    [1, 1],
  ],
  [[64, 10], [10]],
  [[40, 30, 32], [32]],
  [[10], [6, 10]],
  [
    [33, 6],
    [33, 1],
  ],
  [
    [1, 17],
    [9, 1],
  ],
  [
    [200, 1, 7],
    [5, 1],
  ],
  [
    [2, 3, 1, 5],
    [3, 4, 1],
  ],
  [
    [2, 1, 4, 1, 3],
    [1, 3, 1, 2, 1],
  ],
  [[3, 0], [1]],
] as const;

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

interface BinarySpec {
  readonly operation: Binary;
  /** Of the second input, where not all numbers will do. */
  readonly draws?: InputSpec["draws"];
  /** Where the stock gradient is composed of operations of their own; broadcasting in it is theirs, too. */
  readonly differentiates?: boolean;
}

const binaries: Readonly<Record<string, BinarySpec>> = {
  Add: { operation: tf.add, differentiates: true },
  Sub: { operation: tf.sub, differentiates: true },
  Multiply: { operation: tf.mul, differentiates: true },
  RealDiv: { operation: tf.div, draws: "positive", differentiates: true },
  Maximum: { operation: tf.maximum },
  Minimum: { operation: tf.minimum },
  SquaredDifference: { operation: tf.squaredDifference },
  Prelu: { operation: tf.prelu },
};

const binaryCases = Object.entries(binaries).flatMap(
  ([kernel, { operation, draws = "normal", differentiates = false }]) =>
    pairs.map(([a, b]): KernelCase => ({
      kernel,
      what: `[${a.join(", ")}] and [${b.join(", ")}]`,
      inputs: [{ shape: a }, { shape: b, draws }],
      operation: (a, b) => operation(a, b),
      differentiates: differentiates && !(a as readonly number[]).includes(0), // of nothing, there is no slope
    })),
);

type Unary = (x: tf.Tensor) => tf.Tensor;

const unaries: Readonly<Record<string, Unary | readonly [Unary, InputSpec["draws"]]>> = {
  Relu: tf.relu,
  Relu6: tf.relu6,
  LeakyRelu: (x) => tf.leakyRelu(x, 0.1),
  Elu: tf.elu,
  Selu: tf.selu,
  Sigmoid: tf.sigmoid,
  Tanh: tf.tanh,
  Exp: tf.exp,
  Expm1: tf.expm1,
  Log: [tf.log, "positive"],
  Log1p: [tf.log1p, "positive"],
  Softplus: tf.softplus,
  Erf: tf.erf,
  Sqrt: [tf.sqrt, "positive"],
  Rsqrt: [tf.rsqrt, "positive"],
  Square: tf.square,
  Reciprocal: [tf.reciprocal, "positive"],
  Neg: tf.neg,
  Abs: tf.abs,
  Sign: tf.sign,
  Step: (x) => tf.step(x, 0.3),
  ClipByValue: (x) => tf.clipByValue(x, -0.4, 0.7),
  ZerosLike: tf.zerosLike,
  OnesLike: tf.onesLike,
};

const shapes = [[], [3], [8], [5, 7], [1, 3, 70, 241]] as const;

/** What no draw gives: both zeros, infinities, no number, the ends of the range. */
const strange = [0, -0, Infinity, -Infinity, NaN, 3e38, -3e38, 1e-40, -1e-40, 90, -90, 1, -1];

const unaryCases = Object.entries(unaries).flatMap(([kernel, spec]) => {
  const [operation, draws] = typeof spec === "function" ? ([spec, "normal"] as const) : spec;
  return [
    ...shapes.map((shape): KernelCase => ({
      kernel,
      what: `[${shape.join(", ")}]`,
      inputs: [{ shape, draws: draws! }],
      operation: (x) => operation(x),
      differentiates: true,
    })),
    // One tensor for each number: the largest would hide the others. The JavaScript erf has no digits near 0.
    ...strange
      .filter((value) => kernel !== "Erf" || Math.abs(value) !== 1e-40)
      .map((value): KernelCase => ({
        kernel,
        what: `of ${Object.is(value, -0) ? "-0" : value}`,
        inputs: [],
        operation: () => operation(tf.tensor1d([value])),
      })),
  ];
});

export const elementwiseCases: readonly KernelCase[] = [
  ...binaryCases,
  ...unaryCases,
  {
    kernel: "EluGrad",
    what: "slope of elu",
    inputs: [{ shape: [5, 31] }],
    operation: (x) => tf.elu(x),
    differentiates: true,
  },
  ...["Gelu", "GeluGrad"].flatMap((kernel) =>
    [[], [3], [8], [5, 7], [3, 70, 241]].map((shape): KernelCase => ({
      kernel,
      what: `[${shape.join(", ")}]`,
      inputs: [{ shape }],
      operation: (x) => gelu(tf.mul(x, 3)),
      differentiates: kernel === "GeluGrad",
    })),
  ),
  ...[[], [3], [5, 4000]].flatMap((shape): KernelCase[] => [
    {
      kernel: "Cast",
      what: `from int32, [${shape.join(", ")}]`,
      inputs: [{ shape, draws: "integers", below: 1000 }],
      operation: (x) => tf.mul(tf.cast(x, "float32"), 0.5),
    },
    {
      kernel: "Cast",
      what: `from bool, [${shape.join(", ")}]`,
      inputs: [{ shape }],
      operation: (x) => {
        const isAbove = tf.greater(x, 0);
        return [tf.mul(tf.cast(isAbove, "float32"), 0.5), tf.add(tf.cast(isAbove, "int32"), 1)];
      },
    },
    ...[2, 3, 5].map((count): KernelCase => ({
      kernel: "AddN",
      what: `${count} of [${shape.join(", ")}]`,
      inputs: Array.from({ length: count }, () => ({ shape })),
      operation: (...list) => tf.addN(list),
      differentiates: true,
    })),
    {
      kernel: "Fill",
      what: `[${shape.join(", ")}]`,
      inputs: [],
      operation: () => [tf.fill(shape, 1.3), tf.fill(shape, -3, "int32")],
    },
  ]),
];
