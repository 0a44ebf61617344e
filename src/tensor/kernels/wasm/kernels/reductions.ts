/** Sums, means, products and extremes over any axes; the place of the extreme along the last axis. */
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";

export interface ReduceFunctions {
  reduceScratch(outer: number, reduced: number, inner: number): number;
  reduce(
    ...args: readonly [
      ...[operation: number, from: number, to: number],
      ...[outer: number, reduced: number, inner: number, divisor: number, scratch: number],
    ]
  ): void;
}

interface Functions extends ReduceFunctions {
  argExtreme(from: number, to: number, outer: number, count: number, sign: number): void;
}

/** Stock names and operations as assembly/reductions.ts numbers them. */
const names = [
  ["Sum", 0],
  ["Mean", 0],
  ["Prod", 1],
  ["Max", 2],
  ["Min", 3],
] as const;

interface Attributes {
  readonly axis?: number | number[];
  /** What the stock Max calls its axes. */
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

const reductions = names.map(([name, operation]): WasmKernel => ({
  name,
  run({ inputs, attrs, backend }) {
    const x = inputs["x"]!; // given by the stock operation
    const { axis, reductionIndices, keepDims = false } = attrs as Attributes; // as above
    if (x.dtype !== "float32" || sizeOf(x.shape) === 0) return null;
    const axes = tf.util.parseAxisParam((axis ?? reductionIndices)!, x.shape); // takes null for all of them
    return reduce(backend, operation, x, axes, keepDims, name === "Mean");
  },
}));

function reduce(
  backend: WasmBackend,
  operation: number,
  x: tf.TensorInfo,
  axes: readonly number[],
  keepDims: boolean,
  isMean: boolean,
): tf.TensorInfo {
  const shape: number[] = [];
  for (const [axis, extent] of x.shape.entries()) {
    if (!axes.includes(axis)) shape.push(extent);
    else if (keepDims) shape.push(1);
  }
  const from = backend.addressOf(x);
  const output = backend.output(shape);
  const to = backend.addressOf(output);
  reduceRuns(backend, operation, from, to, runsOf(x.shape, axes), isMean ? sizeOf(x.shape) / sizeOf(shape) : 1);
  return output;
}

/** Neighbouring axes that are reduced together, and the extents before and behind them. */
interface Run {
  readonly outer: number;
  readonly reduced: number;
  readonly inner: number;
}

/** From the last to the first, each of what the ones before have left; one at least. */
function runsOf(shape: readonly number[], axes: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  let [inner, reduced, outer] = [1, 1, sizeOf(shape)];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis]!; // within shape
    if (extent === 1) continue;
    outer /= extent;
    if (axes.includes(axis)) reduced *= extent;
    else {
      if (reduced > 1) runs.push({ outer: outer * extent, reduced, inner });
      inner *= extent;
      reduced = 1;
    }
  }
  if (reduced > 1 || runs.length === 0) runs.push({ outer, reduced, inner });
  return runs;
}

/** All runs from `from` to `to`; the last result over `divisor`. What lies between them goes to the scratch room. */
function reduceRuns(
  backend: WasmBackend,
  operation: number,
  from: number,
  to: number,
  runs: readonly Run[],
  divisor: number,
): void {
  const functions = backend.functions as Functions; // assembly/reductions.ts
  const last = runs.length - 1;
  const resultBytes = last > 0 ? Math.ceil((runs[0]!.outer * runs[0]!.inner) / 16) * 64 : 0; // there is one
  let partialBytes = 0;
  for (const { outer, reduced, inner } of runs) {
    partialBytes = Math.max(partialBytes, functions.reduceScratch(outer, reduced, inner) >>> 0);
  }
  // Two results at most are alive at once: what a run reads and what it writes.
  const partials = backend.scratch(partialBytes + 2 * resultBytes);
  let source = from;
  for (const [i, { outer, reduced, inner }] of runs.entries()) {
    const target = i === last ? to : partials + partialBytes + (i % 2) * resultBytes;
    functions.reduce(operation, source, target, outer, reduced, inner, i === last ? divisor : 1, partials);
    source = target;
  }
}

const places = (["ArgMax", "ArgMin"] as const).map((name): WasmKernel => ({
  name,
  run({ inputs, attrs, backend }) {
    const x = inputs["x"]!; // given by the stock operation
    const { axis } = attrs as { readonly axis: number }; // as above
    const [along] = tf.util.parseAxisParam(axis, x.shape);
    const count = x.shape.at(-1) ?? 1;
    if (x.dtype !== "float32" || along !== x.shape.length - 1 || count === 0) return null;
    const functions = backend.functions as Functions; // assembly/reductions.ts
    const from = backend.addressOf(x);
    const shape = x.shape.slice(0, -1);
    const output = backend.output(shape, "int32");
    functions.argExtreme(from, backend.addressOf(output), sizeOf(shape), count, name === "ArgMax" ? 1 : -1);
    return output;
  },
}));

export const reductionKernels: readonly WasmKernel[] = [...reductions, ...places];
