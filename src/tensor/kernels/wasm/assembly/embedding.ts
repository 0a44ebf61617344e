/** Rows of a table by their numbers, their gradient, and rows with a single one. */
import { CHUNK } from "./axes";
import { at, element, partsOf, storePart } from "./lanes";
import { copyRun, fill, fillRun } from "./movement";
import { JOB, parallel } from "./parallel";

@unmanaged class Job {
  from: usize; indices: usize; to: usize;
  outer: i32; extent: i32; count: i32; inner: i32;
  rowsPerChunk: i32;
  on: i32; off: i32;
}

/** Place of the first index that is not from 0 to below `extent`; -1 if all are. */
function firstOutside(indices: usize, count: i32, extent: i32): i32 {
  for (let i = 0; i < count; i++) {
    if (load<u32>(element(indices, i)) >= <u32>extent) return i;
  }
  return -1;
}

/**
 * `to` [outer, count, inner] = `from` [outer, extent, inner] at the indices [count], of any 32-bit type. Does nothing and
 * returns the place of the first index that lies outside; -1 if it is done.
 */
export function gather(
  from: usize, indices: usize, to: usize, outer: i32, extent: i32, count: i32, inner: i32,
): i32 {
  const outside = firstOutside(indices, count, extent);
  if (outside >= 0) return outside;
  const job = changetype<Job>(JOB);
  job.from = from; job.indices = indices; job.to = to;
  job.outer = outer; job.extent = extent; job.count = count; job.inner = inner;
  job.rowsPerChunk = max(1, CHUNK / inner);
  parallel(gatherChunk, partsOf(outer * count, job.rowsPerChunk));
  return -1;
}

function gatherChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const inner = job.inner;
  const end = min(job.outer * job.count, (chunk + 1) * job.rowsPerChunk);
  let row = chunk * job.rowsPerChunk;
  let outer = row / job.count;
  let place = row - outer * job.count;
  let from = element(job.from, <usize>outer * job.extent * inner);
  let to = element(job.to, <usize>row * inner);
  for (; row < end; row++) {
    const source = element(from, <usize>load<u32>(element(job.indices, place)) * inner);
    if (inner == 1) store<u32>(to, load<u32>(source));
    else copyRun(source, to, inner);
    to = element(to, inner);
    if (++place == job.count) {
      place = 0;
      from = element(from, <usize>job.extent * inner);
    }
  }
}

/** Columns of a chunk of segmentSum: a cache line. */
const LINE: i32 = 16;

/**
 * `to` [segments, inner] = sums of the rows of `from` [count, inner] that have the same number in `ids` [count]; others than
 * 0 to below `segments` are passed over. Cut by columns, since rows of a segment lie anywhere.
 */
export function segmentSum(from: usize, ids: usize, to: usize, count: i32, inner: i32, segments: i32): void {
  fill(to, segments * inner, 0);
  const job = changetype<Job>(JOB);
  job.from = from; job.indices = ids; job.to = to;
  job.count = count; job.inner = inner; job.extent = segments;
  // As many columns a chunk as make it worth while, in whole cache lines.
  job.rowsPerChunk = partsOf(max(min(inner, CHUNK / max(1, count)), partsOf(inner, 16)), LINE) * LINE;
  parallel(segmentChunk, partsOf(inner, job.rowsPerChunk));
}

function segmentChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const first = chunk * job.rowsPerChunk;
  const columns = min(job.rowsPerChunk, job.inner - first);
  const whole = <usize>(columns & ~3) << 2;
  const rowBytes = <usize>job.inner << 2;
  let from = element(job.from, first);
  for (let row = 0; row < job.count; row++) {
    const id = load<u32>(element(job.indices, row));
    if (id < <u32>job.extent) {
      const to = element(job.to, <usize>id * job.inner + first);
      let i: usize = 0;
      for (; i < whole; i += 16) v128.store(to + i, f32x4.add(at(to + i), at(from + i)));
      if (columns & 3) storePart(to + i, f32x4.add(at(to + i), at(from + i)), columns & 3);
    }
    from += rowBytes;
  }
}

/** `to` [count, depth] = `off`, and `on` at the index of each row where it has that place; both given by their bits. */
export function oneHot(indices: usize, to: usize, count: i32, depth: i32, on: i32, off: i32): void {
  const job = changetype<Job>(JOB);
  job.indices = indices; job.to = to;
  job.count = count; job.extent = depth;
  job.on = on; job.off = off;
  job.rowsPerChunk = max(1, CHUNK / depth);
  parallel(oneHotChunk, partsOf(count, job.rowsPerChunk));
}

function oneHotChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const depth = job.extent;
  const first = chunk * job.rowsPerChunk;
  const end = min(job.count, first + job.rowsPerChunk);
  fillRun(element(job.to, <usize>first * depth), i32x4.splat(job.off), (end - first) * depth);
  for (let row = first; row < end; row++) {
    const index = load<u32>(element(job.indices, row));
    if (index < <u32>depth) store<i32>(element(job.to, <usize>row * depth + index), job.on);
  }
}
