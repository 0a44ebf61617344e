/**
 * Batch normalisation (Ioffe and Szegedy 2015) of rows of channels. Where there are few channels, several rows are looked
 * at as one longer row, so that vectors are full. Each chunk finds the mean and the spread of its channels about that
 * mean; those of the chunks are put together in 64 bits by Chan, Golub and LeVeque (1983). No digits are lost to a mean
 * that is large beside the spread.
 */
import { at, clear, element, madd, partsOf, storePart } from "./lanes";
import { JOB, parallel } from "./parallel";

/** Numbers of a chunk, and how many columns it has at most. */
const CHUNK = 16384;
const COLUMNS = 512;
/** Columns that make a row long enough; four times as many are one chunk's at most. */
const ENOUGH = 64;
/** Two sums and a mean for each column of a chunk. */
const SUMS_BYTES: usize = COLUMNS * 3 * 4;

@unmanaged class Batch {
  x: usize; dy: usize; to: usize;
  channels: i32;
  /** Rows, each of so many of the given ones side by side, and the given ones that are left over. */
  rows: i32; fold: i32; restRows: i32;
  /** Numbers of a row. */
  lanes: i32;
  rowsPerPart: i32; rowParts: i32; columnsPerPart: i32; columnParts: i32;
  /** For each lane: the mean, and the factors and terms that the numbers are turned into the result by. */
  mean: usize; a: usize; b: usize; c: usize;
  /** SUMS_BYTES for each thread. */
  sums: usize;
  /** Two f64 for each part of the rows and each channel. */
  partials: usize;
}

/** How the work is cut; a function of the shape alone. */
@inline function plan(job: Batch, rows: i32, channels: i32): void {
  let fold = 1;
  if (channels < ENOUGH) {
    fold = 4 / min(4, channels & -channels);
    while (fold * channels < ENOUGH) fold <<= 1;
  }
  job.channels = channels; job.fold = fold;
  job.rows = rows / fold; job.restRows = rows % fold;
  job.lanes = channels * fold;
  job.columnParts = partsOf(job.lanes, COLUMNS);
  job.columnsPerPart = partsOf(partsOf(job.lanes, job.columnParts), 4) * 4;
  job.rowsPerPart = CHUNK / job.columnsPerPart;
  job.rowParts = max(1, partsOf(job.rows, job.rowsPerPart));
}

/** Bytes of one of the arrays of a number for each lane. */
@inline function lanesBytes(job: Batch): usize {
  return <usize>partsOf(job.lanes, 4) << 4;
}

/** Bytes of scratch that so many rows of so many channels need on so many threads. */
export function batchScratch(rows: i32, channels: i32, threads: i32): usize {
  const job = changetype<Batch>(JOB);
  plan(job, rows, channels);
  return lanesBytes(job) * 4 + SUMS_BYTES * threads + <usize>job.rowParts * channels * 16;
}

@inline function prepare(x: usize, dy: usize, to: usize, rows: i32, channels: i32, scratch: usize, threads: i32): Batch {
  const job = changetype<Batch>(JOB);
  job.x = x; job.dy = dy; job.to = to;
  plan(job, rows, channels);
  const bytes = lanesBytes(job);
  job.mean = scratch; job.a = scratch + bytes; job.b = scratch + bytes * 2; job.c = scratch + bytes * 3;
  job.sums = scratch + bytes * 4;
  job.partials = job.sums + SUMS_BYTES * threads;
  return job;
}

/** Writes a number for each channel to all the lanes that are that channel's. */
@inline function spread(job: Batch, array: usize, channel: i32, value: f32): void {
  for (let lane = channel; lane < job.lanes; lane += job.channels) store<f32>(element(array, lane), value);
}

/**
 * y = scale × (x - mean) / √(variance + ε) + offset for x [rows, channels], and the mean and the biased variance of each
 * channel.
 */
