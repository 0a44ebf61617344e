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

const integers = (
  [
    ["Tile", (x) => tf.tile(x, [2, 1])],
    ["Reverse", (x) => tf.reverse(x, 1)],
    ["Transpose", (x) => tf.transpose(x)],
    [
      "PadV2",
      (x) =>
        tf.pad(
          x,
          [
            [1, 1],
            [0, 0],
          ],
          7,
        ),
    ],
  ] as readonly (readonly [string, (x: tf.Tensor) => tf.Tensor])[]
).map(([kernel, operation]): KernelCase => ({
  kernel,
  what: "int32",
  inputs: [{ shape: [7, 6], draws: "integers" }],
  operation,
}));

export const movementCases: readonly KernelCase[] = [...transposes, ...pads, ...tiles, ...reverses, ...integers];
