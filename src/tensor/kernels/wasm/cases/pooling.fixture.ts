import { pairOf } from "../../../layers/sliding-window";
import { tf } from "../../../tf";
import { drawInput, type InputSpec, type KernelCase } from "./kernel-case.fixture";

interface Pool {
  readonly what: string;
  /** [batch, height, width, channel]. */
  readonly shape: readonly [number, number, number, number];
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  readonly rounding?: "floor" | "ceil";
}

const pools: readonly Pool[] = [
  { what: "2 × 2 side by side", shape: [2, 6, 8, 8], window: [2, 2], strides: [2, 2], pad: "valid" },
  { what: "2 × 2, odd size, three channels", shape: [1, 7, 5, 3], window: [2, 2], strides: [2, 2], pad: "valid" },
  { what: "2 × 2, several chunks", shape: [5, 26, 27, 32], window: [2, 2], strides: [2, 2], pad: "valid" },
  { what: "2 × 2, padded, odd size", shape: [2, 5, 7, 6], window: [2, 2], strides: [2, 2], pad: "same" },
  { what: "2 × 2 at every place", shape: [2, 5, 6, 4], window: [2, 2], strides: [1, 1], pad: "valid" },
  { what: "3 × 3 that overlap, padded", shape: [2, 9, 8, 5], window: [3, 3], strides: [2, 2], pad: "same" },
  {
    what: "3 × 3 at every place, padded, several chunks",
    shape: [3, 20, 19, 13],
    window: [3, 3],
    strides: [1, 1],
    pad: "same",
  },
  { what: "3 × 2 in steps of 1 × 3", shape: [1, 8, 11, 9], window: [3, 2], strides: [1, 3], pad: "valid" },
  {
    what: "2 × 2 in steps of 3, numbers left out",
    shape: [2, 9, 10, 7],
    window: [2, 2],
    strides: [3, 3],
    pad: "valid",
  },
  { what: "1 × 1 in steps of 2", shape: [2, 5, 5, 4], window: [1, 1], strides: [2, 2], pad: "valid" },
  { what: "1 × 1", shape: [2, 3, 4, 5], window: [1, 1], strides: [1, 1], pad: "valid" },
  { what: "the whole image", shape: [3, 7, 6, 10], window: [7, 6], strides: [1, 1], pad: "valid" },
  { what: "the whole of a large image", shape: [1, 11, 13, 19], window: [11, 13], strides: [1, 1], pad: "valid" },
  { what: "9 × 8 that overlap, padded", shape: [1, 10, 9, 2], window: [9, 8], strides: [3, 4], pad: "same" },
  { what: "padding of one", shape: [2, 6, 6, 4], window: [3, 3], strides: [2, 2], pad: 1, rounding: "floor" },
  {
    what: "padding of its own on each side",
    shape: [1, 6, 5, 4],
    window: [3, 3],
    strides: [2, 1],
    pad: [
      [0, 0],
      [2, 1],
      [0, 2],
      [0, 0],
    ],
    rounding: "floor",
  },
  { what: "an image of one pixel", shape: [1, 1, 1, 1], window: [2, 2], strides: [2, 2], pad: "same" },
];

type Pooling = (x: tf.Tensor) => tf.Tensor;

function pooling(isMax: boolean, { window, strides, pad, rounding }: Pool): Pooling {
  const [size, steps] = [pairOf(window), pairOf(strides)];
  const pool = isMax ? tf.maxPool : tf.avgPool;
  return (x) => pool(x as tf.Tensor4D, size, steps, pad, rounding); // rank of the cases
}

/** NaN wherever `holes` is 0. */
function pierced(x: tf.Tensor, holes: tf.Tensor): tf.Tensor4D {
  const nan = tf.fill<tf.Rank.R4>(x.shape as [number, number, number, number], Number.NaN); // rank of the cases
  return tf.where(tf.equal(holes, 0), nan, x as tf.Tensor4D); // as above
}

