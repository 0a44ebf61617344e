/** Softmax of rows: eˣ over its sum, with the largest number of the row taken off first, so that nothing overflows. */
import { at, element, keepPart, partsOf, storePart, sumOf, ZERO } from "./lanes";
import { exp } from "./mathematics";
import { JOB, parallel } from "./parallel";

/** Numbers of a chunk. */
const CHUNK = 8192;

@unmanaged class Softmax {
  x: usize; y: usize;
  rows: i32; width: i32;
  rowsPerPart: i32;
}

/** For x [rows, width]. */
export function softmax(x: usize, y: usize, rows: i32, width: i32): void {
  const job = changetype<Softmax>(JOB);
  job.x = x; job.y = y; job.rows = rows; job.width = width;
  job.rowsPerPart = max(1, CHUNK / width);
  parallel(softmaxChunk, partsOf(rows, job.rowsPerPart));
}

function softmaxChunk(chunk: i32, thread: i32): void {
  const job = changetype<Softmax>(JOB);
  const width = job.width;
  const rowFrom = chunk * job.rowsPerPart, rowTo = min(job.rows, rowFrom + job.rowsPerPart);
  for (let row = rowFrom; row < rowTo; row++) {
    const x = element(job.x, <usize>row * width), y = element(job.y, <usize>row * width);
    const sum = powersOfRow(x, y, width, largestOfRow(x, width));
    scaleRow(y, width, 1 / sum);
  }
}

/** Passes over what is no number: the sum of the powers tells. */
export function largestOfRow(x: usize, width: i32): f32 {
  const lowest = f32x4.splat(-Infinity);
  let a = lowest, b = lowest;
  let j = 0;
  for (; j + 8 <= width; j += 8) {
    a = f32x4.pmax(a, at(element(x, j)));
    b = f32x4.pmax(b, at(element(x, j), 16));
  }
  for (; j < width; j += 4) {
    const isThere = i32x4.gt_s(i32x4.splat(width - j), i32x4(0, 1, 2, 3));
    a = f32x4.pmax(a, v128.bitselect(at(element(x, j)), lowest, isThere));
  }
  a = f32x4.pmax(a, b);
  a = f32x4.pmax(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return max(f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1));
}

/** Writes e^(x - largest) to y, and gives the sum. */
export function powersOfRow(x: usize, y: usize, width: i32, largest: f32): f32 {
  const shift = f32x4.splat(largest);
  let sum = ZERO;
  let j = 0;
  for (; j + 4 <= width; j += 4) {
    const power = exp(f32x4.sub(at(element(x, j)), shift));
    v128.store(element(y, j), power);
    sum = f32x4.add(sum, power);
  }
  if (j < width) {
    const power = exp(f32x4.sub(at(element(x, j)), shift));
    storePart(element(y, j), power, width - j);
    sum = f32x4.add(sum, keepPart(power, width - j));
  }
  return sumOf(sum);
}

export function scaleRow(y: usize, width: i32, factor: f32): void {
  const by = f32x4.splat(factor);
  let j = 0;
  for (; j + 4 <= width; j += 4) v128.store(element(y, j), f32x4.mul(at(element(y, j)), by));
  if (j < width) storePart(element(y, j), f32x4.mul(at(element(y, j)), by), width - j);
}
