/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): each row by its own mean and variance. A row is read three times, but
 * from memory only once. Its mean is found first and the spread about it then, so that no digits are lost to a mean that
 * is large beside the spread.
 */
import { at, clear, element, keepPart, madd, partsOf, promoteHigh, storePart, sumOfPair, ZERO } from "./lanes";
import { JOB, parallel } from "./parallel";

/** Numbers of a chunk, and how many rows it has at least: its sums down the columns must be worth their place. */
const CHUNK = 16384;
const LEAST_ROWS = 16;

@unmanaged class Layer {
  x: usize; dy: usize; to: usize;
  scale: usize; offset: usize;
  mean: usize; variance: usize;
  rows: i32; width: i32;
  epsilon: f64;
  rowsPerPart: i32;
  /** For each chunk the sums of dy u and of dy down its rows. */
  partials: usize;
}

@inline function rowsPerPart(width: i32): i32 {
  return max(LEAST_ROWS, CHUNK / width);
}

/** y = scale × u + offset with u = (x - mean) / √(variance + ε) for x [rows, width]; the statistics are those of a row. */
export function normaliseRows(
  x: usize, scale: usize, offset: usize, y: usize, mean: usize, variance: usize,
  rows: i32, width: i32, epsilon: f64,
): void {
  const job = changetype<Layer>(JOB);
  job.x = x; job.scale = scale; job.offset = offset; job.to = y; job.mean = mean; job.variance = variance;
  job.rows = rows; job.width = width; job.epsilon = epsilon;
  job.rowsPerPart = rowsPerPart(width);
  parallel(normaliseChunk, partsOf(rows, job.rowsPerPart));
}

/** Bytes of scratch that the gradient needs. */
export function normaliseRowsScratch(rows: i32, width: i32): usize {
  return <usize>partsOf(rows, rowsPerPart(width)) * paddedWidth(width) * 8;
}

/** Whole vectors. */
@inline function paddedWidth(width: i32): i32 {
  return partsOf(width, 4) * 4;
}

/**
 * Gradients of Σ dy × y by x, scale and offset. With g = scale × dy, i = 1 / √(variance + ε), u = (x - mean) × i and means
 * over a row: dx = i × (g - mean(g) - u × mean(g u)); dScale = Σ dy u and dOffset = Σ dy down the rows.
 */
export function normaliseRowsGrad(
  x: usize, dy: usize, scale: usize, mean: usize, variance: usize, dx: usize, dScale: usize, dOffset: usize,
  rows: i32, width: i32, epsilon: f64, scratch: usize,
): void {
  const job = changetype<Layer>(JOB);
  job.x = x; job.dy = dy; job.scale = scale; job.to = dx; job.mean = mean; job.variance = variance;
  job.rows = rows; job.width = width; job.epsilon = epsilon;
  job.rowsPerPart = rowsPerPart(width);
  job.partials = scratch;
  const parts = partsOf(rows, job.rowsPerPart);
  parallel(gradientChunk, parts);
  const padded = <usize>paddedWidth(width);
  for (let j = 0; j < width; j++) {
    let products: f64 = 0, slopes: f64 = 0;
    let partial = element(scratch, j);
    for (let part = 0; part < parts; part++) {
      products += load<f32>(partial);
      slopes += load<f32>(element(partial, padded));
      partial = element(partial, padded * 2);
    }
    store<f32>(element(dScale, j), <f32>products);
    store<f32>(element(dOffset, j), <f32>slopes);
  }
}

/** Sum of four lanes in 64 bits. */
@inline function wideSum(x: v128): f64 {
  return sumOfPair(f64x2.add(f64x2.promote_low_f32x4(x), promoteHigh(x)));
}

