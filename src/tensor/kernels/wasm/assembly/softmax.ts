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

/** NaN where there is one. */
export function largestOfRow(x: usize, width: i32): f32 {
  const lowest = f32x4.splat(-Infinity);
  let largest = lowest;
  let j = 0;
  for (; j + 4 <= width; j += 4) largest = f32x4.max(largest, at(element(x, j)));
  if (j < width) {
    const isThere = i32x4.gt_s(i32x4.splat(width - j), i32x4(0, 1, 2, 3));
    largest = f32x4.max(largest, v128.bitselect(at(element(x, j)), lowest, isThere));
  }
  largest = f32x4.max(largest, i8x16.shuffle(largest, largest, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
}

/** Writes e^(x - largest) to y, and gives the sum. */
export function powersOfRow(x: usize, y: usize, width: i32, largest: f32): f32 {
  const shift = f32x4.splat(largest);
  let sum = ZERO;
  for (let j = 0; j < width; j += 4) {
    const power = exp(f32x4.sub(at(element(x, j)), shift));
    const left = width - j;
    storePart(element(y, j), power, left);
    sum = f32x4.add(sum, left < 4 ? keepPart(power, left) : power);
  }
  return sumOf(sum);
}

export function scaleRow(y: usize, width: i32, factor: f32): void {
  const by = f32x4.splat(factor);
  let j = 0;
  for (; j + 4 <= width; j += 4) v128.store(element(y, j), f32x4.mul(at(element(y, j)), by));
  if (j < width) storePart(element(y, j), f32x4.mul(at(element(y, j)), by), width - j);
}
