/**
 * The largest number or the mean of every window of an image, channel by channel, and their gradients. Windows may hang
 * over the edge; what lies outside counts for nothing.
 */
import { at, clear, element, partsOf, storePart, ZERO } from "./lanes";
import { JOB, parallel } from "./parallel";

/** Numbers of one chunk: some 10 µs. */
const GRAIN = 32768;
const LOWEST: v128 = f32x4.splat(-Infinity);
const NOWHERE: v128 = i32x4.splat(-1);
const QUARTER: v128 = f32x4.splat(0.25);

@unmanaged class Pooling {
  x: usize; y: usize;
  /** Derivatives by both, and what the gradient leaves for its second pass: numbers or places, in the shape of y. */
  dx: usize; dy: usize; marks: usize;
  isMax: bool;
  height: i32; width: i32; channels: i32;
  outHeight: i32; outWidth: i32;
  windowHeight: i32; windowWidth: i32;
  down: i32; right: i32;
  top: i32; left: i32;
  /** Rows over all images, and how many of them one chunk takes. */
  rows: i32; rowsPerChunk: i32;
}

/** Leaves the geometry at JOB. */
@inline function prepare(
  isMax: bool, channels: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): Pooling {
  const job = changetype<Pooling>(JOB);
  job.isMax = isMax;
  job.height = height; job.width = width; job.channels = channels;
  job.outHeight = outHeight; job.outWidth = outWidth;
  job.windowHeight = windowHeight; job.windowWidth = windowWidth;
  job.down = down; job.right = right;
  job.top = top; job.left = left;
  return job;
}

/** Cuts `rows` of so many numbers into chunks; returns how many. */
@inline function cut(job: Pooling, rows: i32, numbers: i64): i32 {
  job.rows = rows;
  job.rowsPerChunk = <i32>max<i64>(1, GRAIN / max<i64>(1, numbers));
  return partsOf(rows, job.rowsPerChunk);
}

/** Windows of 2 × 2 side by side, all of them inside. */
@inline function arePairs(job: Pooling): bool {
  return (
    job.windowHeight == 2 && job.windowWidth == 2 && job.down == 2 && job.right == 2 && job.top == 0 && job.left == 0 &&
    job.outHeight > 0 && job.outHeight * 2 <= job.height && job.outWidth > 0 && job.outWidth * 2 <= job.width
  );
}

/**
 * x [batch, height, width, channels] to y [batch, outHeight, outWidth, channels]. The first window begins at [-top, -left],
 * the others `down` and `right` steps from one another. NaN is passed over by the maximum: a window of nothing else gives -∞.
 */
export function pool(
  x: usize, y: usize, isMax: bool, batch: i32, channels: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): void {
  const job = prepare(
    isMax, channels, height, width, outHeight, outWidth, windowHeight, windowWidth, down, right, top, left,
  );
  job.x = x; job.y = y;
  const chunks = cut(job, batch * outHeight, <i64>outWidth * channels * windowHeight * windowWidth);
  if (arePairs(job)) parallel(pairsChunk, chunks);
  else parallel(windowsChunk, chunks);
}

/** Numbers of scratch that the gradient needs, for each number of y. */
export function poolGradMarks(
  height: i32, width: i32, outHeight: i32, outWidth: i32,
  windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): i32 {
  return arePairs(
    prepare(false, 1, height, width, outHeight, outWidth, windowHeight, windowWidth, down, right, top, left),
  ) ? 0 : 1;
}

/**
 * Derivative by x from that by y. Of equal maxima the first one of the window gets all; a window without a number above -∞
 * gives nothing. x is not read for means, `marks` not used for windows of 2 × 2 side by side.
 */
export function poolGrad(
  dy: usize, x: usize, dx: usize, marks: usize, isMax: bool, batch: i32, channels: i32, height: i32, width: i32,
  outHeight: i32, outWidth: i32, windowHeight: i32, windowWidth: i32, down: i32, right: i32, top: i32, left: i32,
): void {
  const job = prepare(
    isMax, channels, height, width, outHeight, outWidth, windowHeight, windowWidth, down, right, top, left,
  );
  job.x = x; job.dx = dx; job.dy = dy; job.marks = marks;
  const window = <i64>windowHeight * windowWidth;
  const numbers = <i64>outWidth * channels;
  if (arePairs(job)) {
    parallel(pairsGradChunk, cut(job, batch * outHeight, numbers * 4));
    return;
  }
  parallel(marksChunk, cut(job, batch * outHeight, isMax ? numbers * window : numbers));
  const overlap = max<i64>(1, window / (<i64>down * right));
  parallel(gatherChunk, cut(job, batch * height, <i64>width * channels * overlap));
}

function pairsChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) pairs(job, row, true);
    else pairs(job, row, false);
  }
}

/** Address of the upper row of the windows of a row of y. */
@inline function pairsFrom(base: usize, job: Pooling, row: i32): usize {
  const above = row / job.outHeight * job.height + row % job.outHeight * 2;
  return element(base, <usize>above * job.width * job.channels);
}

@inline function pairs(job: Pooling, row: i32, isMax: bool): void {
  const channels = job.channels;
  const right = <usize>channels << 2;
  const below = <usize>job.width * right;
  let from = pairsFrom(job.x, job, row);
  let to = element(job.y, <usize>row * job.outWidth * channels);
  for (let window = job.outWidth; window > 0; window--) {
    for (let channel = 0; channel < channels; channel += 4) {
      const p = from + (<usize>channel << 2);
      const a = at(p), b = at(p + right), c = at(p + below), d = at(p + below + right);
      const y = isMax ? largest(a, b, c, d) : f32x4.mul(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), QUARTER);
      storePart(to + (<usize>channel << 2), y, channels - channel);
    }
    from += right * 2;
    to += right;
  }
}

@inline function largest(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.pmax(f32x4.pmax(f32x4.pmax(f32x4.pmax(LOWEST, a), b), c), d);
}

function pairsGradChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) pairsGrad(job, row, true);
    else pairsGrad(job, row, false);
  }
}

@inline function pairsGrad(job: Pooling, row: i32, isMax: bool): void {
  const channels = job.channels;
  const right = <usize>channels << 2;
  const below = <usize>job.width * right;
  let x = pairsFrom(job.x, job, row);
  let to = pairsFrom(job.dx, job, row);
  let from = element(job.dy, <usize>row * job.outWidth * channels);
  for (let window = job.outWidth; window > 0; window--) {
    for (let channel = 0; channel < channels; channel += 4) {
      const offset = <usize>channel << 2;
      const count = channels - channel;
      const q = to + offset;
      let dy = at(from + offset);
      if (isMax) {
        const p = x + offset;
        const a = at(p), b = at(p + right), c = at(p + below), d = at(p + below + right);
        const y = largest(a, b, c, d);
        const isA = f32x4.eq(a, y), isB = f32x4.eq(b, y), isC = f32x4.eq(c, y), isD = f32x4.eq(d, y);
        dy = v128.and(dy, f32x4.gt(y, LOWEST));
        storePart(q, v128.and(dy, isA), count);
        dy = v128.andnot(dy, isA);
        storePart(q + right, v128.and(dy, isB), count);
        dy = v128.andnot(dy, isB);
        storePart(q + below, v128.and(dy, isC), count);
        dy = v128.andnot(dy, isC);
        storePart(q + below + right, v128.and(dy, isD), count);
      } else {
        dy = f32x4.mul(dy, QUARTER);
        storePart(q, dy, count);
        storePart(q + right, dy, count);
        storePart(q + below, dy, count);
        storePart(q + below + right, dy, count);
      }
    }
    x += right * 2;
    from += right;
    to += right * 2;
  }
  // What no window covers: the rest of both rows, and the rows under the last window.
  const rest = <usize>(job.width - job.outWidth * 2) * channels;
  clear(to, rest);
  clear(to + below, rest);
  if (row % job.outHeight < job.outHeight - 1) return;
  clear(element(to, rest) + below, <usize>(job.height - job.outHeight * 2) * job.width * channels);
}

function windowsChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) windows(job, row, LARGEST);
    else windows(job, row, MEAN);
  }
}

/** What is told of each window: its largest number, where that is, its mean, or the derivative by it over its size. */
const LARGEST = 0;
const PLACE = 1;
const MEAN = 2;
const SHARE = 3;

function marksChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) windows(job, row, PLACE);
    else windows(job, row, SHARE);
  }
}

