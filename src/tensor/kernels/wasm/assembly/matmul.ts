/**
 * C = A · B + bias for matrices in row-major order, either of them turned, in batches. After Goto and van de Geijn
 * (2008): blocks of B are packed into the cache and every tile of C is summed up in registers.
 */
import { element, partsOf } from "./lanes";
import { packColumns, packRows } from "./pack";
import { JOB, parallel } from "./parallel";
import { columns6, Finish, rows4, rows6, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Steps of the inner extent that are packed at once, and columns: 256 × 64 numbers are 64 kB. */
const BLOCK_STEPS = 256;
const BLOCK_PANELS = 8;
/** What one thread needs beside the partial sums. */
const FINISH_BYTES: usize = 64;
const SCRATCH: usize = FINISH_BYTES + ((<usize>BLOCK_STEPS * BLOCK_PANELS * TILE_COLUMNS) << 2);
/** Rows of C of one chunk: a multiple of both tile heights. */
const BLOCK_ROWS = 96;
/** Chunks that are enough for any pool of threads. */
const ENOUGH = 16;
/** Multiplications below which a chunk is not worth giving away. */
const GRAIN = 200_000;

@unmanaged class Matmul {
  a: usize; b: usize; c: usize;
  scratch: usize;
  bias: usize;
  batch: i32; m: i32; n: i32; k: i32;
  isTurnedA: bool; isTurnedB: bool; isRelu: bool;
  /** Bytes from one matrix of the batch to the next; 0 repeats the same one. */
  aBatchBytes: usize; bBatchBytes: usize;
  /** Parts of the rows, of the columns and of the inner extent, and how much each has. */
  rowParts: i32; columnParts: i32; stepParts: i32;
  panelsPerPart: i32; stepsPerPart: i32;
  /** Where the sums of the parts of the inner extent go when there are several. */
  partials: usize;
}

/** How a product is cut; a function of its shape alone. */
@inline function plan(job: Matmul): void {
  const panels = partsOf(job.n, TILE_COLUMNS);
  const work = <i64>job.m * job.n * job.k;
  job.rowParts = partsOf(job.m, BLOCK_ROWS);
  job.panelsPerPart = BLOCK_PANELS;
  // Narrower parts of the columns while there are too few chunks that are worth it.
  while (
    job.panelsPerPart > 1 &&
    job.rowParts * partsOf(panels, job.panelsPerPart) < ENOUGH &&
    work / (job.rowParts * partsOf(panels, job.panelsPerPart)) > GRAIN * 2
  ) job.panelsPerPart >>= 1;
  job.columnParts = partsOf(panels, job.panelsPerPart);
  const cells = job.rowParts * job.columnParts;
  job.stepParts = 1;
  if (cells < ENOUGH && job.k >= BLOCK_STEPS * 4) {
    const wished = min(<i32>(work / cells / (GRAIN * 2)), ENOUGH * 2 / cells);
    job.stepParts = max(1, min(wished, job.k / (BLOCK_STEPS * 2)));
  }
  job.stepsPerPart = job.stepParts == 1 ? job.k : partsOf(partsOf(job.k, job.stepParts), BLOCK_STEPS) * BLOCK_STEPS;
  job.stepParts = job.k == 0 ? 1 : partsOf(job.k, job.stepsPerPart);
}

/** Bytes of scratch that a product needs on so many threads. */
export function matmulScratch(batch: i32, m: i32, n: i32, k: i32, threads: i32): usize {
  const job = changetype<Matmul>(JOB);
  job.m = m; job.n = n; job.k = k;
  plan(job);
  const partials: usize = job.stepParts == 1 ? 0 : (<usize>batch * job.stepParts * m * n) << 2;
  return SCRATCH * threads + partials;
}

/**
 * C [batch, m, n] = A · B + bias [n] (0 for none), negative results set to zero if asked. A is [m, k], turned [k, m]; B is
 * [k, n], turned [n, k]. A batch of 0 bytes repeats its matrix.
 */
export function matmul(
  a: usize, b: usize, c: usize, bias: usize, batch: i32, m: i32, n: i32, k: i32,
  isTurnedA: bool, isTurnedB: bool, isRelu: bool,
  aBatchBytes: usize, bBatchBytes: usize, scratch: usize, threads: i32,
): void {
  const job = changetype<Matmul>(JOB);
  job.a = a; job.b = b; job.c = c; job.bias = bias; job.scratch = scratch;
  job.batch = batch; job.m = m; job.n = n; job.k = k;
  job.isTurnedA = isTurnedA; job.isTurnedB = isTurnedB; job.isRelu = isRelu;
  job.aBatchBytes = aBatchBytes; job.bBatchBytes = bBatchBytes;
  plan(job);
  job.partials = scratch + SCRATCH * threads;
  parallel(matmulChunk, batch * job.rowParts * job.columnParts * job.stepParts);
  if (job.stepParts == 1) return;
  const total = batch * m * n;
  parallel(sumChunk, partsOf(total, SUM_BLOCK));
}

function matmulChunk(chunk: i32, thread: i32): void {
  const job = changetype<Matmul>(JOB);
  const m = job.m, n = job.n, k = job.k;
  const stepPart = chunk % job.stepParts;
  chunk /= job.stepParts;
  const columnPart = chunk % job.columnParts;
  chunk /= job.columnParts;
  const rowPart = chunk % job.rowParts;
  const matrix = <usize>(chunk / job.rowParts);

  const isWhole = job.stepParts == 1;
  const a = job.a + matrix * job.aBatchBytes;
  const b = job.b + matrix * job.bBatchBytes;
  const size = <usize>m * n;
  const c = isWhole
    ? element(job.c, matrix * size)
    : element(job.partials, (matrix * job.stepParts + stepPart) * size);
  const rowFrom = rowPart * BLOCK_ROWS;
  const rowTo = min(m, rowFrom + BLOCK_ROWS);
  const columnFrom = columnPart * job.panelsPerPart * TILE_COLUMNS;
  const columnTo = min(n, columnFrom + job.panelsPerPart * TILE_COLUMNS);
  const stepFrom = stepPart * job.stepsPerPart;
  const stepTo = min(k, stepFrom + job.stepsPerPart);

  const space = job.scratch + SCRATCH * thread;
  const finish = changetype<Finish>(space);
  const packed = space + FINISH_BYTES;
  finish.rowBytes = <usize>n << 2;
  for (let step = stepFrom; ; step += BLOCK_STEPS) {
    const steps = min(BLOCK_STEPS, stepTo - step);
    const isLast = step + steps >= stepTo;
    const panelBytes = <usize>steps * (TILE_COLUMNS * 4);
    let panel = packed;
    for (let column = columnFrom; column < columnTo; column += TILE_COLUMNS) {
      if (job.isTurnedB) packRows(element(b, <usize>column * k + step), <usize>k << 2, steps, n - column, panel);
      else packColumns(element(b, <usize>step * n + column), <usize>n << 2, steps, n - column, panel);
      panel += panelBytes;
    }
    finish.adds = step > stepFrom;
    finish.isRelu = isLast && isWhole && job.isRelu;
    finish.bias = isLast && isWhole ? job.bias : 0;
    panel = packed;
    for (let column = columnFrom; column < columnTo; column += TILE_COLUMNS) {
      const columns = min(TILE_COLUMNS, n - column);
      if (job.isTurnedA) turnedTiles(element(a, <usize>step * m), m, rowFrom, rowTo, steps, panel, c, column, columns, finish);
      else tiles(element(a, step), <usize>k << 2, rowFrom, rowTo, steps, panel, c, column, columns, finish);
      panel += panelBytes;
    }
    if (isLast) return;
  }
}

/** The tiles of a panel from top to bottom, A row by row. */
function tiles(
  a: usize, aRowBytes: usize, rowFrom: i32, rowTo: i32, steps: i32, panel: usize,
  c: usize, column: i32, columns: i32, finish: Finish,
): void {
  const columnBytes = <usize>column << 2;
  for (let row = rowFrom; row < rowTo; ) {
    const left = rowTo - row;
    const to = c + <usize>row * finish.rowBytes + columnBytes;
    const p0 = a + <usize>row * aRowBytes;
    const p1 = left > 1 ? p0 + aRowBytes : p0;
    const p2 = left > 2 ? p1 + aRowBytes : p0;
    const p3 = left > 3 ? p2 + aRowBytes : p0;
    // Seven and eight are two tiles of four: six and the rest would waste half of the second.
    if (left < 5 || left == 7 || left == 8) {
      rows4(p0, p1, p2, p3, steps, 1, 0, panel, 32, to, min(4, left), columns, finish, columnBytes);
      row += 4;
    } else {
      const p4 = p3 + aRowBytes;
      const p5 = left > 5 ? p4 + aRowBytes : p0;
      rows6(p0, p1, p2, p3, p4, p5, steps, 1, 0, panel, 32, to, min(6, left), columns, finish, columnBytes);
      row += TILE_ROWS;
    }
  }
}

/** The same for an A whose rows are its columns in memory. */
function turnedTiles(
  a: usize, m: i32, rowFrom: i32, rowTo: i32, steps: i32, panel: usize,
  c: usize, column: i32, columns: i32, finish: Finish,
): void {
  const columnBytes = <usize>column << 2;
  for (let row = rowFrom; row < rowTo; row += TILE_ROWS) {
    const to = c + <usize>row * finish.rowBytes + columnBytes;
    const rows = min(TILE_ROWS, rowTo - row);
    columns6(element(a, row), <usize>m << 2, steps, panel, 32, to, rows, columns, finish, columnBytes);
  }
}

const SUM_BLOCK = 16384;

/** Adds up the parts of the inner extent, in their order. */
function sumChunk(chunk: i32, thread: i32): void {
  const job = changetype<Matmul>(JOB);
  const size = job.m * job.n;
  const total = size * job.batch;
  const to = min(total, (chunk + 1) * SUM_BLOCK);
  for (let i = chunk * SUM_BLOCK; i < to; i++) {
    const matrix = i / size;
    const cell = i % size;
    let part = element(job.partials, <usize>(matrix * job.stepParts) * size + cell);
    let sum: f32 = 0;
    for (let p = 0; p < job.stepParts; p++) {
      sum += load<f32>(part);
      part = element(part, size);
    }
    if (job.bias) sum += load<f32>(element(job.bias, cell % job.n));
    if (job.isRelu && sum < 0) sum = 0;
    store<f32>(element(job.c, i), sum);
  }
}
