/** Boxes of numbers from one tensor to another: what all kernels that move numbers share. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import type { HeapType, WasmBackend } from "../backend";
import { Axes } from "./axes";
import { isOnHeap } from "./elementwise";

interface Functions {
  move(from: number, to: number, axes: number): void;
}

/** Elements from one index to the next along each axis of an array in row-major order. */
export function stepsOf(shape: readonly number[]): readonly number[] {
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
export function moveBox(
  backend: WasmBackend,
  shape: readonly number[],
  [from, fromSteps]: readonly [address: number, steps: readonly number[]],
  [to, toSteps]: readonly [address: number, steps: readonly number[]],
): void {
  if (sizeOf(shape) === 0) return;
  const axes = new Axes(backend);
  for (let axis = shape.length - 1; axis >= 0; axis--) axes.add(shape[axis]!, fromSteps[axis]!, toSteps[axis]!); // one step an axis
  const functions = backend.functions as Functions; // assembly/movement.ts
  functions.move(from, to, axes.finish());
}

/** The address of the element at `begin`. */
export function addressAt(address: number, begin: readonly number[], steps: readonly number[]): number {
  return begin.reduce((sum, index, axis) => sum + index * steps[axis]! * 4, address); // one step an axis
}

/** A tensor whose type lies on the heap, or null: what is rare stays with the JavaScript kernel. */
export function onHeap(tensor: tf.TensorInfo | undefined): (tf.TensorInfo & { readonly dtype: HeapType }) | null {
  return tensor && isOnHeap(tensor.dtype) ? { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype } : null;
}

/** A box of x as a tensor of its own. Never a view, as the JavaScript kernel makes: its numbers may move. */
export function cut(
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

/** For stock functions that ask for a tensor. */
export function tensorOf(info: tf.TensorInfo): tf.Tensor {
  return info as tf.Tensor; // they look at its shape only
}