/**
 * Means and their derivative by x in 64 bits: the stock gradient divides by the whole window where it hangs over the edge,
 * the stock mean by the part that lies inside.
 */
function averages({ window, strides, pad, rounding }: Pool, shape: Pool["shape"], x: Float64Array): Float64Array[] {
  const info = tf.backend_util.computePool2DInfo([...shape], pairOf(window), pairOf(strides), 1, pad, rounding);
  const [, height, width, channels] = shape;
  const weights = drawInput({ shape: info.outShape }, 200); // as the runner weighs the first output
  const y = new Float64Array(weights.length);
  const dx = new Float64Array(x.length);
  for (let cell = 0; cell < y.length; cell++) {
    const channel = cell % channels;
    const column = Math.floor(cell / channels) % info.outWidth;
    const row = Math.floor(cell / channels / info.outWidth) % info.outHeight;
    const image = Math.floor(cell / channels / info.outWidth / info.outHeight);
    const inside: number[] = [];
    for (let i = 0; i < window[0]; i++) {
      for (let j = 0; j < window[1]; j++) {
        const [up, across] = [row * strides[0] - info.padInfo.top + i, column * strides[1] - info.padInfo.left + j];
        if (up < 0 || up >= height || across < 0 || across >= width) continue;
        inside.push(((image * height + up) * width + across) * channels + channel);
      }
    }
    for (const at of inside) {
      y[cell]! += x[at]! / inside.length; // both are there
      dx[at]! += weights[cell]! / inside.length; // as above
    }
  }
  return [y, dx];
}

export const poolingCases: readonly KernelCase[] = [
  ...pools.flatMap((pool): KernelCase[] => {
    const { what, shape } = pool;
    // Whole numbers are often equal: which of them gets the gradient shows.
    const ties: InputSpec = { shape, draws: "integers", below: 4, dtype: "float32" };
    return [
      { kernel: "MaxPool", what, inputs: [{ shape }], operation: pooling(true, pool) },
      { kernel: "MaxPoolGrad", what, inputs: [{ shape }], operation: pooling(true, pool), differentiates: true },
      {
        kernel: "MaxPoolGrad",
        what: `${what}, equal numbers`,
        inputs: [ties],
        operation: pooling(true, pool),
        differentiates: true,
      },
      { kernel: "AvgPool", what, inputs: [{ shape }], operation: pooling(false, pool) },
      {
        kernel: "AvgPoolGrad",
        what,
        inputs: [{ shape }],
        operation: pooling(false, pool),
        differentiates: true,
        reference: (x) => averages(pool, shape, x),
      },
    ];
  }),
  ...(["MaxPool", "MaxPoolGrad"] as const).flatMap((kernel) =>
    (
      [
        [2, "valid"],
        [3, "same"],
      ] as const
    ).map(([size, pad]): KernelCase => ({
      kernel,
      what: `a sixth of the numbers is NaN, ${size} × ${size}`,
      inputs: [{ shape: [2, 8, 8, 6] }, { shape: [2, 8, 8, 6], draws: "integers", below: 6 }],
      operation: (x, holes) => tf.maxPool(pierced(x, holes), size, 2, pad),
      differentiates: kernel === "MaxPoolGrad",
    })),
  ),
  ...([2, 3] as const).map((size): KernelCase => ({
    kernel: "MaxPoolGrad",
    what: `windows of NaN or of -∞ only, ${size} × ${size}`,
    inputs: [{ shape: [1, 2, 3, 4] }],
    operation: (dy) =>
      [Number.NaN, -Infinity].map((value) => {
        const input = tf.fill([1, 2 * size, 3 * size, 4], value);
        const attrs = { filterSize: size, strides: size, pad: "valid" };
        return tf.engine().runKernel<tf.Tensor>("MaxPoolGrad", { dy, input, output: dy }, attrs);
      }),
  })),
];