export function normaliseBatch(
  x: usize, scale: usize, offset: usize, y: usize, mean: usize, variance: usize,
  rows: i32, channels: i32, epsilon: f64, scratch: usize, threads: i32,
): void {
  const job = prepare(x, 0, y, rows, channels, scratch, threads);
  parallel(momentsChunk, job.rowParts * job.columnParts);
  joinMoments(job);
  for (let channel = 0; channel < channels; channel++) {
    const sums = job.partials + (<usize>channel << 4);
    const center = load<f64>(sums), squared = load<f64>(sums, 8) / rows;
    store<f32>(element(mean, channel), <f32>center);
    store<f32>(element(variance, channel), <f32>squared);
    const shift = <f32>center;
    const factor = <f64>load<f32>(element(scale, channel)) / sqrt<f64>(squared + epsilon);
    // What the mean loses as a Float32 goes into the offset.
    const term = <f64>load<f32>(element(offset, channel)) + (<f64>shift - center) * factor;
    spread(job, job.mean, channel, shift);
    spread(job, job.a, channel, <f32>factor);
    spread(job, job.b, channel, <f32>term);
  }
  parallel(normaliseChunk, job.rowParts * job.columnParts);
}

/** The same by a mean and a variance that are given; scale and offset may be 0 for none. */
export function normaliseBy(
  x: usize, mean: usize, variance: usize, scale: usize, offset: usize, y: usize,
  rows: i32, channels: i32, epsilon: f64, scratch: usize, threads: i32,
): void {
  const job = prepare(x, 0, y, rows, channels, scratch, threads);
  for (let channel = 0; channel < channels; channel++) {
    const factor = scale ? <f64>load<f32>(element(scale, channel)) : 1;
    spread(job, job.mean, channel, load<f32>(element(mean, channel)));
    spread(job, job.a, channel, <f32>(factor / sqrt<f64>(<f64>load<f32>(element(variance, channel)) + epsilon)));
    spread(job, job.b, channel, offset ? load<f32>(element(offset, channel)) : 0);
  }
  parallel(normaliseChunk, job.rowParts * job.columnParts);
}

/**
 * Gradients of Σ dy × y by x, scale and offset. With i = 1 / √(variance + ε), s = Σ dy and t = i Σ dy (x - mean) over the n
 * rows: dx = scale × i × (dy - s/n - (x - mean) × i t/n), dScale = t and dOffset = s.
 */
export function normaliseBatchGrad(
  x: usize, dy: usize, scale: usize, mean: usize, variance: usize, dx: usize, dScale: usize, dOffset: usize,
  rows: i32, channels: i32, epsilon: f64, scratch: usize, threads: i32,
): void {
  const job = prepare(x, dy, dx, rows, channels, scratch, threads);
  for (let channel = 0; channel < channels; channel++) spread(job, job.mean, channel, load<f32>(element(mean, channel)));
  parallel(slopesChunk, job.rowParts * job.columnParts);
  joinSums(job);
  for (let channel = 0; channel < channels; channel++) {
    const sums = job.partials + (<usize>channel << 4);
    const inverse = 1 / sqrt<f64>(<f64>load<f32>(element(variance, channel)) + epsilon);
    const s = load<f64>(sums), t = load<f64>(sums, 8) * inverse;
    store<f32>(element(dScale, channel), <f32>t);
    store<f32>(element(dOffset, channel), <f32>s);
    spread(job, job.a, channel, <f32>(<f64>load<f32>(element(scale, channel)) * inverse));
    spread(job, job.b, channel, <f32>(s / rows));
    spread(job, job.c, channel, <f32>(-inverse * t / rows));
  }
  parallel(gradientChunk, job.rowParts * job.columnParts);
}

/** Puts the mean and the squares of all parts of the rows together, in place of those of the first. */
function joinMoments(job: Batch): void {
  const bytes = <usize>job.channels << 4, total = job.partials;
  let count = <f64>rowsOf(job, 0);
  for (let part = 1; part < job.rowParts; part++) {
    const from = total + bytes * part;
    const more = <f64>rowsOf(job, part);
    const share = more / (count + more), both = count * share;
    for (let j: usize = 0; j < bytes; j += 16) {
      const mean = load<f64>(total + j), apart = load<f64>(from + j) - mean;
      store<f64>(total + j, mean + apart * share);
      store<f64>(total + j, load<f64>(total + j, 8) + load<f64>(from + j, 8) + apart * apart * both, 8);
    }
    count += more;
  }
}

