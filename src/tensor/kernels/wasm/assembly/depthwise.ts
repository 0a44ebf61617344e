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
  const multiplier = job.multiplier;
  const to = min(job.numbers, (chunk + 1) * BLOCK);
  let i = chunk * BLOCK;
  let copy = element(job.repeated, <usize>i * multiplier);
  if (multiplier == 2) {
    for (; i + 4 <= to; i += 4) {
      const x = at(element(job.single, i));
      v128.store(copy, i32x4.shuffle(x, x, 0, 0, 1, 1));
      v128.store(copy, i32x4.shuffle(x, x, 2, 2, 3, 3), 16);
      copy += 32;
    }
  }
  for (; i < to; i++) {
    const x = load<f32>(element(job.single, i));
    for (let left = multiplier; left > 0; left--) {
      store<f32>(copy, x);
      copy += 4;
    }
  }
}

function foldChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const multiplier = job.multiplier;
  const to = min(job.numbers, (chunk + 1) * BLOCK);
  let i = chunk * BLOCK;
  let copy = element(job.repeated, <usize>i * multiplier);
  if (multiplier == 2) {
    for (; i + 4 <= to; i += 4) {
      const a = at(copy), b = at(copy, 16);
      const sum = f32x4.add(i32x4.shuffle(a, b, 0, 2, 4, 6), i32x4.shuffle(a, b, 1, 3, 5, 7));
      v128.store(element(job.single, i), sum);
      copy += 32;
    }
  }
  for (; i < to; i++) {
    let sum: f32 = 0;
    for (let left = multiplier; left > 0; left--) {
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
  const pixelBytes = <usize>job.channels << 2;
  const isRelu = job.isRelu;
  let bias = job.bias;
  const end = to + pixelBytes;
  for (; to + 16 <= end; to += 16) {
    fourLanes(
      from, pixelBytes, advance, fromBytes, filter, tapStep, filterStep, rows, taps, bias, isRelu, to, toStep, 4,
    );
    from += 16;
    filter += 16;
    if (bias) bias += 16;
  }
  if (to == end) return;
  const count = <i32>(end - to) >> 2;
  fourLanes(
    from, pixelBytes, advance, fromBytes, filter, tapStep, filterStep, rows, taps, bias, isRelu, to, toStep, count,
  );
}

/** The first `count` of four channels. */
@inline function fourLanes(
  from: usize, pixelBytes: usize, advance: usize, fromBytes: usize, filter: usize, tapStep: i32, filterStep: i32,
  rows: i32, taps: i32, bias: usize, isRelu: bool, to: usize, toStep: usize, count: i32,
): void {
  let s0 = bias ? at(bias) : ZERO;
  let s1 = s0, s2 = s0, s3 = s0;
  const tapStep2 = tapStep * 2;
  const advance2 = advance * 2, advance3 = advance * 3;
  for (let i = rows; i > 0; i--) {
    let p = from, f = filter;
    let left = taps;
    if (advance == pixelBytes) {
      // Neighbours that see the same numbers; most filters are three wide.
      for (; left >= 3; left -= 3) {
        const u = at(f), v = at(f + tapStep), w = at(f + tapStep2);
        const x0 = at(p);
        p += pixelBytes;
        const x1 = at(p);
        p += pixelBytes;
        const x2 = at(p);
        p += pixelBytes;
        s0 = madd(x2, w, madd(x1, v, madd(x0, u, s0)));
        const x3 = at(p);
        s1 = madd(x3, w, madd(x2, v, madd(x1, u, s1)));
        const x4 = at(p + pixelBytes);
        s2 = madd(x4, w, madd(x3, v, madd(x2, u, s2)));
        s3 = madd(at(p + advance2), w, madd(x4, v, madd(x3, u, s3)));
        f += tapStep2 + tapStep;
      }
    }
    for (; left > 0; left--) {
      const w = at(f);
      s0 = madd(at(p), w, s0);
      s1 = madd(at(p + advance), w, s1);
      s2 = madd(at(p + advance2), w, s2);
      s3 = madd(at(p + advance3), w, s3);
      p += pixelBytes;
      f += tapStep;
    }
    from += fromBytes;
    filter += filterStep;
  }
  storePart(to, finished(s0, isRelu), count);
  storePart(to + toStep, finished(s1, isRelu), count);
  storePart(to + toStep * 2, finished(s2, isRelu), count);
  storePart(to + toStep * 3, finished(s3, isRelu), count);
}

/** The gradient by the filter over a part of the rows of dy. */
function filterChunk(chunk: i32, thread: i32): void {
  const job = changetype<Depthwise>(JOB);
  const pixelBytes = <usize>job.channels << 2;
  const fromBytes = <usize>job.fromWidth * pixelBytes;
  const sumBytes = <usize>job.windowWidth * pixelBytes;
  const sums = job.partials + <usize>chunk * job.windowHeight * sumBytes;
  clear(sums, <usize>job.windowHeight * job.windowWidth * job.channels);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    const upper = row % job.toHeight * job.down - job.top;
    const dy = job.dy + <usize>row * job.toWidth * pixelBytes;
    const image = job.from + <usize>(row / job.toHeight * job.fromHeight) * fromBytes;
    for (let i = max(0, -upper); i < min(job.windowHeight, job.fromHeight - upper); i++) {
      lineSums(job, image + <usize>(upper + i) * fromBytes, dy, sums + <usize>i * sumBytes);
    }
  }
}

