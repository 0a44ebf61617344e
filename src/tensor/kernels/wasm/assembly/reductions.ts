/**
 * Sums, products and extremes over one axis of [outer, reduced, inner], and the slopes of activations with their sums. What
 * is long is cut into parts, a partial result each, which are then joined in their order: the error of a sum grows with the
 * length of a part only.
 */
import { CHUNK } from "./axes";
import { at, element, partsOf, storePart, ZERO } from "./lanes";
import { JOB, parallel } from "./parallel";

/** Columns of a part at most: their partial results stay in the nearest cache. */
const PART_COLUMNS: i32 = 2048;
/** Parts that are enough for any pool of threads. */
const ENOUGH: i32 = 64;
/** Numbers of a row that are joined four by four at once. */
const BLOCK: i32 = 8192;

@unmanaged class Job {
  from: usize; to: usize; partials: usize;
  operation: i32;
  outer: i32; reduced: i32; inner: i32;
  /** What the results are divided by. */
  divisor: f32;
  /** Rows of `inner` numbers that were one row more than once: inner extents below a vector are joined to one above. */
  folds: i32;
  rowParts: i32; rowsPerPart: i32;
  columnParts: i32; columnsPerPart: i32;
  /** Numbers from one partial result to the next. */
  width: i32;
  unitsPerChunk: i32;
  /** Outputs and slopes of an activation. */
  y: usize; slopes: usize;
}

const ONE: v128 = f32x4.splat(1);

@unmanaged class Sum {
  @inline of(a: v128, b: v128): v128 { return f32x4.add(a, b); }
  @inline neutral(): v128 { return ZERO; }
}
@unmanaged class Product {
  @inline of(a: v128, b: v128): v128 { return f32x4.mul(a, b); }
  @inline neutral(): v128 { return ONE; }
}
@unmanaged class Largest {
  @inline of(a: v128, b: v128): v128 { return f32x4.max(a, b); }
  @inline neutral(): v128 { return f32x4.splat(-Infinity); }
}
@unmanaged class Smallest {
  @inline of(a: v128, b: v128): v128 { return f32x4.min(a, b); }
  @inline neutral(): v128 { return f32x4.splat(Infinity); }
}

/**
 * How a reduction is cut; a function of its shape alone. Rows of fewer numbers than `least` are not joined, and their
 * partial results lie side by side; those of others take whole vectors.
 */
function plan(job: Job, outer: i32, reduced: i32, inner: i32, least: i32): void {
  job.folds = 1;
  if (inner >= least && inner < 16 && (inner & 3) != 0) {
    const folds = inner & 1 ? 4 : 2;
    if (reduced % folds == 0) {
      job.folds = folds;
      reduced /= folds; inner *= folds;
    }
  }
  job.outer = outer; job.reduced = reduced; job.inner = inner;
  const part = <i32>min<i64>(max<i64>(<i64>reduced * inner / ENOUGH, CHUNK), CHUNK * 8);
  job.columnsPerPart = min(inner, PART_COLUMNS);
  job.columnParts = partsOf(inner, job.columnsPerPart);
  job.rowsPerPart = ((part / job.columnsPerPart) + 15) & ~15;
  if (reduced <= job.rowsPerPart * 2) job.rowsPerPart = reduced;
  job.rowParts = partsOf(reduced, job.rowsPerPart);
  job.width = inner < least ? inner : (inner + 3) & ~3;
  job.unitsPerChunk = max(1, CHUNK / (job.rowsPerPart * job.columnsPerPart));
}

@inline function partialBytes(job: Job): usize {
  return (<usize>job.outer * job.rowParts * job.width) << 2;
}

/** Bytes of scratch for a reduction of that shape. */
export function reduceScratch(outer: i32, reduced: i32, inner: i32): usize {
  const job = changetype<Job>(JOB);
  plan(job, outer, reduced, inner, 2);
  return partialBytes(job);
}

/**
 * `to` [outer, inner] = `from` [outer, reduced, inner] reduced, over `divisor`. Operations: 0 sum, 1 product, 2 largest,
 * 3 smallest; NaN wins. No extent is 0.
 */
