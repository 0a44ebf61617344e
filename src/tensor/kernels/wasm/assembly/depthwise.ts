/**
 * Convolution of each channel by itself, and its gradients. With several filters for each channel, every channel of the
 * image is first repeated so many times: what is left is one filter for each.
 */
import { at, clear, element, madd, partsOf, storePart, ZERO } from "./lanes";
import { JOB, parallel } from "./parallel";

/** Multiplications of one chunk: some 10 µs. */
const GRAIN = 131_072;
/** Parts of the batch for the gradient by the filter: enough for any pool of threads. */
const ENOUGH = 32;
/** Numbers of one chunk where they are only copied or added up. */
const BLOCK = 16384;

@unmanaged class Depthwise {
  /** What is read and what is written: images, their channels already repeated. */
  from: usize; to: usize;
  filter: usize; bias: usize;
  isRelu: bool;
  /** Whether the result is the derivative by the image. */
  isBack: bool;
  channels: i32;
  fromHeight: i32; fromWidth: i32;
  toHeight: i32; toWidth: i32;
  windowHeight: i32; windowWidth: i32;
  down: i32; right: i32;
  top: i32; left: i32;
  /** Rows over all images, and how many of them one chunk takes. */
  rows: i32; rowsPerChunk: i32;
  /** The other operand of the gradient by the filter, and its sums over each part of the rows. */
  dy: usize; partials: usize; parts: i32;
  /** Repeating channels and adding repeated ones up again. */
  single: usize; repeated: usize;
  multiplier: i32; numbers: i32;
}

@inline function prepare(
  channels: i32, multiplier: i32, windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): Depthwise {
  const job = changetype<Depthwise>(JOB);
  job.channels = channels * multiplier;
  job.multiplier = multiplier;
  job.windowHeight = windowHeight; job.windowWidth = windowWidth;
  job.down = down; job.right = right;
  job.top = top; job.left = left;
  return job;
}

/** Cuts `rows` of so many multiplications into chunks; returns how many. */
@inline function cut(job: Depthwise, rows: i32, work: i64): i32 {
  job.rows = rows;
  job.rowsPerChunk = <i32>max<i64>(1, GRAIN / max<i64>(1, work));
  return partsOf(rows, job.rowsPerChunk);
}

/**
 * x [batch, height, width, channels] and filter [windowHeight, windowWidth, channels, multiplier] to y [batch, outHeight,
 * outWidth, channels × multiplier], plus bias [channels × multiplier] (0 for none), negative results set to zero if asked.
 * `scratch` has room for x with its channels repeated; it is not used where the multiplier is 1.
 */
export function depthwise(
  x: usize, filter: usize, y: usize, bias: usize, isRelu: bool, scratch: usize,
  batch: i32, channels: i32, multiplier: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): void {
  const job = prepare(channels, multiplier, windowHeight, windowWidth, down, right, top, left);
  job.from = repeated(job, x, scratch, batch * height * width * channels);
  job.to = y;
  job.filter = filter; job.bias = bias; job.isRelu = isRelu;
  job.isBack = false;
  job.fromHeight = height; job.fromWidth = width;
  job.toHeight = outHeight; job.toWidth = outWidth;
  const work = <i64>outWidth * job.channels * windowHeight * windowWidth;
  parallel(rowsChunk, cut(job, batch * outHeight, work));
}

/** Derivative by x from that by y. `scratch` has room for x with its channels repeated, as above. */
export function depthwiseInputGrad(
  dy: usize, filter: usize, dx: usize, scratch: usize,
  batch: i32, channels: i32, multiplier: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): void {
  const job = prepare(channels, multiplier, windowHeight, windowWidth, down, right, top, left);
  job.from = dy;
  job.to = multiplier == 1 ? dx : scratch;
  job.filter = filter; job.bias = 0; job.isRelu = false;
  job.isBack = true;
  job.fromHeight = outHeight; job.fromWidth = outWidth;
  job.toHeight = height; job.toWidth = width;
  const work = <i64>width * job.channels * windowHeight * windowWidth / (down * right);
  parallel(rowsChunk, cut(job, batch * height, work));
  if (multiplier == 1) return;
  job.single = dx; job.repeated = scratch;
  job.numbers = batch * height * width * channels;
  parallel(foldChunk, partsOf(job.numbers, BLOCK));
}