/** The same for two sums. */
function joinSums(job: Batch): void {
  const bytes = <usize>job.channels << 4, total = job.partials;
  for (let part = 1; part < job.rowParts; part++) {
    const from = total + bytes * part;
    for (let j: usize = 0; j < bytes; j += 16) v128.store(total + j, f64x2.add(at(total + j), at(from + j)));
  }
}

/** The given rows of a part. */
@inline function rowsOf(job: Batch, part: i32): i32 {
  const isLast = part == job.rowParts - 1;
  return isLast ? (job.rows - part * job.rowsPerPart) * job.fold + job.restRows : job.rowsPerPart * job.fold;
}

/** What a chunk works on. */
@inline function columnFromOf(job: Batch, chunk: i32): i32 {
  return (chunk % job.columnParts) * job.columnsPerPart;
}

@inline function rowFromOf(job: Batch, chunk: i32): i32 {
  return (chunk / job.columnParts) * job.rowsPerPart;
}

@inline function isLastPart(job: Batch, chunk: i32): bool {
  return chunk / job.columnParts == job.rowParts - 1;
}

/** Number of the first of the rows that are left over, among all numbers. */
@inline function restFrom(job: Batch): usize {
  return <usize>job.rows * job.lanes;
}

/** Mean of each channel of a chunk, and Σ (x - mean)². */
function momentsChunk(chunk: i32, thread: i32): void {
  const job = changetype<Batch>(JOB);
  const columnFrom = columnFromOf(job, chunk), rowFrom = rowFromOf(job, chunk);
  const columns = min(job.columnsPerPart, job.lanes - columnFrom);
  const rows = min(job.rowsPerPart, job.rows - rowFrom);
  const count = <f64>rowsOf(job, chunk / job.columnParts);
  const rowBytes = <usize>job.lanes << 2;
  const x = element(job.x, <usize>rowFrom * job.lanes + columnFrom);
  const first = job.sums + SUMS_BYTES * thread, second = first + COLUMNS * 4, shift = second + COLUMNS * 4;
  // Of a row that is not full.
  const rest = isLastPart(job, chunk) ? job.restRows * job.channels : 0;
  const restX = element(job.x, restFrom(job));
  // All channels in several lanes each, or a part of them in one.
  const channels = min(job.channels, columns);

  sumColumns(x, rowBytes, rows, columns, first);
  for (let j = 0; j < rest; j++) add(element(first, j), load<f32>(element(restX, j)));
  for (let channel = 0; channel < channels; channel++) {
    const mean = <f32>(fold(first, channel, columns, channels) / count);
    for (let j = channel; j < columns; j += channels) store<f32>(element(shift, j), mean);
  }
  sumDistances(x, rowBytes, rows, columns, shift, first, second);
  for (let j = 0; j < rest; j++) {
    const distance = load<f32>(element(restX, j)) - load<f32>(element(shift, j));
    add(element(first, j), distance);
    add(element(second, j), distance * distance);
  }
  for (let channel = 0; channel < channels; channel++) {
    const sum = fold(first, channel, columns, channels), squares = fold(second, channel, columns, channels);
    const partial = partialOf(job, chunk, columnFrom + channel);
    // The sum would be zero but for the rounding of the mean.
    store<f64>(partial, <f64>load<f32>(element(shift, channel)) + sum / count);
    store<f64>(partial, squares - sum * sum / count, 8);
  }
}