export function reduce(
  operation: i32, from: usize, to: usize, outer: i32, reduced: i32, inner: i32, divisor: f32, scratch: usize,
): void {
  const job = changetype<Job>(JOB);
  plan(job, outer, reduced, inner, 2);
  job.operation = operation;
  job.from = from; job.to = to; job.partials = scratch;
  job.divisor = divisor;
  parallel(reduceChunk, partsOf(job.outer * job.rowParts * job.columnParts, job.unitsPerChunk));
  parallel(joinChunk, partsOf(outer, outersPerJoin(job)));
}

function reduceChunk(chunk: i32, thread: i32): void {
  switch (changetype<Job>(JOB).operation) {
    case 0: reduceOf<Sum>(chunk); break;
    case 1: reduceOf<Product>(chunk); break;
    case 2: reduceOf<Largest>(chunk); break;
    case 3: reduceOf<Smallest>(chunk); break;
  }
}

function reduceOf<Operation>(chunk: i32): void {
  const job = changetype<Job>(JOB);
  const end = min(job.outer * job.rowParts * job.columnParts, (chunk + 1) * job.unitsPerChunk);
  for (let unit = chunk * job.unitsPerChunk; unit < end; unit++) {
    // Of whole rows there is one column part, so that a unit is a partial result.
    const part = unit / job.columnParts;
    const outer = part / job.rowParts;
    const row = (part - outer * job.rowParts) * job.rowsPerPart;
    const rows = min(job.rowsPerPart, job.reduced - row);
    const column = (unit - part * job.columnParts) * job.columnsPerPart;
    const from = element(job.from, (<usize>outer * job.reduced + row) * job.inner + column);
    const to = element(job.partials, <usize>part * job.width + column);
    if (job.inner == 1) store<f32>(to, alongRow<Operation>(from, rows));
    else downColumns<Operation>(from, <usize>job.inner << 2, rows, min(job.columnsPerPart, job.inner - column), to);
  }
}

/** One number from `count` that lie side by side. */
function alongRow<Operation>(from: usize, count: i32): f32 {
  const operation = changetype<Operation>(0);
  let total = operation.neutral();
  for (let left = count; left > 0; left -= BLOCK) {
    let a = operation.neutral(), b = a, c = a, d = a;
    let inBlock = min(left, BLOCK);
    for (; inBlock >= 16; inBlock -= 16) {
      a = operation.of(a, at(from));
      b = operation.of(b, at(from, 16));
      c = operation.of(c, at(from, 32));
      d = operation.of(d, at(from, 48));
      from += 64;
    }
    for (; inBlock >= 4; inBlock -= 4) {
      a = operation.of(a, at(from));
      from += 16;
    }
    if (inBlock > 0) {
      const isThere = i32x4.gt_s(i32x4.splat(inBlock), i32x4(0, 1, 2, 3));
      b = operation.of(b, v128.bitselect(at(from), operation.neutral(), isThere));
    }
    total = operation.of(total, operation.of(operation.of(a, b), operation.of(c, d)));
  }
  total = operation.of(total, i32x4.shuffle(total, total, 2, 3, 0, 1));
  total = operation.of(total, i32x4.shuffle(total, total, 1, 0, 3, 2));
  return f32x4.extract_lane(total, 0);
}

/** A number for each column; whole vectors are read and written. */
@inline function downColumns<Operation>(from: usize, rowBytes: usize, rows: i32, columns: i32, to: usize): void {
  const operation = changetype<Operation>(0);
  const end = <usize>columns << 2;
  let isFirst = true;
  for (; rows >= 4; rows -= 4) {
    const second = from + rowBytes, third = second + rowBytes, fourth = third + rowBytes;
    for (let i: usize = 0; i < end; i += 16) {
      const x = operation.of(operation.of(at(from + i), at(second + i)), operation.of(at(third + i), at(fourth + i)));
      v128.store(to + i, isFirst ? x : operation.of(at(to + i), x));
    }
    isFirst = false;
    from = fourth + rowBytes;
  }
  for (; rows > 0; rows--) {
    for (let i: usize = 0; i < end; i += 16) {
      const x = at(from + i);
      v128.store(to + i, isFirst ? x : operation.of(at(to + i), x));
    }
    isFirst = false;
    from += rowBytes;
  }
}

