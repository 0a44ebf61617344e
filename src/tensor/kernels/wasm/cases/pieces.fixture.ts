import { tf } from "../../../tf";
import type { KernelCase } from "./kernel-case.fixture";

const listed = (numbers: readonly (number | readonly number[])[]) => JSON.stringify(numbers);

const boxes: readonly (readonly [shape: readonly number[], begin: number[], size: number[]])[] = [
  [[7], [0], [7]],
  [[7], [2], [3]],
  [
    [6, 5],
    [2, 0],
    [3, 5],
  ],
  [
    [6, 5],
    [0, 1],
    [6, 3],
  ],
  [
    [4, 6, 5],
    [1, 2, 1],
    [2, 3, 4],
  ],
  [
    [3, 5, 6, 7],
    [0, 1, 2, 3],
    [3, 3, 3, 3],
  ],
  [
    [3, 700, 30],
    [1, 10, 5],
    [2, 650, 20],
  ],
  [
    [4, 4],
    [1, 1],
    [0, 2],
  ],
];

const slices = boxes.map(([shape, begin, size]): KernelCase => ({
  kernel: "Slice",
  what: `[${shape.join(", ")}] at ${listed(begin)}, ${listed(size)}`,
  inputs: [{ shape }],
  operation: (x) => tf.slice(x, begin, size),
  // An empty tensor has no slope.
  differentiates: !size.includes(0),
}));

const stridedSlices = (
  [
    [[9], [1], [8], [3]],
    [
      [6, 7],
      [5, 0],
      [0, 7],
      [-2, 2],
    ],
    [
      [4, 5, 6],
      [0, 1, 0],
      [4, 4, 6],
      [1, 1, 1],
    ],
    [
      [4, 5, 6],
      [3, 4, 5],
      [0, 0, 0],
      [-1, -1, -1],
    ],
    [
      [4, 5],
      [2, 2],
      [2, 4],
      [1, 1],
    ],
  ] as const
).map(([shape, begin, end, strides]): KernelCase => ({
  kernel: "StridedSlice",
  what: `[${shape.join(", ")}] from ${listed(begin)} to ${listed(end)} by ${listed(strides)}`,
  inputs: [{ shape }],
  operation: (x) => tf.stridedSlice(x, [...begin], [...end], [...strides]),
}));

const joins = (
  [
    [[[3], [4]], 0],
    [
      [
        [2, 3],
        [2, 4],
        [2, 1],
      ],
      1,
    ],
    [
      [
        [2, 3],
        [5, 3],
      ],
      0,
    ],
    [
      [
        [2, 0],
        [2, 3],
      ],
      1,
    ],
    [
      [
        [2, 3, 4],
        [2, 5, 4],
      ],
      1,
    ],
    [
      [
        [3, 4, 5, 6],
        [3, 4, 5, 10],
      ],
      -1,
    ],
    [
      [
        [400, 30],
        [400, 50],
      ],
      1,
    ],
    [[[6], [2], [9], [1]], 0],
  ] as const
).map(([shapes, axis]): KernelCase => ({
  kernel: "Concat",
  what: `${JSON.stringify(shapes)} along ${axis}`,
  inputs: shapes.map((shape) => ({ shape })),
  operation: (...tensors) => tf.concat(tensors, axis),
  differentiates: shapes.every((shape) => !(shape as readonly number[]).includes(0)), // of nothing, there is no slope
}));

const others: readonly KernelCase[] = [
  ...[0, 1, 2].flatMap((axis): KernelCase[] => [
    {
      kernel: "Pack",
      what: `three along ${axis}`,
      inputs: [{ shape: [4, 5] }, { shape: [4, 5] }, { shape: [4, 5] }],
      operation: (...tensors) => tf.stack(tensors, axis),
      differentiates: true,
    },
    {
      kernel: "Unpack",
      what: `along ${axis}`,
      inputs: [{ shape: [3, 4, 5] }],
      operation: (x) => tf.unstack(x, axis),
      differentiates: true,
    },
    {
      kernel: "SplitV",
      what: `along ${axis}`,
      inputs: [{ shape: [6, 6, 6] }],
      operation: (x) => [...tf.split(x, 3, axis), ...tf.split(x, [1, 3, 2], axis)],
      differentiates: true,
    },
  ]),
  {
    kernel: "Slice",
    what: "int32, of which the rest is freed",
    inputs: [{ shape: [9, 5], draws: "integers" }],
    operation: (x) => {
      const rows = tf.slice(tf.concat([x, x]), [7, 0], [4, 5]);
      return tf.concat([rows, rows], 1);
    },
  },
  ...(["Pack", "Concat"] as const).map((kernel): KernelCase => ({
    kernel,
    what: "int32",
    inputs: [{ shape: [7, 6], draws: "integers" }],
    operation: (x) => [tf.stack([x, x], 2), tf.concat([x, x], 1)],
  })),
];

export const pieceCases: readonly KernelCase[] = [...slices, ...stridedSlices, ...joins, ...others];
