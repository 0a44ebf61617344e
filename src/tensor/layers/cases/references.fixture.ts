/** What layers must give, in plain 64-bit loops over [batch, height, width, channel]. */
import type { Padding } from "../sliding-window";

/** Row-major numbers with their shape. */
export interface Array64 {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

interface Windows {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

function zeros64(shape: readonly number[]): Array64 {
  return { data: new Float64Array(shape.reduce((a, b) => a * b, 1)), shape };
}

/** Number of windows along an axis and how far the first one begins before it. */
function axisOf(extent: number, axis: 0 | 1, { size, strides, padding }: Windows): readonly [number, number] {
  if (padding === "valid") return [Math.floor((extent - size[axis]) / strides[axis]) + 1, 0];
  const count = Math.ceil(extent / strides[axis]);
  return [count, Math.floor(Math.max(0, (count - 1) * strides[axis] + size[axis] - extent) / 2)];
}

type Visit = (output: readonly number[], input: readonly number[], tap: readonly [number, number]) => void;

/** Every place of every window over a [batch, height, width, ...] image: which output, which input pixel, where in the window. */
function slide(shape: readonly number[], windows: Windows, visit: Visit): readonly [number, number, number] {
  const [batch, height, width] = shape as readonly [number, number, number]; // images
  const [rows, top] = axisOf(height, 0, windows);
  const [columns, left] = axisOf(width, 1, windows);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        for (let a = 0; a < windows.size[0]; a++)
          for (let b = 0; b < windows.size[1]; b++) {
            const [y, x] = [i * windows.strides[0] + a - top, j * windows.strides[1] + b - left];
            if (y >= 0 && y < height && x >= 0 && x < width) visit([n, i, j], [n, y, x], [a, b]);
          }
  return [batch, rows, columns];
}

function at(shape: readonly number[], place: readonly number[]): number {
  let index = 0;
  for (let axis = 0; axis < shape.length; axis++) index = index * shape[axis]! + place[axis]!; // as many places as axes
  return index;
}

/** kernel [height, width, channel, filter], bias [filter]. */
export function convolution64(
  x: Array64,
  kernel: Array64,
  bias: Array64 | undefined,
  windows: Omit<Windows, "size">,
): Array64 {
  const [height, width, channels, filters] = kernel.shape as readonly [number, number, number, number]; // a kernel
  const all = { ...windows, size: [height, width] } as const;
  const y = zeros64([...slide(x.shape, all, () => {}), filters]);
  slide(x.shape, all, (output, input, tap) => {
    for (let c = 0; c < channels; c++)
      for (let f = 0; f < filters; f++)
        y.data[at(y.shape, [...output, f])]! +=
          x.data[at(x.shape, [...input, c])]! * kernel.data[at(kernel.shape, [...tap, c, f])]!;
  });
  return withBias64(y, bias);
}

/** kernel [height, width, channel, multiplier]; channel c gives the outputs c × multiplier and on. */
export function depthwise64(x: Array64, kernel: Array64, windows: Omit<Windows, "size">): Array64 {
  const [height, width, channels, multiplier] = kernel.shape as readonly [number, number, number, number]; // a kernel
  const all = { ...windows, size: [height, width] } as const;
  const y = zeros64([...slide(x.shape, all, () => {}), channels * multiplier]);
  slide(x.shape, all, (output, input, tap) => {
    for (let c = 0; c < channels; c++)
      for (let m = 0; m < multiplier; m++)
        y.data[at(y.shape, [...output, c * multiplier + m])]! +=
          x.data[at(x.shape, [...input, c])]! * kernel.data[at(kernel.shape, [...tap, c, m])]!;
  });
  return y;
}

/** kernel [height, width, filter, channel]: the convolution whose outputs are x, run backwards into [height, width]. */
export function transposed64(
  x: Array64,
  kernel: Array64,
  bias: Array64 | undefined,
  [outputHeight, outputWidth]: readonly [number, number],
  windows: Omit<Windows, "size">,
): Array64 {
  const [height, width, filters, channels] = kernel.shape as readonly [number, number, number, number]; // a kernel
  const y = zeros64([x.shape[0]!, outputHeight, outputWidth, filters]);
  slide(y.shape, { ...windows, size: [height, width] }, (input, output, tap) => {
    for (let c = 0; c < channels; c++)
      for (let f = 0; f < filters; f++)
        y.data[at(y.shape, [...output, f])]! +=
          x.data[at(x.shape, [...input, c])]! * kernel.data[at(kernel.shape, [...tap, f, c])]!;
  });
  return withBias64(y, bias);
}

/** The largest or the mean of the pixels in each window; padding counts for nothing. */
export function pooling64(x: Array64, kind: "max" | "average", windows: Windows): Array64 {
  const channels = x.shape[3]!; // an image
  const seen: number[][] = [];
  const shape = [...slide(x.shape, windows, () => {}), channels];
  slide(x.shape, windows, (output, input) => {
    for (let c = 0; c < channels; c++)
      (seen[at(shape, [...output, c])] ??= []).push(x.data[at(x.shape, [...input, c])]!);
  });
  const reduce = (values: readonly number[]) =>
    kind === "max" ? Math.max(...values) : values.reduce((a, b) => a + b, 0) / values.length;
  return { data: Float64Array.from(seen, reduce), shape };
}

/** x [row, input] · kernel [input, unit] + bias [unit]. */
export function dense64(x: Array64, kernel: Array64, bias: Array64 | undefined): Array64 {
  const image = { data: x.data, shape: [x.shape[0]!, 1, 1, x.shape[1]!] }; // rows
  const filter = { data: kernel.data, shape: [1, 1, ...kernel.shape] };
  const { data } = convolution64(image, filter, bias, { strides: [1, 1], padding: "valid" });
  return { data, shape: [x.shape[0]!, kernel.shape[1]!] }; // rows by units
}

/** Adds the bias along the last axis, where there is one. */
export function withBias64({ data, shape }: Array64, bias: Array64 | undefined): Array64 {
  if (!bias) return { data, shape };
  return { data: data.map((value, i) => value + bias.data[i % bias.data.length]!), shape };
}

export function map64({ data, shape }: Array64, change: (value: number) => number): Array64 {
  return { data: data.map(change), shape };
}

export function shaped64({ data }: Array64, shape: readonly number[]): Array64 {
  return { data, shape };
}

export const relu = (value: number): number => Math.max(0, value);
export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** A sequence [batch, step, channel] as an image of one row, and back. */
export function asImage({ data, shape }: Array64): Array64 {
  return { data, shape: [shape[0]!, 1, ...shape.slice(1)] }; // the batch axis
}

export function asSequence({ data, shape }: Array64): Array64 {
  return { data, shape: [shape[0]!, ...shape.slice(2)] }; // the batch axis
}