@inline function outersPerJoin(job: Job): i32 {
  return max(1, CHUNK / (job.rowParts * job.width));
}

/** Joins the partial results of some of the outer axis. */
function joinChunk(chunk: i32, thread: i32): void {
  switch (changetype<Job>(JOB).operation) {
    case 0: joinOf<Sum>(chunk); break;
    case 1: joinOf<Product>(chunk); break;
    case 2: joinOf<Largest>(chunk); break;
    case 3: joinOf<Smallest>(chunk); break;
  }
}

function joinOf<Operation>(chunk: i32): void {
  const job = changetype<Job>(JOB);
  const operation = changetype<Operation>(0);
  const parts = job.rowParts * job.folds;
  const inner = job.inner / job.folds;
  const width = job.folds > 1 ? inner : job.width;
  const divisor = f32x4.splat(job.divisor);
  const first = chunk * outersPerJoin(job);
  const last = min(job.outer, first + outersPerJoin(job));
  for (let outer = first; outer < last; outer++) {
    const from = element(job.partials, <usize>outer * parts * width);
    const to = element(job.to, <usize>outer * inner);
    if (width == 1) {
      store<f32>(to, alongRow<Operation>(from, parts) / job.divisor);
      continue;
    }
    for (let i = 0; i < inner; i += 4) {
      let x = at(element(from, i));
      for (let part = 1; part < parts; part++) x = operation.of(x, at(element(from, part * width + i)));
      storePart(element(to, i), f32x4.div(x, divisor), inner - i);
    }
  }
}

/** Derivatives by what went into an activation, from its outputs. Where y is no number, dy is not touched. */
@unmanaged class ReluSlope {
  @inline of(dy: v128, y: v128): v128 { return v128.andnot(dy, f32x4.le(y, ZERO)); }
}
@unmanaged class SigmoidSlope {
  @inline of(dy: v128, y: v128): v128 { return f32x4.mul(dy, f32x4.mul(y, f32x4.sub(ONE, y))); }
}

/** Bytes of scratch for activationGrad. */
export function activationGradScratch(rows: i32, width: i32): usize {
  const job = changetype<Job>(JOB);
  plan(job, 1, rows, width, 1);
  return partialBytes(job);
}

/**
 * `slopes` [rows, width] = dy through the activation whose outputs are `y`, and their sums over the rows to `sums` [width].
 * Activations: 0 relu, 1 sigmoid. No extent is 0.
 */
export function activationGrad(
  activation: i32, dy: usize, y: usize, slopes: usize, sums: usize, rows: i32, width: i32, scratch: usize,
): void {
  const job = changetype<Job>(JOB);
  plan(job, 1, rows, width, 1);
  job.operation = activation;
  job.from = dy; job.y = y; job.slopes = slopes; job.to = sums; job.partials = scratch;
  job.divisor = 1;
  parallel(slopesChunk, partsOf(job.rowParts * job.columnParts, job.unitsPerChunk));
  job.operation = 0;
  parallel(joinChunk, 1);
}

function slopesChunk(chunk: i32, thread: i32): void {
  if (changetype<Job>(JOB).operation == 0) slopesOf<ReluSlope>(chunk);
  else slopesOf<SigmoidSlope>(chunk);
}

