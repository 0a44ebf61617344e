/**
 * Losses of a batch: Σ weight × loss over its rows, and the derivative of each weighted loss by the outputs. Sums of rows
 * are kept in 64 bits, one for each chunk, and added up in order.
 */
import { at, element, keepPart, partsOf, promoteHigh, storePart, sumOfPair } from "./lanes";
import { log, sigmoid, softplus } from "./mathematics";
import { JOB, parallel } from "./parallel";
import { largestOfRow, powersOfRow, scaleRow } from "./softmax";

/** The losses, numbered as in kernels/losses.ts. */
const SOFTMAX_CROSS_ENTROPY = 0;
const BINARY_CROSS_ENTROPY = 1;

/** Numbers of a chunk. */
const CHUNK = 8192;

@unmanaged class Losses {
  outputs: usize; targets: usize; weights: usize; slopes: usize;
  loss: i32;
  rows: i32; width: i32;
  rowsPerPart: i32;
  /** A sum in 64 bits for each chunk. */
  partials: usize;
}

@inline function rowsPerPart(width: i32): i32 {
  return max(1, CHUNK / width);
}

/** Bytes of scratch that the loss of so many rows of so many outputs needs. */
export function weightedLossScratch(rows: i32, width: i32): usize {
  return <usize>partsOf(rows, rowsPerPart(width)) << 3;
}

/**
 * Writes the single number `total` and `slopes` [rows, width] for `outputs` [rows, width] and `weights` [rows, 1]. Targets
 * are whole numbers [rows, 1] for softmax cross-entropy, [rows, 1] for binary cross-entropy, which takes one output, and
 * [rows, width] for the mean squared error.
 */
export function weightedLoss(
  loss: i32, outputs: usize, targets: usize, weights: usize, total: usize, slopes: usize,
  rows: i32, width: i32, scratch: usize,
): void {
  const job = changetype<Losses>(JOB);
  job.loss = loss;
  job.outputs = outputs; job.targets = targets; job.weights = weights; job.slopes = slopes;
  job.rows = rows; job.width = width;
  job.rowsPerPart = rowsPerPart(width);
  job.partials = scratch;
  const parts = partsOf(rows, job.rowsPerPart);
  parallel(lossChunk, parts);
  let sum: f64 = 0;
  for (let part = 0; part < parts; part++) sum += load<f64>(scratch + (<usize>part << 3));
  store<f32>(total, <f32>sum);
}

function lossChunk(chunk: i32, thread: i32): void {
  const job = changetype<Losses>(JOB);
  const from = chunk * job.rowsPerPart, to = min(job.rows, from + job.rowsPerPart);
  let sum: f64;
  if (job.loss == SOFTMAX_CROSS_ENTROPY) sum = crossEntropies(job, from, to);
  else if (job.width == 1) sum = singles(job, from, to);
  else sum = squares(job, from, to);
  store<f64>(job.partials + (<usize>chunk << 3), sum);
}

/** -log softmax(z) at the class, with the slopes softmax(z) - onehot; 0 for a class that there is not. */
function crossEntropies(job: Losses, from: i32, to: i32): f64 {
  const width = job.width;
  let total: f64 = 0;
  for (let row = from; row < to; row++) {
    const z = element(job.outputs, <usize>row * width), slopes = element(job.slopes, <usize>row * width);
    const weight = load<f32>(element(job.weights, row));
    const largest = largestOfRow(z, width);
    const sum = powersOfRow(z, slopes, width, largest);
    scaleRow(slopes, width, weight / sum);
    const code = load<i32>(element(job.targets, row));
    if (<u32>code >= <u32>width) continue;
    const chosen = element(slopes, code);
    store<f32>(chosen, load<f32>(chosen) - weight);
    total += <f64>weight * (<f64>f32x4.extract_lane(log(f32x4.splat(sum)), 0) - (<f64>load<f32>(element(z, code)) - largest));
  }
  return total;
}

/** Losses of one output a row, four rows at a time. */
function singles(job: Losses, from: i32, to: i32): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let row = from; row < to; row += 4) {
    const z = at(element(job.outputs, row)), y = at(element(job.targets, row)), weight = at(element(job.weights, row));
    let loss: v128, slope: v128;
    if (job.loss == BINARY_CROSS_ENTROPY) {
      // log (1 + eᶻ) - y z, whose two terms are almost the same far out.
      const linear = f32x4.sub(f32x4.pmax(z, f32x4.splat(0)), f32x4.mul(y, z));
      loss = f32x4.add(softplus(f32x4.neg(f32x4.abs(z))), linear);
      slope = f32x4.sub(sigmoid(z), y);
    } else {
      const residual = f32x4.sub(z, y);
      loss = f32x4.mul(residual, residual);
      slope = f32x4.add(residual, residual);
    }
    const left = to - row;
    storePart(element(job.slopes, row), f32x4.mul(weight, slope), left);
    const weighted = keepPart(f32x4.mul(weight, loss), left);
    low = f64x2.add(low, f64x2.promote_low_f32x4(weighted));
    high = f64x2.add(high, promoteHigh(weighted));
  }
  return sumOfPair(f64x2.add(low, high));
}

/** Mean squared errors of several outputs a row. */
function squares(job: Losses, from: i32, to: i32): f64 {
  const width = job.width;
  let total: f64 = 0;
  for (let row = from; row < to; row++) {
    const first = <usize>row * width;
    const z = element(job.outputs, first), y = element(job.targets, first), slopes = element(job.slopes, first);
    const weight = <f64>load<f32>(element(job.weights, row)) / width;
    const factor = f32x4.splat(<f32>(2 * weight));
    let low = f64x2.splat(0), high = f64x2.splat(0);
    for (let j = 0; j < width; j += 4) {
      const residual = keepPart(f32x4.sub(at(element(z, j)), at(element(y, j))), width - j);
      storePart(element(slopes, j), f32x4.mul(residual, factor), width - j);
      const square = f32x4.mul(residual, residual);
      low = f64x2.add(low, f64x2.promote_low_f32x4(square));
      high = f64x2.add(high, promoteHigh(square));
    }
    total += weight * sumOfPair(f64x2.add(low, high));
  }
  return total;
}
