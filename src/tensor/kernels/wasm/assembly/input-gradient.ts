/**
 * The gradient of a convolution by its images, where images are much larger than what comes out of them (small images,
 * strides): every slope is multiplied by the filters once and added to its patch, no product with a zero is made.
 */
import { clear, element, partsOf } from "./lanes";
import { packRows } from "./pack";
import { JOB, parallel } from "./parallel";
import { Finish, FINISH_BYTES, isLow, rows4, rows6, TILE_COLUMNS, TILE_ROWS } from "./tile";

@unmanaged class InputGradient {
  dy: usize; filter: usize; dx: usize;
  outputHeight: i32; outputWidth: i32;
  filterHeight: i32; filters: i32;
  /** Numbers of one row of a filter, and panels of eight that cover them. */
  run: i32; runPanels: i32;
  rowStep: i32; columnBytes: usize;
  /** The images with their padding, and where in them the images lie. */
  paddedHeight: i32; paddedRowBytes: usize;
  top: i32; leftBytes: usize;
  height: i32; rowBytes: usize;
  isPadded: bool;
  panels: usize; scratch: usize; scratchBytes: usize;
}

function describe(
  job: InputGradient, height: i32, width: i32, channels: i32, paddedHeight: i32, paddedWidth: i32,
  filterHeight: i32, filterWidth: i32, filters: i32,
): void {
  job.height = height;
  job.rowBytes = (<usize>width * channels) << 2;
  job.paddedHeight = paddedHeight;
  job.paddedRowBytes = (<usize>paddedWidth * channels) << 2;
  job.isPadded = paddedHeight != height || paddedWidth != width;
  job.filterHeight = filterHeight; job.filters = filters;
  job.run = filterWidth * channels;
  job.runPanels = partsOf(job.run, TILE_COLUMNS);
  job.scratchBytes = FINISH_BYTES + (job.isPadded ? <usize>paddedHeight * job.paddedRowBytes + 64 : 0);
}

@inline function panelBytes(job: InputGradient): usize {
  return <usize>job.filters * (TILE_COLUMNS * 4);
}

export function inputGradientScratch(
  height: i32, width: i32, channels: i32, paddedHeight: i32, paddedWidth: i32,
  filterHeight: i32, filterWidth: i32, filters: i32, threads: i32,
): usize {
  const job = changetype<InputGradient>(JOB);
  describe(job, height, width, channels, paddedHeight, paddedWidth, filterHeight, filterWidth, filters);
  return <usize>(filterHeight * job.runPanels) * panelBytes(job) + job.scratchBytes * threads;
}

/** dx [batch, height, width, channel] of dy [batch, y, x, filter]; (top, left) is where the images lie in the padded ones. */
export function inputGradient(
  dy: usize, filter: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32,
  paddedHeight: i32, paddedWidth: i32, top: i32, left: i32,
  filterHeight: i32, filterWidth: i32, filters: i32, outputHeight: i32, outputWidth: i32,
  strideHeight: i32, strideWidth: i32, scratch: usize,
): void {
  const job = changetype<InputGradient>(JOB);
  describe(job, height, width, channels, paddedHeight, paddedWidth, filterHeight, filterWidth, filters);
  job.dy = dy; job.filter = filter; job.dx = dx;
  job.outputHeight = outputHeight; job.outputWidth = outputWidth;
  job.rowStep = strideHeight;
  job.columnBytes = (<usize>strideWidth * channels) << 2;
  job.top = top; job.leftBytes = (<usize>left * channels) << 2;
  job.panels = scratch;
  job.scratch = scratch + <usize>(filterHeight * job.runPanels) * panelBytes(job);
  parallel(packChunk, filterHeight);
  parallel(imageChunk, batch);
}

/** One row of the filters, turned. */
function packChunk(tap: i32, thread: i32): void {
  const job = changetype<InputGradient>(JOB);
  const rowBytes = <usize>job.filters << 2;
  for (let i = 0; i < job.runPanels; i++) {
    const column = i * TILE_COLUMNS;
    const from = job.filter + <usize>(tap * job.run + column) * rowBytes;
    packRows(from, rowBytes, job.filters, job.run - column, job.panels + <usize>(tap * job.runPanels + i) * panelBytes(job));
  }
}

function imageChunk(image: i32, thread: i32): void {
  const job = changetype<InputGradient>(JOB);
  const space = job.scratch + job.scratchBytes * thread;
  const finish = changetype<Finish>(space);
  finish.rowBytes = job.columnBytes;
  finish.adds = true;
  finish.isRelu = false;
  finish.bias = 0;
  const dx = job.dx + <usize>image * job.height * job.rowBytes;
  const padded = job.isPadded ? space + FINISH_BYTES : dx;
  clear(padded, (<usize>job.paddedHeight * job.paddedRowBytes) >> 2);
  const slopeBytes = <usize>job.filters << 2;
  let slopes = job.dy + <usize>image * job.outputHeight * job.outputWidth * slopeBytes;
  for (let y = 0; y < job.outputHeight; y++) {
    const row = padded + <usize>(y * job.rowStep) * job.paddedRowBytes;
    for (let x = 0; x < job.outputWidth; ) {
      const left = job.outputWidth - x;
      const isLowTile = isLow(left);
      const rows = min(left, isLowTile ? 4 : TILE_ROWS);
      patches(job, slopes, slopeBytes, row + <usize>x * job.columnBytes, rows, isLowTile, finish);
      slopes += <usize>rows * slopeBytes;
      x += rows;
    }
  }
  if (!job.isPadded) return;
  let from = padded + <usize>job.top * job.paddedRowBytes + job.leftBytes;
  for (let y = 0; y < job.height; y++) {
    memory.copy(dx + <usize>y * job.rowBytes, from, job.rowBytes);
    from += job.paddedRowBytes;
  }
}

/** Adds the products of up to six neighbouring slopes to their patches, which overlap: a tile adds them row after row. */
function patches(
  job: InputGradient, p0: usize, slopeBytes: usize, to: usize, rows: i32, isLowTile: bool, finish: Finish,
): void {
  const p1 = rows > 1 ? p0 + slopeBytes : p0;
  const p2 = rows > 2 ? p1 + slopeBytes : p0;
  const p3 = rows > 3 ? p2 + slopeBytes : p0;
  const p4 = rows > 4 ? p3 + slopeBytes : p0;
  const p5 = rows > 5 ? p4 + slopeBytes : p0;
  let panel = job.panels;
  for (let tap = 0; tap < job.filterHeight; tap++) {
    for (let column = 0; column < job.run; column += TILE_COLUMNS) {
      const columns = min(TILE_COLUMNS, job.run - column);
      const c = element(to, column);
      if (isLowTile) rows4(p0, p1, p2, p3, job.filters, 1, 0, panel, 32, c, rows, columns, finish, 0);
      else rows6(p0, p1, p2, p3, p4, p5, job.filters, 1, 0, panel, 32, c, rows, columns, finish, 0);
      panel += panelBytes(job);
    }
    to += job.paddedRowBytes;
  }
}
