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
    const end = from + right;
    let p = x, q = to;
    for (; from + 16 <= end; from += 16) {
      pairGrad(p, q, at(from), right, below, isMax, 4);
      p += 16;
      q += 16;
    }
    if (from < end) pairGrad(p, q, at(from), right, below, isMax, <i32>(end - from) >> 2);
    from = end;
    x += right * 2;
    to += right * 2;
  }
  // What no window covers: the rest of both rows, and the rows under the last window.
  const rest = <usize>(job.width - job.outWidth * 2) * channels;
  clear(to, rest);
  clear(to + below, rest);
  if (row % job.outHeight < job.outHeight - 1) return;
  clear(element(to, rest) + below, <usize>(job.height - job.outHeight * 2) * job.width * channels);
}

/** The first `count` channels of one window. */
@inline function pairGrad(p: usize, q: usize, dy: v128, right: usize, below: usize, isMax: bool, count: i32): void {
  if (!isMax) {
    dy = f32x4.mul(dy, QUARTER);
    storePart(q, dy, count);
    storePart(q + right, dy, count);
    storePart(q + below, dy, count);
    storePart(q + below + right, dy, count);
    return;
  }
  const a = at(p), b = at(p + right), c = at(p + below), d = at(p + below + right);
  const y = largest(a, b, c, d);
  const isA = f32x4.eq(a, y), isB = f32x4.eq(b, y), isC = f32x4.eq(c, y), isD = f32x4.eq(d, y);
  dy = v128.and(dy, f32x4.gt(y, LOWEST));
  storePart(q, v128.and(dy, isA), count);
  dy = v128.andnot(dy, isA);
  storePart(q + right, v128.and(dy, isB), count);
  dy = v128.andnot(dy, isB);
  storePart(q + below, v128.and(dy, isC), count);
  storePart(q + below + right, v128.and(v128.andnot(dy, isC), isD), count);
}

/** What is told of each window: its largest number, where that is, its mean, or the derivative by it over its size. */
const LARGEST = 0;
const PLACE = 1;
const MEAN = 2;
const SHARE = 3;

function windowsChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) windows(job, row, LARGEST);
    else windows(job, row, MEAN);
  }
}

function marksChunk(chunk: i32, thread: i32): void {
  const job = changetype<Pooling>(JOB);
  const to = min(job.rows, (chunk + 1) * job.rowsPerChunk);
  for (let row = chunk * job.rowsPerChunk; row < to; row++) {
    if (job.isMax) windows(job, row, PLACE);
    else windows(job, row, SHARE);
  }
}

/**
 * One row of windows. Sixteen channels are in hand at a time, which pays for walking about; those past the last one are
 * read and not written.
 */
@inline function windows(job: Pooling, row: i32, what: i32): void {
  const channels = job.channels, windowWidth = job.windowWidth;
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
    const xFrom = max(0, corner), xTo = min(job.width, corner + windowWidth);
    const share = f32x4.splat(<f32>1 / <f32>(max(0, yTo - yFrom) * max(0, xTo - xFrom)));
    const first = (yFrom - upper) * windowWidth + xFrom - corner;
    const from = image + <usize>yFrom * rowBytes + <usize>xFrom * pixelBytes;
    for (let channel = 0; channel < channels; channel += 16) {
      const offset = <usize>channel << 2;
      const count = channels - channel;
      const start = from + offset, q = to + offset;
      if (what == LARGEST) storeLargest(start, yTo - yFrom, xTo - xFrom, rowBytes, pixelBytes, q, count);
      else if (what == PLACE) storePlace(start, yTo - yFrom, xTo - xFrom, rowBytes, pixelBytes, first, windowWidth, q, count);
      else if (what == MEAN) storeMean(start, yTo - yFrom, xTo - xFrom, rowBytes, pixelBytes, share, q, count);
      else {
        const p = dy + offset;
        storeFour(
          q, f32x4.mul(at(p), share), f32x4.mul(at(p, 16), share), f32x4.mul(at(p, 32), share),
          f32x4.mul(at(p, 48), share), count,
        );
      }
    }
    corner += job.right;
    dy += pixelBytes;
    to += pixelBytes;
  }
}

/** The first `count` of sixteen numbers. */
@inline function storeFour(to: usize, a: v128, b: v128, c: v128, d: v128, count: i32): void {
  if (count >= 16) {
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    return;
  }
  storePart(to, a, count);
  storePart(to + 16, b, count - 4);
  storePart(to + 32, c, count - 8);
  storePart(to + 48, d, count - 12);
}

@inline function storeLargest(
  from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize, to: usize, count: i32,
): void {
  let a = LOWEST, b = LOWEST, c = LOWEST, d = LOWEST;
  for (; rows > 0; rows--) {
    let p = from;
    for (let i = columns; i > 0; i--) {
      a = f32x4.pmax(a, at(p));
      b = f32x4.pmax(b, at(p, 16));
      c = f32x4.pmax(c, at(p, 32));
      d = f32x4.pmax(d, at(p, 48));
      p += pixelBytes;
    }
    from += rowBytes;
  }
  storeFour(to, a, b, c, d, count);
}

