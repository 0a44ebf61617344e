/**
 * A walk over two arrays side by side, each with steps of its own along every axis: broadcasting, slices, padding and
 * turned axes are all that. It is cut into chunks of elements in row-major order.
 */
import { element, partsOf } from "./lanes";
import { JOB } from "./parallel";

/** Elements of one chunk: 64 kB in and as much out, some 10 µs. */
export const CHUNK: i32 = 16384;

@unmanaged export class Axis {
  size: i32;
  /** Elements from one index to the next, in the first array and in the second: 0 repeats, below 0 goes backwards. */
  a: i32; b: i32;
}

/** Behind the parameters of the kernels that walk; room for 16 axes. */
const AXES: usize = JOB + 256;

/** Axis 0 is the innermost. */
@inline export function axisOf(index: i32): Axis {
  return changetype<Axis>(AXES + <usize>index * offsetof<Axis>());
}

/** Sets an axis of the next walk, which needs at least the axes 0 and 1. */
export function axis(index: i32, size: i32, a: i32, b: i32): void {
  const found = axisOf(index);
  found.size = size; found.a = a; found.b = b;
}

/** Elements of a walk over so many axes. */
export function elementsOf(axes: i32): i32 {
  let total = 1;
  for (let i = 0; i < axes; i++) total *= axisOf(i).size;
  return total;
}

@inline export function chunksOf(total: i32): i32 {
  return partsOf(total, CHUNK);
}

/**
 * One chunk of a walk from the addresses `a` and `b`. `Visitor` has a method run(a, b, index, count), called for every run
 * along axis 0 with the addresses of its first elements, the number of the first among all, and how many they are.
 */
@inline export function walk<Visitor>(chunk: i32, a: usize, b: usize, axes: i32, total: i32): void {
  const inner = axisOf(0), middle = axisOf(1);
  const visitor = changetype<Visitor>(0);
  let index = chunk * CHUNK;
  const end = min(total, index + CHUNK);
  while (index < end) {
    let row = index / inner.size;
    let column = index - row * inner.size;
    let place = row % middle.size;
    let aOffset = place * middle.a, bOffset = place * middle.b;
    row /= middle.size;
    for (let i = 2; i < axes; i++) {
      const axis = axisOf(i);
      const place = row % axis.size;
      aOffset += place * axis.a; bOffset += place * axis.b;
      row /= axis.size;
    }
    for (; place < middle.size && index < end; place++) {
      const count = min(inner.size - column, end - index);
      visitor.run(element(a, aOffset + column * inner.a), element(b, bOffset + column * inner.b), index, count);
      index += count;
      column = 0;
      aOffset += middle.a; bOffset += middle.b;
    }
  }
}