function slopesOf<Slope>(chunk: i32): void {
  const job = changetype<Job>(JOB);
  const rowBytes = <usize>job.inner << 2;
  const end = min(job.rowParts * job.columnParts, (chunk + 1) * job.unitsPerChunk);
  for (let unit = chunk * job.unitsPerChunk; unit < end; unit++) {
    const part = unit / job.columnParts;
    const column = (unit - part * job.columnParts) * job.columnsPerPart;
    let row = part * job.rowsPerPart;
    const last = min(job.reduced, row + job.rowsPerPart);
    const columns = min(job.columnsPerPart, job.inner - column);
    const to = element(job.partials, <usize>part * job.width + column);
    let offset = element(<usize>column << 2, <usize>row * job.inner);
    memory.fill(to, 0, <usize>((columns + 3) & ~3) << 2);
    for (; row + 4 <= last; row += 4) {
      slopesOfRows<Slope>(job.from + offset, job.y + offset, job.slopes + offset, rowBytes, columns, to);
      offset += rowBytes * 4;
    }
    for (; row < last; row++) {
      slopesOfRow<Slope>(job.from + offset, job.y + offset, job.slopes + offset, columns, to);
      offset += rowBytes;
    }
  }
}

/** Four rows, and their sums to `sums`, whose vectors are whole. */
@inline function slopesOfRows<Slope>(dy: usize, y: usize, to: usize, rowBytes: usize, columns: i32, sums: usize): void {
  const slope = changetype<Slope>(0);
  const end = <usize>(columns & ~3) << 2;
  const second = rowBytes, third = rowBytes * 2, fourth = rowBytes * 3;
  let i: usize = 0;
  for (; i < end; i += 16) {
    const a = slope.of(at(dy + i), at(y + i));
    const b = slope.of(at(dy + second + i), at(y + second + i));
    const c = slope.of(at(dy + third + i), at(y + third + i));
    const d = slope.of(at(dy + fourth + i), at(y + fourth + i));
    v128.store(to + i, a);
    v128.store(to + second + i, b);
    v128.store(to + third + i, c);
    v128.store(to + fourth + i, d);
    v128.store(sums + i, f32x4.add(at(sums + i), f32x4.add(f32x4.add(a, b), f32x4.add(c, d))));
  }
  if ((columns & 3) == 0) return;
  slopesOfRow<Slope>(dy + i, y + i, to + i, columns & 3, sums + i);
  slopesOfRow<Slope>(dy + second + i, y + second + i, to + second + i, columns & 3, sums + i);
  slopesOfRow<Slope>(dy + third + i, y + third + i, to + third + i, columns & 3, sums + i);
  slopesOfRow<Slope>(dy + fourth + i, y + fourth + i, to + fourth + i, columns & 3, sums + i);
}

function slopesOfRow<Slope>(dy: usize, y: usize, to: usize, columns: i32, sums: usize): void {
  const slope = changetype<Slope>(0);
  for (let i = 0; i < columns; i += 4) {
    const x = slope.of(at(element(dy, i)), at(element(y, i)));
    storePart(element(to, i), x, columns - i);
    v128.store(element(sums, i), f32x4.add(at(element(sums, i)), x));
  }
}

/** `to` [outer] = the place of the largest (sign 1) or smallest (sign -1) number of each row of [outer, count]; the first of equals. */
export function argExtreme(from: usize, to: usize, outer: i32, count: i32, sign: f32): void {
  const job = changetype<Job>(JOB);
  job.from = from; job.to = to;
  job.outer = outer; job.reduced = count;
  job.divisor = sign;
  job.unitsPerChunk = max(1, CHUNK / count);
  parallel(argChunk, partsOf(outer, job.unitsPerChunk));
}

function argChunk(chunk: i32, thread: i32): void {
  const job = changetype<Job>(JOB);
  const end = min(job.outer, (chunk + 1) * job.unitsPerChunk);
  for (let row = chunk * job.unitsPerChunk; row < end; row++) {
    const from = element(job.from, <usize>row * job.reduced);
    // A first number that is none is never passed, as in the JavaScript kernel.
    let best = load<f32>(from) * job.divisor;
    let place = 0;
    for (let i = 1; i < job.reduced; i++) {
      const x = load<f32>(element(from, i)) * job.divisor;
      if (x > best) {
        best = x;
        place = i;
      }
    }
    store<i32>(element(job.to, row), place);
  }
}