/** Number of the first maximum within its window, row by row; -1 where nothing is above -∞. */
@inline function storePlace(
  from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize, first: i32, windowWidth: i32,
  to: usize, count: i32,
): void {
  let a = LOWEST, b = LOWEST, c = LOWEST, d = LOWEST;
  let atA = NOWHERE, atB = NOWHERE, atC = NOWHERE, atD = NOWHERE;
  for (; rows > 0; rows--) {
    let p = from;
    for (let i = 0; i < columns; i++) {
      const place = i32x4.splat(first + i);
      const nextA = at(p), nextB = at(p, 16), nextC = at(p, 32), nextD = at(p, 48);
      atA = v128.bitselect(place, atA, f32x4.gt(nextA, a));
      a = f32x4.pmax(a, nextA);
      atB = v128.bitselect(place, atB, f32x4.gt(nextB, b));
      b = f32x4.pmax(b, nextB);
      atC = v128.bitselect(place, atC, f32x4.gt(nextC, c));
      c = f32x4.pmax(c, nextC);
      atD = v128.bitselect(place, atD, f32x4.gt(nextD, d));
      d = f32x4.pmax(d, nextD);
      p += pixelBytes;
    }
    from += rowBytes;
    first += windowWidth;
  }
  storeFour(to, atA, atB, atC, atD, count);
}

/** Row by row: a sum over a whole image loses fewer digits so. */
@inline function storeMean(
  from: usize, rows: i32, columns: i32, rowBytes: usize, pixelBytes: usize, share: v128, to: usize, count: i32,
): void {
  let a = ZERO, b = ZERO, c = ZERO, d = ZERO;
  for (; rows > 0; rows--) {
    let p = from;
    let lineA = ZERO, lineB = ZERO, lineC = ZERO, lineD = ZERO;
    for (let i = columns; i > 0; i--) {
      lineA = f32x4.add(lineA, at(p));
      lineB = f32x4.add(lineB, at(p, 16));
      lineC = f32x4.add(lineC, at(p, 32));
      lineD = f32x4.add(lineD, at(p, 48));
      p += pixelBytes;
    }
    a = f32x4.add(a, lineA);
    b = f32x4.add(b, lineB);
    c = f32x4.add(c, lineC);
    d = f32x4.add(d, lineD);
    from += rowBytes;
  }
  storeFour(to, f32x4.mul(a, share), f32x4.mul(b, share), f32x4.mul(c, share), f32x4.mul(d, share), count);
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
  return partsOf(max(0, position - window + 1), stride);
}

/** One row of dx: every pixel adds up what the windows over it have for it, so that rows do not touch one another. */
@inline function gather(job: Pooling, row: i32, isMax: bool): void {
  const channels = job.channels, outWidth = job.outWidth, windowWidth = job.windowWidth;
  const down = job.down, right = job.right, left = job.left;
  const pixelBytes = <usize>channels << 2;
  const dyFrom = job.dy - job.marks;
  const y = row % job.height + job.top;
  const upper = firstOver(y, job.windowHeight, down), lower = min(job.outHeight, y / down + 1);
  const image = job.marks + <usize>(row / job.height) * job.outHeight * outWidth * pixelBytes;
  let to = element(job.dx, <usize>row * job.width * channels);
  let leftmost = firstOver(left, windowWidth, right), rightmost = min(outWidth, left / right + 1);
  for (let x = left; x < job.width + left; x++) {
    if (x - leftmost * right >= windowWidth) leftmost++;
    if (rightmost < outWidth && rightmost * right <= x) rightmost++;
    for (let channel = 0; channel < channels; channel += 16) {
      const offset = image + (<usize>channel << 2);
      let a = ZERO, b = ZERO, c = ZERO, d = ZERO;
      for (let i = upper; i < lower; i++) {
        let mark = offset + <usize>(i * outWidth + leftmost) * pixelBytes;
        let place = (y - i * down) * windowWidth + x - leftmost * right;
        for (let j = leftmost; j < rightmost; j++) {
          if (isMax) {
            const here = i32x4.splat(place);
            const dy = mark + dyFrom;
            a = f32x4.add(a, v128.and(at(dy), i32x4.eq(at(mark), here)));
            b = f32x4.add(b, v128.and(at(dy, 16), i32x4.eq(at(mark, 16), here)));
            c = f32x4.add(c, v128.and(at(dy, 32), i32x4.eq(at(mark, 32), here)));
            d = f32x4.add(d, v128.and(at(dy, 48), i32x4.eq(at(mark, 48), here)));
            place -= right;
          } else {
            a = f32x4.add(a, at(mark));
            b = f32x4.add(b, at(mark, 16));
            c = f32x4.add(c, at(mark, 32));
            d = f32x4.add(d, at(mark, 48));
          }
          mark += pixelBytes;
        }
      }
      storeFour(to + (<usize>channel << 2), a, b, c, d, channels - channel);
    }
    to += pixelBytes;
  }
}