/** Parts of the batch whose sums the gradient by the filter keeps apart; a function of the shape alone. */
@inline function split(job: Depthwise, batch: i32, outHeight: i32, outWidth: i32): void {
  job.rows = batch * outHeight;
  const work = <i64>outWidth * job.channels * job.windowHeight * job.windowWidth * job.rows;
  const parts = <i32>max<i64>(1, min<i64>(min(ENOUGH, job.rows), work / GRAIN));
  job.rowsPerChunk = max(1, partsOf(job.rows, parts));
  job.parts = max(1, partsOf(job.rows, job.rowsPerChunk));
}

/** Numbers of scratch that the gradient by the filter needs beside x with its channels repeated. */
export function depthwiseFilterScratch(
  batch: i32, channels: i32, multiplier: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): usize {
  const job = prepare(channels, multiplier, windowHeight, windowWidth, down, right, top, left);
  split(job, batch, outHeight, outWidth);
  return job.parts == 1 ? 0 : <usize>job.parts * windowHeight * windowWidth * job.channels;
}

/** Derivative by the filter from that by y. `partials` has the room that `depthwiseFilterScratch` names. */
export function depthwiseFilterGrad(
  x: usize, dy: usize, dFilter: usize, partials: usize, scratch: usize,
  batch: i32, channels: i32, multiplier: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): void {
  const job = prepare(channels, multiplier, windowHeight, windowWidth, down, right, top, left);
  job.from = repeated(job, x, scratch, batch * height * width * channels);
  job.dy = dy;
  job.fromHeight = height; job.fromWidth = width;
  job.toHeight = outHeight; job.toWidth = outWidth;
  split(job, batch, outHeight, outWidth);
  job.to = dFilter;
  job.partials = job.parts == 1 ? dFilter : partials;
  parallel(filterChunk, job.parts);
  if (job.parts == 1) return;
  job.numbers = windowHeight * windowWidth * job.channels;
  parallel(sumChunk, partsOf(job.numbers, BLOCK / ENOUGH));
}

/** Address of x with each channel `multiplier` times: x itself where that is 1. */
@inline function repeated(job: Depthwise, x: usize, scratch: usize, numbers: i32): usize {
  if (job.multiplier == 1) return x;
  job.single = x; job.repeated = scratch;
  job.numbers = numbers;
  parallel(repeatChunk, partsOf(numbers, BLOCK));
  return scratch;
}

function repeatChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const to = min(job.numbers, (chunk + 1) * BLOCK);
  let copy = element(job.repeated, <usize>(chunk * BLOCK) * job.multiplier);
  for (let i = chunk * BLOCK; i < to; i++) {
    const x = load<f32>(element(job.single, i));
    for (let left = job.multiplier; left > 0; left--) {
      store<f32>(copy, x);
      copy += 4;
    }
  }
}

function foldChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const to = min(job.numbers, (chunk + 1) * BLOCK);
  let copy = element(job.repeated, <usize>(chunk * BLOCK) * job.multiplier);
  for (let i = chunk * BLOCK; i < to; i++) {
    let sum: f32 = 0;
    for (let left = job.multiplier; left > 0; left--) {
      sum += load<f32>(copy);
      copy += 4;
    }
    store<f32>(element(job.single, i), sum);
  }
}

/**
 * Which numbers of one axis make a result at `target`: `tapsOf` neighbours from `lowest` on, some perhaps outside; the
 * first of them meets the filter at `meets`. Backwards, results that lie a stride apart meet the same part of the filter.
 */
@inline function tapsOf(isBack: bool, target: i32, window: i32, stride: i32, before: i32): i32 {
  return isBack ? partsOf(max(0, window - (target + before) % stride), stride) : window;
}

@inline function lowest(isBack: bool, target: i32, taps: i32, stride: i32, before: i32): i32 {
  return isBack ? (target + before) / stride - taps + 1 : target * stride - before;
}

@inline function meets(isBack: bool, target: i32, taps: i32, stride: i32, before: i32): i32 {
  return isBack ? (target + before) % stride + (taps - 1) * stride : 0;
}

