import { tf } from "../../../tf";
import type { KernelCase } from "./kernel-case.fixture";

const listed = (numbers: readonly (number | readonly number[])[]) => JSON.stringify(numbers);

/** Orders of axes: two swapped, groups swapped within a batch, the last one left, all turned round, more than a chunk. */
const orders: readonly (readonly [shape: readonly number[], perm: number[]])[] = [
  [
    [3, 4],
    [0, 1],
  ],
  [
    [1, 1],
    [1, 0],
  ],
  [
    [7, 9],
    [1, 0],
  ],
  [
    [64, 10],
    [1, 0],
  ],
  [
    [130, 257],
    [1, 0],
  ],
  [
    [5, 6, 7],
    [0, 2, 1],
  ],
  [
    [5, 6, 7],
    [2, 0, 1],
  ],
  [
    [5, 6, 7],
    [2, 1, 0],
  ],
  [
    [2, 5, 3, 8],
    [0, 2, 1, 3],
  ],
  [
    [2, 5, 6, 3],
    [0, 3, 1, 2],
  ],
  [
    [2, 3, 5, 6],
    [0, 2, 3, 1],
  ],
  [
    [3, 4, 5, 2],
    [3, 2, 1, 0],
  ],
  [
    [2, 3, 2, 4, 3],
    [1, 4, 0, 3, 2],
  ],
  [
    [9, 40, 50],
    [1, 0, 2],
  ],
];

const transposes = orders.map(([shape, perm]): KernelCase => ({
  kernel: "Transpose",
  what: `[${shape.join(", ")}] to ${listed(perm)}`,
  inputs: [{ shape }],
  operation: (x) => tf.transpose(x, perm),
  differentiates: true,
}));

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
  what: `${listed(shapes.map((shape) => listed([...shape])) as never)} along ${axis}`,
  inputs: shapes.map((shape) => ({ shape })),
  operation: (...tensors) => tf.concat(tensors, axis),
  differentiates: shapes.every((shape) => !(shape as readonly number[]).includes(0)), // of nothing, there is no slope
}));

const pads = (
  [
    [[5], [[2, 3]], 0],
    [
      [3, 4],
      [
        [1, 0],
        [0, 2],
      ],
      1.5,
    ],
    [
      [2, 5, 6, 3],
      [
        [0, 0],
        [1, 2],
        [2, 1],
        [0, 0],
      ],
      0,
    ],
    [
      [2, 3, 4],
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      -2,
    ],
    [
      [40, 100, 9],
      [
        [0, 0],
        [3, 3],
        [0, 0],
      ],
      0,
    ],
  ] as const
).map(([shape, paddings, value]): KernelCase => ({
  kernel: "PadV2",
  what: `[${shape.join(", ")}] by ${JSON.stringify(paddings)}`,
  inputs: [{ shape }],
  operation: (x) =>
    tf.pad(
      x,
      paddings.map(([before, after]) => [before, after]),
      value,
    ),
  differentiates: true,
}));

const tiles = (
  [
    [[3], [4]],
    [
      [3, 1],
      [1, 5],
    ],
    [
      [1, 7],
      [6, 1],
    ],
    [
      [2, 3, 4],
      [3, 2, 2],
    ],
    [
      [2, 1, 3, 2],
      [1, 4, 1, 2],
    ],
    [
      [1, 300],
      [200, 1],
    ],
  ] as const
).map(([shape, reps]): KernelCase => ({
  kernel: "Tile",
  what: `[${shape.join(", ")}] by ${listed(reps)}`,
  inputs: [{ shape }],
  operation: (x) => tf.tile(x, [...reps]),
  differentiates: true,
}));

const reverses = (
  [
    [[7], [0]],
    [[5, 6], [0]],
    [[5, 6], [1]],
    [
      [3, 4, 5],
      [0, 2],
    ],
    [
      [200, 100],
      [0, 1],
    ],
  ] as const
).map(([shape, axes]): KernelCase => ({
  kernel: "Reverse",
  what: `[${shape.join(", ")}] along ${listed(axes)}`,
  inputs: [{ shape }],
  operation: (x) => tf.reverse(x, [...axes]),
  differentiates: true,
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
  ...(["Tile", "Reverse", "Transpose", "PadV2", "Pack", "Concat"] as const).map((kernel): KernelCase => ({
    kernel,
    what: "int32",
    inputs: [{ shape: [7, 6], draws: "integers" }],
    operation: (x) => {
      const all = [
        tf.tile(x, [2, 1]),
        tf.reverse(x, 1),
        tf.transpose(x),
        tf.pad(
          x,
          [
            [1, 1],
            [0, 0],
          ],
          7,
        ),
        tf.stack([x, x]),
      ];
      return [...all, tf.concat([x, x])];
    },
  })),
];

export const movementCases: readonly KernelCase[] = [
  ...[...transposes, ...slices, ...stridedSlices, ...joins],
  ...[...pads, ...tiles, ...reverses, ...others],
];