/** Σ dy and Σ dy (x - mean) of each channel of a chunk. */
function slopesChunk(chunk: i32, thread: i32): void {
  const job = changetype<Batch>(JOB);
  const columnFrom = columnFromOf(job, chunk), rowFrom = rowFromOf(job, chunk);
  const columns = min(job.columnsPerPart, job.lanes - columnFrom);
  const rows = min(job.rowsPerPart, job.rows - rowFrom);
  const rowBytes = <usize>job.lanes << 2;
  const from = <usize>rowFrom * job.lanes + columnFrom;
  const x = element(job.x, from), dy = element(job.dy, from), mean = element(job.mean, columnFrom);
  const first = job.sums + SUMS_BYTES * thread, second = first + COLUMNS * 4;
  sumSlopes(x, dy, rowBytes, rows, columns, mean, first, second);
  const rest = isLastPart(job, chunk) ? job.restRows * job.channels : 0;
  const restX = element(job.x, restFrom(job)), restDy = element(job.dy, restFrom(job));
  for (let j = 0; j < rest; j++) {
    const slope = load<f32>(element(restDy, j));
    add(element(first, j), slope);
    add(element(second, j), slope * (load<f32>(element(restX, j)) - load<f32>(element(mean, j))));
  }
  const channels = min(job.channels, columns);
  for (let channel = 0; channel < channels; channel++) {
    const partial = partialOf(job, chunk, columnFrom + channel);
    store<f64>(partial, fold(first, channel, columns, channels));
    store<f64>(partial, fold(second, channel, columns, channels), 8);
  }
}

@inline function partialOf(job: Batch, chunk: i32, channel: i32): usize {
  return job.partials + (<usize>((chunk / job.columnParts) * job.channels + channel) << 4);
}

@inline function add(address: usize, x: f32): void {
  store<f32>(address, load<f32>(address) + x);
}

/** Sum of the lanes of a channel, every so many. */
@inline function fold(sums: usize, channel: i32, columns: i32, channels: i32): f64 {
  let sum: f64 = 0;
  for (let j = channel; j < columns; j += channels) sum += load<f32>(element(sums, j));
  return sum;
}

/** Sums down the rows, four rows at a time. What is read beside the last column leads to sums that are not used. */
function sumColumns(x: usize, rowBytes: usize, rows: i32, columns: i32, sums: usize): void {
  clear(sums, COLUMNS);
  const bytes = <usize>columns << 2;
  for (; rows >= 4; rows -= 4) {
    const x1 = x + rowBytes, x2 = x1 + rowBytes, x3 = x2 + rowBytes;
    for (let j: usize = 0; j < bytes; j += 16) {
      const sum = f32x4.add(f32x4.add(at(x + j), at(x1 + j)), f32x4.add(at(x2 + j), at(x3 + j)));
      v128.store(sums + j, f32x4.add(at(sums + j), sum));
    }
    x = x3 + rowBytes;
  }
  for (; rows > 0; rows--) {
    for (let j: usize = 0; j < bytes; j += 16) v128.store(sums + j, f32x4.add(at(sums + j), at(x + j)));
    x += rowBytes;
  }
}

/** The same of x - shift and of its square. */
function sumDistances(
  x: usize, rowBytes: usize, rows: i32, columns: i32, shift: usize, first: usize, second: usize,
): void {
  clear(first, COLUMNS);
  clear(second, COLUMNS);
  const bytes = <usize>columns << 2;
  for (; rows >= 4; rows -= 4) {
    const x1 = x + rowBytes, x2 = x1 + rowBytes, x3 = x2 + rowBytes;
    for (let j: usize = 0; j < bytes; j += 16) {
      const m = at(shift + j);
      const d0 = f32x4.sub(at(x + j), m), d1 = f32x4.sub(at(x1 + j), m);
      const d2 = f32x4.sub(at(x2 + j), m), d3 = f32x4.sub(at(x3 + j), m);
      const sum = f32x4.add(f32x4.add(d0, d1), f32x4.add(d2, d3));
      const squares = f32x4.add(madd(d0, d0, f32x4.mul(d1, d1)), madd(d2, d2, f32x4.mul(d3, d3)));
      v128.store(first + j, f32x4.add(at(first + j), sum));
      v128.store(second + j, f32x4.add(at(second + j), squares));
    }
    x = x3 + rowBytes;
  }
  for (; rows > 0; rows--) {
    for (let j: usize = 0; j < bytes; j += 16) {
      const d = f32x4.sub(at(x + j), at(shift + j));
      v128.store(first + j, f32x4.add(at(first + j), d));
      v128.store(second + j, madd(d, d, at(second + j)));
    }
    x += rowBytes;
  }
}

