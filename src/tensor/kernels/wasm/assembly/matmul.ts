/**
 * C = A · B + bias for matrices in row-major order, either of them turned, in batches. After Goto and van de Geijn
 * (2008): blocks of B are packed into the cache and every tile of C is summed up in registers.
 */
import { at, element, madd, partsOf, sumOf, ZERO } from "./lanes";
import { addParts } from "./parts";
import { packColumns, packRows, packTurned } from "./pack";
import { JOB, parallel } from "./parallel";
import { columns6, Finish, FINISH_BYTES, isLow, rows4, rows6, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Steps of the inner extent that are packed at once. */
const BLOCK_STEPS = 256;
/** Rows of C of one chunk: a multiple of both tile heights. */
const BLOCK_ROWS = 96;
/** Numbers of B that are packed at once: 64 kB, or 256 kB where C is so low that B passes through once. */
const BLOCK_NUMBERS = 16384;
const STREAM_NUMBERS = 65536;
/** Panels of which at least 16 steps are packed at once in that case. */
const STREAM_PANELS = STREAM_NUMBERS / 16 / TILE_COLUMNS;
/** Panels of B that a long turned A meets at once. */
const LONG_PANELS = 16;
/** What one thread needs: how tiles end, a block of B, and a block of a turned A. */
const PACKED_B: usize = <usize>STREAM_NUMBERS << 2;
const PACKED_A: usize = (<usize>BLOCK_STEPS * BLOCK_ROWS) << 2;
const SCRATCH: usize = FINISH_BYTES + PACKED_B + PACKED_A;
/** Chunks that are enough for any pool of threads. */
const ENOUGH = 16;
/** Multiplications below which a chunk is not worth giving away. */
const GRAIN = 300_000;
/** Up to so many rows of C a large B is best read once from end to end. */
const FEW_ROWS = 32;

@unmanaged class Matmul {
  a: usize; b: usize; c: usize;
  scratch: usize;
  bias: usize;
  batch: i32; m: i32; n: i32; k: i32;
  isTurnedA: bool; isTurnedB: bool; isRelu: bool;
  /** Whether the sums run along the rows of a turned B, which then need not be packed. */
  isDots: bool;
  /** Bytes from one matrix of the batch to the next; 0 repeats the same one. */
  aBatchBytes: usize; bBatchBytes: usize;
  /** Parts of the rows, of the columns and of the inner extent, and how much each has. */
  rowParts: i32; columnParts: i32; stepParts: i32;
  columnsPerPart: i32; stepsPerPart: i32; stepsPerBlock: i32;
  /** Where the sums of the parts of the inner extent go when there are several. */
  partials: usize;
}

/** How a product is cut; a function of its shape alone, of which no extent but the inner one is 0. */
function plan(job: Matmul): void {
  const m = job.m, n = job.n, k = job.k;
  const work = <i64>m * n * k;
  job.rowParts = partsOf(m, BLOCK_ROWS);
  job.stepParts = 1;
  job.stepsPerPart = k;
  job.stepsPerBlock = min(BLOCK_STEPS, max(1, k));
  job.isDots = m <= FEW_ROWS && k >= 64 && job.isTurnedB && !job.isTurnedA;
  if (job.isDots) {
    const share = <i32>max<i64>(1, min<i64>(n, (GRAIN * <i64>n) / max<i64>(1, work)));
    job.columnsPerPart = partsOf(share, DOT_COLUMNS) * DOT_COLUMNS;
    job.columnParts = partsOf(n, job.columnsPerPart);
    return;
  }
  const panels = partsOf(n, TILE_COLUMNS);
  if (m <= FEW_ROWS && !job.isTurnedB && n >= 64 && panels <= STREAM_PANELS && <i64>n * k > 262_144) {
    job.columnsPerPart = n;
    job.columnParts = 1;
    job.stepsPerBlock = min(BLOCK_STEPS, STREAM_NUMBERS / (panels * TILE_COLUMNS));
    splitSteps(job, (ENOUGH * 2) / job.batch);
    return;
  }
  // A turned A is packed, too: where it is long, all columns share that, and its length is cut to have enough chunks.
  const isLong = job.isTurnedA && k >= BLOCK_STEPS * 4 && panels <= LONG_PANELS;
  let wide = max(1, (isLong ? STREAM_NUMBERS : BLOCK_NUMBERS) / (TILE_COLUMNS * job.stepsPerBlock));
  wide = min(wide, panels);
  // Narrower parts of the columns while there are too few chunks that are worth it.
  while (
    wide > 1 && !isLong &&
    job.batch * job.rowParts * partsOf(panels, wide) < ENOUGH &&
    work / (job.rowParts * partsOf(panels, wide)) > GRAIN * 2
  ) wide = (wide + 1) >> 1;
  job.columnsPerPart = wide * TILE_COLUMNS;
  job.columnParts = partsOf(panels, wide);
  const cells = job.rowParts * job.columnParts, chunks = job.batch * cells;
  if (chunks < ENOUGH && k >= BLOCK_STEPS * 4) {
    splitSteps(job, min(<i32>(work / cells / GRAIN), (ENOUGH * 2) / chunks));
  }
}

/** Cuts the inner extent into at most so many parts of whole blocks. */
function splitSteps(job: Matmul, parts: i32): void {
  if (parts <= 1) return;
  const blocks = partsOf(job.k, job.stepsPerBlock);
  job.stepsPerPart = partsOf(blocks, parts) * job.stepsPerBlock;
  job.stepParts = partsOf(job.k, job.stepsPerPart);
}

/** Bytes of scratch that a product needs on so many threads. */
export function matmulScratch(
  batch: i32, m: i32, n: i32, k: i32, isTurnedA: bool, isTurnedB: bool, threads: i32,
): usize {
  const job = changetype<Matmul>(JOB);
  job.batch = batch; job.m = m; job.n = n; job.k = k;
  job.isTurnedA = isTurnedA; job.isTurnedB = isTurnedB;
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
  if (job.stepParts > 1) addParts(job.partials, job.stepParts, batch, <usize>m * n, c, n, bias, isRelu);
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
  const columnFrom = columnPart * job.columnsPerPart;
  const columnTo = min(n, columnFrom + job.columnsPerPart);
  if (job.isDots) {
    dots(job, a, b, c, columnFrom, columnTo);
    return;
  }
  const stepFrom = stepPart * job.stepsPerPart;
  const stepTo = min(k, stepFrom + job.stepsPerPart);

  const space = job.scratch + SCRATCH * thread;
  const finish = changetype<Finish>(space);
  const packedB = space + FINISH_BYTES;
  const packedA = packedB + PACKED_B;
  finish.rowBytes = <usize>n << 2;
  for (let step = stepFrom; ; step += job.stepsPerBlock) {
    const steps = min(job.stepsPerBlock, stepTo - step);
    const isLast = step + steps >= stepTo;
    const panelBytes = <usize>steps * (TILE_COLUMNS * 4);
    if (job.isTurnedB) {
      let panel = packedB;
      for (let column = columnFrom; column < columnTo; column += TILE_COLUMNS) {
        packRows(element(b, <usize>column * k + step), <usize>k << 2, steps, n - column, panel);
        panel += panelBytes;
      }
    } else packColumns(element(b, <usize>step * n + columnFrom), <usize>n << 2, steps, panelBytes, columnTo - columnFrom, packedB);
    if (job.isTurnedA) packTurned(element(a, <usize>step * m + rowFrom), <usize>m << 2, steps, rowTo - rowFrom, packedA);
    finish.adds = step > stepFrom;
    finish.isRelu = isLast && isWhole && job.isRelu;
    finish.bias = isLast && isWhole ? job.bias : 0;
    for (let row = rowFrom; row < rowTo; ) {
      const left = rowTo - row;
      const to = c + <usize>row * finish.rowBytes;
      if (job.isTurnedA) {
        const tile = packedA + <usize>(row - rowFrom) * (<usize>steps << 2);
        turnedTiles(tile, steps, packedB, panelBytes, to, columnFrom, columnTo, min(left, TILE_ROWS), finish);
        row += TILE_ROWS;
      } else if (isLow(left)) {
        lowTiles(element(a, <usize>row * k + step), <usize>k << 2, steps, packedB, panelBytes, to, columnFrom, columnTo, min(left, 4), finish);
        row += 4;
      } else {
        tiles(element(a, <usize>row * k + step), <usize>k << 2, steps, packedB, panelBytes, to, columnFrom, columnTo, min(left, TILE_ROWS), finish);
        row += TILE_ROWS;
      }
    }
    if (isLast) return;
  }
}

/** The tiles of six rows of C from left to right. */
export function tiles(
  a: usize, aRowBytes: usize, steps: i32, panel: usize, panelBytes: usize,
  c: usize, columnFrom: i32, columnTo: i32, rows: i32, finish: Finish,
): void {
  const p1 = rows > 1 ? a + aRowBytes : a;
  const p2 = rows > 2 ? p1 + aRowBytes : a;
  const p3 = rows > 3 ? p2 + aRowBytes : a;
  const p4 = rows > 4 ? p3 + aRowBytes : a;
  const p5 = rows > 5 ? p4 + aRowBytes : a;
  for (let column = columnFrom; column < columnTo; column += TILE_COLUMNS) {
    const columnBytes = <usize>column << 2;
    const columns = min(TILE_COLUMNS, columnTo - column);
    rows6(a, p1, p2, p3, p4, p5, steps, 1, 0, panel, 32, c + columnBytes, rows, columns, finish, columnBytes);
    panel += panelBytes;
  }
}

/** The tiles of four rows of C from left to right. */
export function lowTiles(
  a: usize, aRowBytes: usize, steps: i32, panel: usize, panelBytes: usize,
  c: usize, columnFrom: i32, columnTo: i32, rows: i32, finish: Finish,
): void {
  const p1 = rows > 1 ? a + aRowBytes : a;
  const p2 = rows > 2 ? p1 + aRowBytes : a;
  const p3 = rows > 3 ? p2 + aRowBytes : a;
  for (let column = columnFrom; column < columnTo; column += TILE_COLUMNS) {
    const columnBytes = <usize>column << 2;
    const columns = min(TILE_COLUMNS, columnTo - column);
    rows4(a, p1, p2, p3, steps, 1, 0, panel, 32, c + columnBytes, rows, columns, finish, columnBytes);
    panel += panelBytes;
  }
}

/** The tiles of six rows of C from left to right, A packed. */
function turnedTiles(
  a: usize, steps: i32, panel: usize, panelBytes: usize,
  c: usize, columnFrom: i32, columnTo: i32, rows: i32, finish: Finish,
): void {
  for (let column = columnFrom; column < columnTo; column += TILE_COLUMNS) {
    const columnBytes = <usize>column << 2;
    const columns = min(TILE_COLUMNS, columnTo - column);
    columns6(a, TILE_ROWS * 4, steps, panel, 32, c + columnBytes, rows, columns, finish, columnBytes);
    panel += panelBytes;
  }
}

/** Columns of C (rows of the turned B) of one group of sums, and rows. */
const DOT_COLUMNS = 3;

/** Columns of C as products of the rows of A and of a turned B: B passes through once and needs no packing. */
function dots(job: Matmul, a: usize, b: usize, c: usize, columnFrom: i32, columnTo: i32): void {
  const m = job.m, n = job.n;
  const rowBytes = <usize>job.k << 2;
  for (let column = columnFrom; column < columnTo; column += DOT_COLUMNS) {
    const columns = min(DOT_COLUMNS, columnTo - column);
    const b0 = b + <usize>column * rowBytes;
    const b1 = columns > 1 ? b0 + rowBytes : b0;
    const b2 = columns > 2 ? b1 + rowBytes : b0;
    for (let row = 0; row < m; row += 3) {
      const a0 = a + <usize>row * rowBytes;
      const a1 = row + 1 < m ? a0 + rowBytes : a0;
      const a2 = row + 2 < m ? a1 + rowBytes : a0;
      dots9(job, a0, a1, a2, b0, b1, b2, element(c, <usize>row * n + column), min(3, m - row), columns, column);
    }
  }
}

function dots9(
  job: Matmul, a0: usize, a1: usize, a2: usize, b0: usize, b1: usize, b2: usize,
  c: usize, rows: i32, columns: i32, column: i32,
): void {
  let c00 = ZERO, c01 = ZERO, c02 = ZERO, c10 = ZERO, c11 = ZERO, c12 = ZERO, c20 = ZERO, c21 = ZERO, c22 = ZERO;
  const k = <usize>job.k;
  const whole = (k & ~3) << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    const x = at(a0 + i), y = at(a1 + i), z = at(a2 + i);
    let w = at(b0 + i);
    c00 = madd(x, w, c00); c10 = madd(y, w, c10); c20 = madd(z, w, c20);
    w = at(b1 + i);
    c01 = madd(x, w, c01); c11 = madd(y, w, c11); c21 = madd(z, w, c21);
    w = at(b2 + i);
    c02 = madd(x, w, c02); c12 = madd(y, w, c12); c22 = madd(z, w, c22);
  }
  let s00 = sumOf(c00), s01 = sumOf(c01), s02 = sumOf(c02);
  let s10 = sumOf(c10), s11 = sumOf(c11), s12 = sumOf(c12);
  let s20 = sumOf(c20), s21 = sumOf(c21), s22 = sumOf(c22);
  for (; i < k << 2; i += 4) {
    const x = load<f32>(a0 + i), y = load<f32>(a1 + i), z = load<f32>(a2 + i);
    let w = load<f32>(b0 + i);
    s00 += x * w; s10 += y * w; s20 += z * w;
    w = load<f32>(b1 + i);
    s01 += x * w; s11 += y * w; s21 += z * w;
    w = load<f32>(b2 + i);
    s02 += x * w; s12 += y * w; s22 += z * w;
  }
  const rowBytes = <usize>job.n << 2;
  dotRow(job, c, columns, column, s00, s01, s02);
  if (rows > 1) dotRow(job, c + rowBytes, columns, column, s10, s11, s12);
  if (rows > 2) dotRow(job, c + rowBytes * 2, columns, column, s20, s21, s22);
}

@inline function dotRow(job: Matmul, c: usize, columns: i32, column: i32, x: f32, y: f32, z: f32): void {
  dotCell(job, c, column, x);
  if (columns > 1) dotCell(job, c + 4, column + 1, y);
  if (columns > 2) dotCell(job, c + 8, column + 2, z);
}

@inline function dotCell(job: Matmul, c: usize, column: i32, sum: f32): void {
  if (job.bias) sum += load<f32>(element(job.bias, column));
  if (job.isRelu && sum < 0) sum = 0;
  store<f32>(c, sum);
}