/** Rows of the result. */
function rowsChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const isBack = job.isBack;
  const pixelBytes = <usize>job.channels << 2;
  const fromBytes = <usize>job.fromWidth * pixelBytes;
  const filterBytes = <usize>job.windowWidth * pixelBytes;
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    const y = row % job.toHeight;
    const taps = tapsOf(isBack, y, job.windowHeight, job.down, job.top);
    const low = lowest(isBack, y, taps, job.down, job.top);
    const first = max(0, -low), last = min(taps, job.fromHeight - low);
    const line = row / job.toHeight * job.fromHeight + low + first;
    const met = meets(isBack, y, taps, job.down, job.top) + (isBack ? -first * job.down : first);
    rowOf(
      job,
      job.from + <usize>line * fromBytes,
      job.filter + <usize>met * filterBytes,
      isBack ? -job.down * <i32>filterBytes : <i32>filterBytes,
      max(0, last - first),
      job.to + <usize>row * <usize>job.toWidth * pixelBytes,
    );
  }
}

/** One row of results from `rows` rows of numbers, the first at `from`, the next step of the filter `filterStep` bytes away. */
function rowOf(job: Depthwise, from: usize, filter: usize, filterStep: i32, rows: i32, to: usize): void {
  const isBack = job.isBack;
  const pixelBytes = <usize>job.channels << 2;
  const phases = isBack ? job.right : 1;
  const advance = isBack ? 1 : job.right;
  const tapStep = isBack ? -job.right * <i32>pixelBytes : <i32>pixelBytes;
  const advanceBytes = <usize>advance * pixelBytes;
  const toStep = <usize>phases * pixelBytes;
  const fromBytes = <usize>job.fromWidth * pixelBytes;
  for (let phase = 0; phase < min(phases, job.toWidth); phase++) {
    const taps = tapsOf(isBack, phase, job.windowWidth, job.right, job.left);
    const low = lowest(isBack, phase, taps, job.right, job.left);
    const met = filter + <usize>meets(isBack, phase, taps, job.right, job.left) * pixelBytes;
    const count = partsOf(job.toWidth - phase, phases);
    // The results all of whose numbers lie inside.
    const inside = min(count, low < 0 ? partsOf(-low, advance) : 0);
    const beyond = job.fromWidth - taps - low;
    const outside = max(inside, beyond < 0 ? 0 : min(count, beyond / advance + 1));
    const start = to + <usize>phase * pixelBytes;
    const isWide = outside - inside >= 4;
    for (let i = 0; i < count; i++) {
      if (isWide && i == inside) i = outside;
      if (i >= count) break;
      const position = low + i * advance;
      const first = max(0, -position), last = min(taps, job.fromWidth - position);
      one(
        job, from + <usize>(position + first) * pixelBytes, fromBytes, met + <usize>(first * tapStep), tapStep, filterStep,
        rows, max(0, last - first), start + <usize>i * toStep,
      );
    }
    if (!isWide) continue;
    for (let i = inside; i < outside; i += 4) {
      // The last four may have been written in part already: they come out the same.
      const j = min(i, outside - 4);
      four(
        job, from + <usize>(low + j * advance) * pixelBytes, advanceBytes, fromBytes, met, tapStep, filterStep,
        rows, taps, start + <usize>j * toStep, toStep,
      );
    }
  }
}

@inline function finished(sum: v128, isRelu: bool): v128 {
  return isRelu ? f32x4.pmax(sum, ZERO) : sum;
}

/** One pixel of the result. */
function one(
  job: Depthwise, from: usize, fromBytes: usize, filter: usize, tapStep: i32, filterStep: i32,
  rows: i32, taps: i32, to: usize,
): void {
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  for (let channel = 0; channel < channels; channel += 4) {
    const offset = <usize>channel << 2;
    let sum = job.bias ? at(job.bias + offset) : ZERO;
    let line = from + offset, lineFilter = filter + offset;
    for (let i = rows; i > 0; i--) {
      let p = line, f = lineFilter;
      for (let j = taps; j > 0; j--) {
        sum = madd(at(p), at(f), sum);
        p += pixelBytes;
        f += tapStep;
      }
      line += fromBytes;
      lineFilter += filterStep;
    }
    storePart(to + offset, finished(sum, job.isRelu), channels - channel);
  }
}