/** The same of dy and of dy (x - mean). */
function sumSlopes(
  x: usize, dy: usize, rowBytes: usize, rows: i32, columns: i32, mean: usize, first: usize, second: usize,
): void {
  clear(first, COLUMNS);
  clear(second, COLUMNS);
  const bytes = <usize>columns << 2;
  for (; rows > 0; rows--) {
    for (let j: usize = 0; j < bytes; j += 16) {
      const slope = at(dy + j);
      v128.store(first + j, f32x4.add(at(first + j), slope));
      v128.store(second + j, madd(slope, f32x4.sub(at(x + j), at(mean + j)), at(second + j)));
    }
    x += rowBytes; dy += rowBytes;
  }
}

function normaliseChunk(chunk: i32, thread: i32): void {
  const job = changetype<Batch>(JOB);
  const columnFrom = columnFromOf(job, chunk), columnTo = min(job.lanes, columnFrom + job.columnsPerPart);
  const rowFrom = rowFromOf(job, chunk), rowTo = min(job.rows, rowFrom + job.rowsPerPart);
  for (let row = rowFrom; row < rowTo; row++) normaliseRun(job, <usize>row * job.lanes, columnFrom, columnTo);
  if (isLastPart(job, chunk)) normaliseRun(job, restFrom(job), columnFrom, min(columnTo, job.restRows * job.channels));
}

/** Some lanes of the row that begins with number `row`. */
function normaliseRun(job: Batch, row: usize, from: i32, end: i32): void {
  const x = element(job.x, row), to = element(job.to, row), mean = job.mean, a = job.a, b = job.b;
  const last = <usize>end << 2;
  let j = <usize>from << 2;
  for (; j + 16 <= last; j += 16) v128.store(to + j, normalised(x + j, mean + j, a + j, b + j));
  if (j < last) storePart(to + j, normalised(x + j, mean + j, a + j, b + j), <i32>(last - j) >> 2);
}

/** (x - mean) × a + b. */
@inline function normalised(x: usize, mean: usize, a: usize, b: usize): v128 {
  return madd(f32x4.sub(at(x), at(mean)), at(a), at(b));
}

function gradientChunk(chunk: i32, thread: i32): void {
  const job = changetype<Batch>(JOB);
  const columnFrom = columnFromOf(job, chunk), columnTo = min(job.lanes, columnFrom + job.columnsPerPart);
  const rowFrom = rowFromOf(job, chunk), rowTo = min(job.rows, rowFrom + job.rowsPerPart);
  for (let row = rowFrom; row < rowTo; row++) gradientRun(job, <usize>row * job.lanes, columnFrom, columnTo);
  if (isLastPart(job, chunk)) gradientRun(job, restFrom(job), columnFrom, min(columnTo, job.restRows * job.channels));
}

function gradientRun(job: Batch, row: usize, from: i32, end: i32): void {
  const x = element(job.x, row), dy = element(job.dy, row), to = element(job.to, row);
  const mean = job.mean, a = job.a, b = job.b, c = job.c;
  const last = <usize>end << 2;
  let j = <usize>from << 2;
  for (; j + 16 <= last; j += 16) v128.store(to + j, slopeOf(x + j, dy + j, mean + j, a + j, b + j, c + j));
  if (j < last) storePart(to + j, slopeOf(x + j, dy + j, mean + j, a + j, b + j, c + j), <i32>(last - j) >> 2);
}

/** (dy - b + (x - mean) × c) × a. */
@inline function slopeOf(x: usize, dy: usize, mean: usize, a: usize, b: usize, c: usize): v128 {
  return f32x4.mul(madd(f32x4.sub(at(x), at(mean)), at(c), f32x4.sub(at(dy), at(b))), at(a));
}
