/** Numbers from one place to another, whatever their type: 32 bits are 32 bits. */
import { axisOf, CHUNK, chunksOf, elementsOf, walk } from "./axes";
import { at, element, partsOf, storePart } from "./lanes";
import { JOB, parallel } from "./parallel";

@unmanaged class Job {
  from: usize; to: usize;
  total: i32; axes: i32;
  /** Matrices to turn: how many, their extents, and the strips of one. */
  rows: i32; columns: i32;
  strips: i32; unitsPerChunk: i32; units: i32;
}

/** Numbers from which the engine's own copy is faster than a loop: measured. */
const LONG: i32 = 256;

/** `count` numbers that lie side by side. */
@inline export function copyRun(from: usize, to: usize, count: i32): void {
  if (count >= LONG) {
    memory.copy(to, from, <usize>count << 2);
    return;
  }
  const end = to + (<usize>(count & ~3) << 2);
  for (; to < end; to += 16) {
    v128.store(to, at(from));
    from += 16;
  }
  if (count & 3) storePart(to, at(from), count & 3);
}

/** `count` times the same number. */
@inline export function fillRun(to: usize, x: v128, count: i32): void {
  const end = to + (<usize>(count & ~3) << 2);
  for (; to < end; to += 16) v128.store(to, x);
  if (count & 3) storePart(to, x, count & 3);
}

@unmanaged class Copying {
  @inline run(from: usize, to: usize, index: i32, count: i32): void {
    const inner = axisOf(0);
    if (inner.b == 1 && inner.a == 1) copyRun(from, to, count);
    else if (inner.b == 1 && inner.a == 0) fillRun(to, v128.load32_splat(from), count);
    else {
      const aBytes = <usize>inner.a << 2, bBytes = <usize>inner.b << 2;
      for (let i = 0; i < count; i++) {
        store<u32>(to, load<u32>(from));
        from += aBytes; to += bBytes;
      }
    }
  }
}

/** Copies along the axes set before: their first steps are those of `from`, their second those of `to`. */
export function move(from: usize, to: usize, axes: i32): void {
  const job = changetype<Job>(JOB);
  job.from = from; job.to = to;
  job.axes = axes; job.total = elementsOf(axes);
  parallel(moveChunk, chunksOf(job.total));
}

function moveChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  walk<Copying>(chunk, job.from, job.to, job.axes, job.total);
}

/** Sets `total` numbers to one, given by its bits. */
export function fill(to: usize, total: i32, bits: i32): void {
  const job = changetype<Job>(JOB);
  job.to = to; job.total = total;
  job.rows = bits;
  parallel(fillChunk, chunksOf(total));
}

function fillChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const first = chunk * CHUNK;
  fillRun(element(job.to, first), i32x4.splat(job.rows), min(CHUNK, job.total - first));
}

/** Rows of a strip: what is written side by side, a cache line. */
const STRIP: i32 = 16;

/** `to` [batch, columns, rows] = `from` [batch, rows, columns], every matrix turned. */
export function turn(from: usize, to: usize, batch: i32, rows: i32, columns: i32): void {
  const job = changetype<Job>(JOB);
  job.from = from; job.to = to;
  job.rows = rows; job.columns = columns;
  job.strips = partsOf(rows, STRIP);
  job.units = batch * job.strips;
  job.unitsPerChunk = max(1, CHUNK / (min(rows, STRIP) * columns));
  parallel(turnChunk, partsOf(job.units, job.unitsPerChunk));
}

function turnChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const size = <usize>job.rows * job.columns;
  const end = min(job.units, (chunk + 1) * job.unitsPerChunk);
  for (let unit = chunk * job.unitsPerChunk; unit < end; unit++) {
    const matrix = unit / job.strips;
    const row = (unit - matrix * job.strips) * STRIP;
    const start = <usize>matrix * size;
    turnStrip(
      element(job.from, start + <usize>row * job.columns), element(job.to, start + row),
      min(STRIP, job.rows - row), job.columns, <usize>job.columns << 2, <usize>job.rows << 2,
    );
  }
}

function turnStrip(from: usize, to: usize, rows: i32, columns: i32, fromBytes: usize, toBytes: usize): void {
  let column = 0;
  for (; column + 4 <= columns; column += 4) {
    let source = from, target = to;
    let left = rows;
    for (; left >= 4; left -= 4) {
      const a = at(source), b = at(source + fromBytes);
      const c = at(source + fromBytes * 2), d = at(source + fromBytes * 3);
      const ab = i32x4.shuffle(a, b, 0, 4, 1, 5), cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
      const AB = i32x4.shuffle(a, b, 2, 6, 3, 7), CD = i32x4.shuffle(c, d, 2, 6, 3, 7);
      v128.store(target, i64x2.shuffle(ab, cd, 0, 2));
      v128.store(target + toBytes, i64x2.shuffle(ab, cd, 1, 3));
      v128.store(target + toBytes * 2, i64x2.shuffle(AB, CD, 0, 2));
      v128.store(target + toBytes * 3, i64x2.shuffle(AB, CD, 1, 3));
      source += fromBytes * 4;
      target += 16;
    }
    for (; left > 0; left--) {
      store<u32>(target, load<u32>(source));
      store<u32>(target + toBytes, load<u32>(source, 4));
      store<u32>(target + toBytes * 2, load<u32>(source, 8));
      store<u32>(target + toBytes * 3, load<u32>(source, 12));
      source += fromBytes;
      target += 4;
    }
    from += 16;
    to += toBytes * 4;
  }
  for (; column < columns; column++) {
    let source = from;
    for (let row = 0; row < rows; row++) {
      store<u32>(element(to, row), load<u32>(source));
      source += fromBytes;
    }
    from += 4;
    to += toBytes;
  }
}