/** Four pixels that meet the same part of the filter; what they read lies `advance` bytes apart. */
function four(
  job: Depthwise, from: usize, advance: usize, fromBytes: usize, filter: usize, tapStep: i32, filterStep: i32,
  rows: i32, taps: i32, to: usize, toStep: usize,
): void {
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  const from3 = advance * 3, to3 = toStep * 3;
  for (let channel = 0; channel < channels; channel += 4) {
    const offset = <usize>channel << 2;
    let s0 = job.bias ? at(job.bias + offset) : ZERO;
    let s1 = s0, s2 = s0, s3 = s0;
    let line = from + offset, lineFilter = filter + offset;
    for (let i = rows; i > 0; i--) {
      let p = line, f = lineFilter;
      for (let j = taps; j > 0; j--) {
        const w = at(f);
        s0 = madd(at(p), w, s0);
        s1 = madd(at(p + advance), w, s1);
        s2 = madd(at(p + advance * 2), w, s2);
        s3 = madd(at(p + from3), w, s3);
        p += pixelBytes;
        f += tapStep;
      }
      line += fromBytes;
      lineFilter += filterStep;
    }
    const count = channels - channel;
    const q = to + offset;
    storePart(q, finished(s0, job.isRelu), count);
    storePart(q + toStep, finished(s1, job.isRelu), count);
    storePart(q + toStep * 2, finished(s2, job.isRelu), count);
    storePart(q + to3, finished(s3, job.isRelu), count);
  }
}

/** The gradient by the filter over a part of the rows of dy. */
function filterChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  const fromBytes = <usize>job.fromWidth * pixelBytes;
  const numbers = <usize>job.windowHeight * job.windowWidth * channels;
  const sums = element(job.partials, <usize>chunk * numbers);
  clear(sums, numbers);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    const upper = row % job.toHeight * job.down - job.top;
    const dy = job.dy + <usize>row * job.toWidth * pixelBytes;
    const image = job.from + <usize>(row / job.toHeight * job.fromHeight) * fromBytes;
    for (let i = max(0, -upper); i < min(job.windowHeight, job.fromHeight - upper); i++) {
      const line = image + <usize>(upper + i) * fromBytes;
      for (let j = 0; j < job.windowWidth; j++) {
        // The results that see a number through this place of the filter.
        const shift = j - job.left;
        const first = shift < 0 ? partsOf(-shift, job.right) : 0;
        const beyond = job.fromWidth - 1 - shift;
        const last = beyond < 0 ? 0 : min(job.toWidth, beyond / job.right + 1);
        if (first >= last) continue;
        addProducts(
          line + <usize>(first * job.right + shift) * pixelBytes, <usize>job.right * pixelBytes,
          dy + <usize>first * pixelBytes, pixelBytes, last - first, channels,
          sums + <usize>(i * job.windowWidth + j) * pixelBytes,
        );
      }
    }
  }
}

/** Adds Σ x · dy over `count` pixels to the sum of every channel. */
function addProducts(x: usize, xStep: usize, dy: usize, dyStep: usize, count: i32, channels: i32, sums: usize): void {
  for (let channel = 0; channel < channels; channel += 4) {
    const offset = <usize>channel << 2;
    let s0 = ZERO, s1 = ZERO, s2 = ZERO, s3 = ZERO;
    let p = x + offset, q = dy + offset;
    let left = count;
    for (; left >= 4; left -= 4) {
      s0 = madd(at(p), at(q), s0);
      s1 = madd(at(p + xStep), at(q + dyStep), s1);
      p += xStep * 2;
      q += dyStep * 2;
      s2 = madd(at(p), at(q), s2);
      s3 = madd(at(p + xStep), at(q + dyStep), s3);
      p += xStep * 2;
      q += dyStep * 2;
    }
    for (; left > 0; left--) {
      s0 = madd(at(p), at(q), s0);
      p += xStep;
      q += dyStep;
    }
    const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    storePart(sums + offset, f32x4.add(at(sums + offset), sum), channels - channel);
  }
}

/** Adds up the parts, in their order. */
function sumChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const block = BLOCK / ENOUGH;
  const to = min(job.numbers, (chunk + 1) * block);
  for (let i = chunk * block; i < to; i += 4) {
    let part = element(job.partials, i);
    let sum = ZERO;
    for (let p = 0; p < job.parts; p++) {
      sum = f32x4.add(sum, at(part));
      part = element(part, job.numbers);
    }
    storePart(element(job.to, i), sum, to - i);
  }
}