/** One row of windows. */
@inline function windows(job: Pooling, row: i32, what: i32): void {
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>job.width * pixelBytes;
  const upper = row % job.outHeight * job.down - job.top;
  const yFrom = max(0, upper), yTo = min(job.height, upper + job.windowHeight);
  const image = job.x + <usize>(row / job.outHeight) * job.height * rowBytes;
  const line = <usize>row * job.outWidth * channels;
  let dy = element(job.dy, line);
  let to = element(what == LARGEST || what == MEAN ? job.y : job.marks, line);
  let corner = -job.left;
  for (let window = job.outWidth; window > 0; window--) {
    const xFrom = max(0, corner), xTo = min(job.width, corner + job.windowWidth);
    const share = f32x4.splat(<f32>1 / <f32>(max(0, yTo - yFrom) * max(0, xTo - xFrom)));
    const first = (yFrom - upper) * job.windowWidth + xFrom - corner;
    const from = image + <usize>yFrom * rowBytes + <usize>xFrom * pixelBytes;
    for (let channel = 0; channel < channels; channel += 4) {
      const offset = <usize>channel << 2;
      let result = ZERO;
      if (what == LARGEST) result = largestOf(from + offset, yTo - yFrom, xTo - xFrom, rowBytes, pixelBytes);
      else if (what == PLACE) {
        result = placeOf(from + offset, yTo - yFrom, xTo - xFrom, rowBytes, pixelBytes, first, job.windowWidth);
      } else if (what == MEAN) {
        result = f32x4.mul(sumOver(from + offset, yTo - yFrom, xTo - xFrom, rowBytes, pixelBytes), share);
      } else result = f32x4.mul(at(dy + offset), share);
      storePart(to + offset, result, channels - channel);
    }
    corner += job.right;
    dy += pixelBytes;
    to += pixelBytes;
  }
}

@inline function largestOf(from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize): v128 {
  let best = LOWEST;
  for (; rows > 0; rows--) {
    let p = from;
    for (let i = columns; i > 0; i--) {
      best = f32x4.pmax(best, at(p));
      p += pixelBytes;
    }
    from += rowBytes;
  }
  return best;
}

/** Number of the first maximum within its window, row by row; -1 where nothing is above -∞. */
@inline function placeOf(
  from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize, first: i32, windowWidth: i32,
): v128 {
  let best = LOWEST;
  let place = NOWHERE;
  for (; rows > 0; rows--) {
    let p = from;
    for (let i = 0; i < columns; i++) {
      const x = at(p);
      const isAbove = f32x4.gt(x, best);
      best = v128.bitselect(x, best, isAbove);
      place = v128.bitselect(i32x4.splat(first + i), place, isAbove);
      p += pixelBytes;
    }
    from += rowBytes;
    first += windowWidth;
  }
  return place;
}

/** Row by row: a sum over a whole image loses fewer digits so. */
@inline function sumOver(from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize): v128 {
  let sum = ZERO;
  for (; rows > 0; rows--) {
    let p = from;
    let line = ZERO;
    for (let i = columns; i > 0; i--) {
      line = f32x4.add(line, at(p));
      p += pixelBytes;
    }
    sum = f32x4.add(sum, line);
    from += rowBytes;
  }
  return sum;
}

function gatherChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) gather(job, row, true);
    else gather(job, row, false);
  }
}

/** First of the windows that cover a place `position` behind the first one's corner. */
@inline function firstOver(position: i32, window: i32, stride: i32): i32 {
  return max(0, partsOf(max(0, position - window + 1), stride));
}

/** One row of dx: every pixel adds up what the windows over it have for it, so that rows do not touch one another. */
@inline function gather(job: Pooling, row: i32, isMax: bool): void {
  const channels = job.channels;
  const pixelBytes = <usize>channels << 2;
  const y = row % job.height + job.top;
  const upper = firstOver(y, job.windowHeight, job.down), lower = min(job.outHeight, y / job.down + 1);
  const image = <usize>(row / job.height) * job.outHeight * job.outWidth * pixelBytes;
  let to = element(job.dx, <usize>row * job.width * channels);
  for (let x = job.left; x < job.width + job.left; x++) {
    const leftmost = firstOver(x, job.windowWidth, job.right), rightmost = min(job.outWidth, x / job.right + 1);
    for (let channel = 0; channel < channels; channel += 4) {
      const offset = image + (<usize>channel << 2);
      let sum = ZERO;
      for (let i = upper; i < lower; i++) {
        let cell = offset + <usize>(i * job.outWidth + leftmost) * pixelBytes;
        let place = (y - i * job.down) * job.windowWidth + x - leftmost * job.right;
        for (let j = leftmost; j < rightmost; j++) {
          const mark = at(job.marks + cell);
          if (isMax) {
            sum = f32x4.add(sum, v128.and(at(job.dy + cell), i32x4.eq(mark, i32x4.splat(place))));
          } else sum = f32x4.add(sum, mark);
          cell += pixelBytes;
          place -= job.right;
        }
      }
      storePart(to + (<usize>channel << 2), sum, channels - channel);
    }
    to += pixelBytes;
  }
}