/** The first result that sees a number through place `j` of the filter, and the one behind the last. */
@inline function firstThrough(job: Depthwise, j: i32): i32 {
  return partsOf(max(0, job.left - j), job.right);
}

@inline function lastThrough(job: Depthwise, j: i32): i32 {
  const beyond = job.fromWidth - 1 + job.left - j;
  return beyond < 0 ? 0 : min(job.toWidth, beyond / job.right + 1);
}

/** What a row of dy and a row of x give for a row of the filter. */
function lineSums(job: Depthwise, x: usize, dy: usize, sums: usize): void {
  for (let j = 0; j < job.windowWidth; ) {
    const taps = job.windowWidth - j < 3 ? 1 : 3;
    // Where all of them see a number.
    const first = firstThrough(job, j), last = max(first, lastThrough(job, j + taps - 1));
    if (taps == 3) addThree(job, x, dy, j, first, last, sums);
    for (let end = j + taps; j < end; j++) {
      const to = lastThrough(job, j);
      if (taps == 1) addOne(job, x, dy, j, first, to, sums);
      else {
        addOne(job, x, dy, j, firstThrough(job, j), min(to, first), sums);
        addOne(job, x, dy, j, last, to, sums);
      }
    }
  }
}

/** Adds Σ x · dy over the results `first` to `last` to the sum of place `j` of the filter, for every channel. */
function addOne(job: Depthwise, x: usize, dy: usize, j: i32, first: i32, last: i32, sums: usize): void {
  if (first >= last) return;
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  const step = <usize>job.right * pixelBytes;
  x += <usize>(first * job.right - job.left + j) * pixelBytes;
  dy += <usize>first * pixelBytes;
  sums += <usize>j * pixelBytes;
  for (let channel = 0; channel < channels; channel += 4) {
    let sum = ZERO;
    let p = x, q = dy;
    for (let left = last - first; left > 0; left--) {
      sum = madd(at(p), at(q), sum);
      p += step;
      q += pixelBytes;
    }
    storePart(sums, f32x4.add(at(sums), sum), channels - channel);
    x += 16;
    dy += 16;
    sums += 16;
  }
}

/** The same for the three places from `j` on, of which every result sees all. */
function addThree(job: Depthwise, x: usize, dy: usize, j: i32, first: i32, last: i32, sums: usize): void {
  if (first >= last) return;
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  const pixelBytes2 = pixelBytes * 2;
  const step = <usize>job.right * pixelBytes;
  x += <usize>(first * job.right - job.left + j) * pixelBytes;
  dy += <usize>first * pixelBytes;
  sums += <usize>j * pixelBytes;
  for (let channel = 0; channel < channels; channel += 4) {
    let a0 = ZERO, b0 = ZERO, c0 = ZERO, a1 = ZERO, b1 = ZERO, c1 = ZERO;
    let p = x, q = dy;
    let left = last - first;
    for (; left >= 2; left -= 2) {
      const y0 = at(q), y1 = at(q + pixelBytes);
      a0 = madd(at(p), y0, a0);
      b0 = madd(at(p + pixelBytes), y0, b0);
      c0 = madd(at(p + pixelBytes2), y0, c0);
      p += step;
      a1 = madd(at(p), y1, a1);
      b1 = madd(at(p + pixelBytes), y1, b1);
      c1 = madd(at(p + pixelBytes2), y1, c1);
      p += step;
      q += pixelBytes2;
    }
    if (left > 0) {
      const y0 = at(q);
      a0 = madd(at(p), y0, a0);
      b0 = madd(at(p + pixelBytes), y0, b0);
      c0 = madd(at(p + pixelBytes2), y0, c0);
    }
    const count = channels - channel;
    const to = sums + pixelBytes, to2 = sums + pixelBytes2;
    storePart(sums, f32x4.add(at(sums), f32x4.add(a0, a1)), count);
    storePart(to, f32x4.add(at(to), f32x4.add(b0, b1)), count);
    storePart(to2, f32x4.add(at(to2), f32x4.add(c0, c1)), count);
    x += 16;
    dy += 16;
    sums += 16;
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