function normaliseChunk(chunk: i32, thread: i32): void {
  const job = changetype<Layer>(JOB);
  const width = job.width, scale = job.scale, offset = job.offset;
  const share = 1 / <f64>width;
  const rowFrom = chunk * job.rowsPerPart, rowTo = min(job.rows, rowFrom + job.rowsPerPart);
  for (let row = rowFrom; row < rowTo; row++) {
    const x = element(job.x, <usize>row * width), y = element(job.to, <usize>row * width);
    const shift = <f32>(sumRow(x, width) * share);
    const m = f32x4.splat(shift);
    let s0 = ZERO, s1 = ZERO, q0 = ZERO, q1 = ZERO;
    let j = 0;
    for (; j + 8 <= width; j += 8) {
      const d0 = f32x4.sub(at(element(x, j)), m), d1 = f32x4.sub(at(element(x, j), 16), m);
      s0 = f32x4.add(s0, d0); q0 = madd(d0, d0, q0);
      s1 = f32x4.add(s1, d1); q1 = madd(d1, d1, q1);
    }
    for (; j < width; j += 4) {
      const d = keepPart(f32x4.sub(at(element(x, j)), m), width - j);
      s0 = f32x4.add(s0, d); q0 = madd(d, d, q0);
    }
    // The sum would be zero but for the rounding of the mean.
    const apart = wideSum(f32x4.add(s0, s1)) * share;
    const variance = wideSum(f32x4.add(q0, q1)) * share - apart * apart;
    store<f32>(element(job.mean, row), <f32>(shift + apart));
    store<f32>(element(job.variance, row), <f32>variance);
    const inverse = 1 / sqrt<f64>(variance + job.epsilon);
    const factor = f32x4.splat(<f32>inverse), term = f32x4.splat(<f32>(-apart * inverse));
    for (j = 0; j + 4 <= width; j += 4) v128.store(element(y, j), normalised(x, m, factor, term, scale, offset, j));
    if (j < width) storePart(element(y, j), normalised(x, m, factor, term, scale, offset, j), width - j);
  }
}

/** scale × ((x - shift) × factor + term) + offset, for four numbers. */
@inline function normalised(
  x: usize, shift: v128, factor: v128, term: v128, scale: usize, offset: usize, j: i32,
): v128 {
  const u = madd(f32x4.sub(at(element(x, j)), shift), factor, term);
  return madd(u, at(element(scale, j)), at(element(offset, j)));
}

@inline function sumRow(x: usize, width: i32): f64 {
  let s0 = ZERO, s1 = ZERO, s2 = ZERO, s3 = ZERO;
  let j = 0;
  for (; j + 16 <= width; j += 16) {
    const from = element(x, j);
    s0 = f32x4.add(s0, at(from)); s1 = f32x4.add(s1, at(from, 16));
    s2 = f32x4.add(s2, at(from, 32)); s3 = f32x4.add(s3, at(from, 48));
  }
  for (; j < width; j += 4) s0 = f32x4.add(s0, keepPart(at(element(x, j)), width - j));
  return wideSum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

function gradientChunk(chunk: i32, thread: i32): void {
  const job = changetype<Layer>(JOB);
  const width = job.width, scale = job.scale;
  const padded = paddedWidth(width), share = 1 / <f64>width;
  const products = element(job.partials, <usize>chunk * padded * 2), slopes = element(products, padded);
  clear(products, <usize>padded * 2);
  const rowFrom = chunk * job.rowsPerPart, rowTo = min(job.rows, rowFrom + job.rowsPerPart);
  for (let row = rowFrom; row < rowTo; row++) {
    const from = <usize>row * width;
    const x = element(job.x, from), dy = element(job.dy, from), dx = element(job.to, from);
    const m = v128.load32_splat(element(job.mean, row));
    const inverse = 1 / sqrt<f64>(<f64>load<f32>(element(job.variance, row)) + job.epsilon);
    const i = f32x4.splat(<f32>inverse);
    let s = ZERO, t = ZERO;
    for (let j = 0; j < width; j += 4) {
      let slope = at(element(dy, j));
      let u = f32x4.mul(f32x4.sub(at(element(x, j)), m), i), g = f32x4.mul(slope, at(element(scale, j)));
      const left = width - j;
      if (left < 4) {
        // Beside the last column there may be anything, and 0 times that need not be 0.
        slope = keepPart(slope, left);
        u = keepPart(u, left);
        g = keepPart(g, left);
      }
      v128.store(element(products, j), madd(slope, u, at(element(products, j))));
      v128.store(element(slopes, j), f32x4.add(slope, at(element(slopes, j))));
      s = f32x4.add(s, g);
      t = madd(g, u, t);
    }
    const center = f32x4.splat(<f32>(wideSum(s) * share)), factor = f32x4.splat(<f32>(-inverse * wideSum(t) * share));
    let j = 0;
    for (; j + 4 <= width; j += 4) v128.store(element(dx, j), slopeOf(x, dy, scale, m, center, factor, i, j));
    if (j < width) storePart(element(dx, j), slopeOf(x, dy, scale, m, center, factor, i, j), width - j);
  }
}

/** (scale × dy - center + (x - mean) × factor) × inverse, for four numbers. */
@inline function slopeOf(
  x: usize, dy: usize, scale: usize, mean: v128, center: v128, factor: v128, inverse: v128, j: i32,
): v128 {
  const g = f32x4.mul(at(element(dy, j)), at(element(scale, j)));
  return f32x4.mul(madd(f32x4.sub(at(element(x, j)), mean), factor, f32x4.sub(g, center)), inverse);
}
