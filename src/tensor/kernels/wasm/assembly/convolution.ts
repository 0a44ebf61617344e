/**
 * Convolution of images [batch, height, width, channel] with filters [height, width, channel, filter], as products of
 * matrices whose first operand, a patch of the image at every position, is never written out (Chetlur et al. 2014). The
 * images come with their padding in place.
 */
import { clear, element, partsOf } from "./lanes";
import { packColumns } from "./pack";
import { JOB, parallel } from "./parallel";
import { addParts } from "./parts";
import { columns6, Finish, FINISH_BYTES, isLow, rows4, rows6, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Positions of one chunk of the forward pass: a multiple of both tile heights. */
const BLOCK_POSITIONS = 96;
/** A row of the filter shorter than this is not worth a loop of its own: the patch is copied together first. */
const SHORT_RUN = 8;
/** Positions that the gradient of the filters sums up in registers at once. */
const BLOCK_STEPS = 128;
/** Chunks that are enough for any pool of threads. */
const ENOUGH = 16;
/** Numbers of all partial gradients of the filters together: 16 MB. */
const PARTIAL_NUMBERS = 4_194_304;

@unmanaged class Convolution {
  x: usize; filter: usize; y: usize; bias: usize;
  positions: i32; outputHeight: i32; outputWidth: i32;
  /** Bytes from one image, row and column of positions to the next. */
  imageBytes: usize; rowBytes: usize; columnBytes: usize;
  /** Bytes from one row of an image to the next. */
  tapBytes: usize;
  /** Rows of a filter, numbers in one, and in all. */
  taps: i32; run: i32; depth: i32;
  filters: i32;
  isRelu: bool;
  /** The filters in panels of eight. */
  panels: usize;
  scratch: usize; scratchBytes: usize;
  positionsPerPart: i32; positionParts: i32; tilesPerPart: i32; tileParts: i32;
  partials: usize;
}

@inline function describe(
  job: Convolution, x: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  filters: i32, strideHeight: i32, strideWidth: i32,
): void {
  job.x = x;
  job.outputHeight = (height - filterHeight) / strideHeight + 1;
  job.outputWidth = (width - filterWidth) / strideWidth + 1;
  job.positions = batch * job.outputHeight * job.outputWidth;
  job.tapBytes = (<usize>width * channels) << 2;
  job.imageBytes = job.tapBytes * height;
  job.rowBytes = job.tapBytes * strideHeight;
  job.columnBytes = (<usize>channels * strideWidth) << 2;
  job.taps = filterHeight;
  job.run = filterWidth * channels;
  job.depth = job.taps * job.run;
  job.filters = filters;
}

// Where the patch at hand begins, and its column and row in the image. Globals are a thread's own.
let patch: usize = 0;
let patchColumn: i32 = 0;
let patchRow: i32 = 0;

/** Goes to the patch of a position. */
function seekPatch(job: Convolution, position: i32): void {
  patchColumn = position % job.outputWidth;
  const row = position / job.outputWidth;
  patchRow = row % job.outputHeight;
  patch =
    job.x +
    <usize>(row / job.outputHeight) * job.imageBytes +
    <usize>patchRow * job.rowBytes +
    <usize>patchColumn * job.columnBytes;
}

/** The patch at hand; the next one is at hand afterwards. Goes on without the divisions that seeking takes. */
@inline function takePatch(job: Convolution): usize {
  const taken = patch;
  patch += job.columnBytes;
  if (++patchColumn == job.outputWidth) {
    patchColumn = 0;
    patch += job.rowBytes - <usize>job.outputWidth * job.columnBytes;
    if (++patchRow == job.outputHeight) {
      patchRow = 0;
      patch += job.imageBytes - <usize>job.outputHeight * job.rowBytes;
    }
  }
  return taken;
}

/** Bytes of scratch for the forward pass. */
export function convolveScratch(
  channels: i32, filterHeight: i32, filterWidth: i32, filters: i32, threads: i32,
): usize {
  const run = filterWidth * channels, depth = filterHeight * run;
  return ((<usize>depth * (filters + TILE_COLUMNS)) << 2) + <usize>threads * forwardScratch(run, depth);
}

/** Patches that are copied together are kept for a chunk. */
@inline function forwardScratch(run: i32, depth: i32): usize {
  return FINISH_BYTES + (run < SHORT_RUN ? (<usize>BLOCK_POSITIONS * depth + 63) << 2 : 0);
}

/** y = x ∗ filter + bias [filter] (0 for none), negative results set to zero if asked. */
export function convolve(
  x: usize, filter: usize, y: usize, bias: usize,
  batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, filters: i32,
  strideHeight: i32, strideWidth: i32, isRelu: bool, scratch: usize,
): void {
  const job = changetype<Convolution>(JOB);
  describe(job, x, batch, height, width, channels, filterHeight, filterWidth, filters, strideHeight, strideWidth);
  job.filter = filter; job.y = y; job.bias = bias; job.isRelu = isRelu;
  job.panels = scratch;
  job.scratch = scratch + ((<usize>job.depth * (filters + TILE_COLUMNS)) << 2);
  job.scratchBytes = forwardScratch(job.run, job.depth);
  parallel(packChunk, partsOf(job.depth, PACK_STEPS));
  parallel(convolveChunk, partsOf(job.positions, BLOCK_POSITIONS));
}

/** Rows of the filter matrix of one chunk of packing. */
const PACK_STEPS = 1024;

function packChunk(chunk: i32, thread: i32): void {
  const job = changetype<Convolution>(JOB);
  const first = chunk * PACK_STEPS;
  const steps = min(PACK_STEPS, job.depth - first);
  packColumns(
    element(job.filter, <usize>first * job.filters), <usize>job.filters << 2, steps, <usize>job.depth << 5, job.filters,
    job.panels + (<usize>first << 5),
  );
}

function convolveChunk(chunk: i32, thread: i32): void {
  const job = changetype<Convolution>(JOB);
  const first = chunk * BLOCK_POSITIONS;
  const last = min(job.positions, first + BLOCK_POSITIONS);
  const space = job.scratch + job.scratchBytes * thread;
  const finish = changetype<Finish>(space);
  finish.rowBytes = <usize>job.filters << 2;
  finish.adds = false;
  finish.bias = job.bias;
  finish.isRelu = job.isRelu;
  const isShort = job.run < SHORT_RUN;
  const patches = space + FINISH_BYTES;
  const patchBytes = <usize>job.depth << 2;
  seekPatch(job, first);
  if (isShort) copyPatches(job, last - first, patches);
  for (let position = first; position < last; ) {
    const left = last - position;
    const isLowTile = isLow(left);
    const rows = min(left, isLowTile ? 4 : TILE_ROWS);
    const to = element(job.y, <usize>position * job.filters);
    if (isShort) {
      const p0 = patches + <usize>(position - first) * patchBytes;
      rowOfTiles(
        job, p0, p0 + patchBytes, p0 + patchBytes * 2, p0 + patchBytes * 3, p0 + patchBytes * 4, p0 + patchBytes * 5,
        job.depth, 1, to, rows, isLowTile, finish,
      );
    } else {
      const p0 = takePatch(job);
      const p1 = rows > 1 ? takePatch(job) : p0;
      const p2 = rows > 2 ? takePatch(job) : p0;
      const p3 = rows > 3 ? takePatch(job) : p0;
      const p4 = rows > 4 ? takePatch(job) : p0;
      const p5 = rows > 5 ? takePatch(job) : p0;
      rowOfTiles(job, p0, p1, p2, p3, p4, p5, job.run, job.taps, to, rows, isLowTile, finish);
    }
    position += rows;
  }
}

/** All filters at up to six positions. */
@inline function rowOfTiles(
  job: Convolution, p0: usize, p1: usize, p2: usize, p3: usize, p4: usize, p5: usize, run: i32, taps: i32,
  to: usize, rows: i32, isLowTile: bool, finish: Finish,
): void {
  let panel = job.panels;
  const panelBytes = <usize>job.depth << 5;
  for (let column = 0; column < job.filters; column += TILE_COLUMNS) {
    const columnBytes = <usize>column << 2;
    const columns = min(TILE_COLUMNS, job.filters - column);
    if (isLowTile) rows4(p0, p1, p2, p3, run, taps, job.tapBytes, panel, 32, to + columnBytes, rows, columns, finish, columnBytes);
    else rows6(p0, p1, p2, p3, p4, p5, run, taps, job.tapBytes, panel, 32, to + columnBytes, rows, columns, finish, columnBytes);
    panel += panelBytes;
  }
}

/** The next patches, written out one after the other. A vector too much is overwritten by what follows. */
function copyPatches(job: Convolution, count: i32, to: usize): void {
  const runBytes = <usize>job.run << 2;
  for (let i = 0; i < count; i++) {
    let row = takePatch(job);
    for (let tap = 0; tap < job.taps; tap++) {
      for (let offset: usize = 0; offset < runBytes; offset += 16) v128.store(to + offset, v128.load(row + offset));
      to += runBytes;
      row += job.tapBytes;
    }
  }
}

/** How the gradient of the filters is cut; a function of the shape alone. */
@inline function planGradient(job: Convolution): void {
  const size = job.depth * job.filters;
  const tiles = partsOf(job.depth, TILE_ROWS);
  const parts = max(1, min(min(ENOUGH, PARTIAL_NUMBERS / size), partsOf(job.positions, BLOCK_STEPS)));
  job.positionsPerPart = partsOf(partsOf(job.positions, BLOCK_STEPS), parts) * BLOCK_STEPS;
  job.positionParts = partsOf(job.positions, job.positionsPerPart);
  job.tilesPerPart = partsOf(tiles, max(1, ENOUGH / job.positionParts));
  job.tileParts = partsOf(tiles, job.tilesPerPart);
  job.scratchBytes =
    FINISH_BYTES + ((<usize>BLOCK_STEPS * (2 + TILE_ROWS + job.filters + TILE_COLUMNS)) << 2);
}

/** Bytes of scratch for the gradient of the filters. */
export function filterGradientScratch(
  batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, filters: i32,
  strideHeight: i32, strideWidth: i32, threads: i32,
): usize {
  const job = changetype<Convolution>(JOB);
  describe(job, 0, batch, height, width, channels, filterHeight, filterWidth, filters, strideHeight, strideWidth);
  planGradient(job);
  return job.scratchBytes * threads + ((<usize>job.positionParts * job.depth * filters) << 2);
}

/** dFilter = Σ over all positions of patch ⊗ dy. */
export function filterGradient(
  x: usize, dy: usize, dFilter: usize,
  batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, filters: i32,
  strideHeight: i32, strideWidth: i32, scratch: usize, threads: i32,
): void {
  const job = changetype<Convolution>(JOB);
  describe(job, x, batch, height, width, channels, filterHeight, filterWidth, filters, strideHeight, strideWidth);
  planGradient(job);
  job.y = dy; job.scratch = scratch;
  const parts = job.positionParts;
  const size = <usize>job.depth * filters;
  job.partials = parts == 1 ? dFilter : scratch + job.scratchBytes * threads;
  parallel(gradientChunk, parts * job.tileParts);
  if (parts > 1) addParts(job.partials, parts, 1, size, dFilter, filters, 0, false);
}

function gradientChunk(chunk: i32, thread: i32): void {
  const job = changetype<Convolution>(JOB);
  const part = chunk / job.tileParts;
  const tileFrom = (chunk % job.tileParts) * job.tilesPerPart;
  const depthFrom = tileFrom * TILE_ROWS;
  const depthTo = min(job.depth, (tileFrom + job.tilesPerPart) * TILE_ROWS);
  const first = part * job.positionsPerPart;
  const last = min(job.positions, first + job.positionsPerPart);
  const gradient = element(job.partials, <usize>part * job.depth * job.filters);

  const space = job.scratch + job.scratchBytes * thread;
  const finish = changetype<Finish>(space);
  const patches = space + FINISH_BYTES;
  const packedA = patches + (<usize>BLOCK_STEPS << 2);
  const packedB = packedA + ((<usize>BLOCK_STEPS * TILE_ROWS + 4) << 2);
  const rowBytes = <usize>job.filters << 2;
  finish.rowBytes = rowBytes;
  finish.bias = 0;
  finish.isRelu = false;
  seekPatch(job, first);
  for (let position = first; position < last; position += BLOCK_STEPS) {
    const steps = min(BLOCK_STEPS, last - position);
    const panelBytes = <usize>steps << 5;
    for (let i = 0; i < steps; i++) store<usize>(element(patches, i), takePatch(job));
    packColumns(element(job.y, <usize>position * job.filters), rowBytes, steps, panelBytes, job.filters, packedB);
    finish.adds = position > first;
    for (let depth = depthFrom; depth < depthTo; depth += TILE_ROWS) {
      packPatches(job, patches, steps, depth, packedA);
      const rows = min(TILE_ROWS, depthTo - depth);
      const to = gradient + <usize>depth * rowBytes;
      let panel = packedB;
      for (let column = 0; column < job.filters; column += TILE_COLUMNS) {
        const columns = min(TILE_COLUMNS, job.filters - column);
        columns6(packedA, TILE_ROWS * 4, steps, panel, 32, element(to, column), rows, columns, finish, 0);
        panel += panelBytes;
      }
    }
  }
  if (first >= last) clear(element(gradient, <usize>depthFrom * job.filters), <usize>(depthTo - depthFrom) * job.filters);
}

/** Where a number of the patch lies, from where the patch begins. */
@inline function offsetOf(job: Convolution, depth: i32): usize {
  const inside = min(depth, job.depth - 1);
  return <usize>(inside / job.run) * job.tapBytes + (<usize>(inside % job.run) << 2);
}

/** Six numbers of every patch side by side, from the number `depth` on. */
function packPatches(job: Convolution, patches: usize, steps: i32, depth: i32, to: usize): void {
  const o0 = offsetOf(job, depth);
  const isRun = (depth % job.run) + TILE_ROWS <= job.run || depth + TILE_ROWS > job.depth && depth / job.run == job.taps - 1;
  if (isRun) {
    for (let i = 0; i < steps; i++) {
      const from = load<usize>(element(patches, i)) + o0;
      v128.store(to, v128.load(from));
      v128.store64_lane(to, v128.load(from, 16), 0, 16);
      to += TILE_ROWS * 4;
    }
    return;
  }
  const o1 = offsetOf(job, depth + 1), o2 = offsetOf(job, depth + 2), o3 = offsetOf(job, depth + 3);
  const o4 = offsetOf(job, depth + 4), o5 = offsetOf(job, depth + 5);
  for (let i = 0; i < steps; i++) {
    const from = load<usize>(element(patches, i));
    store<f32>(to, load<f32>(from + o0));
    store<f32>(to, load<f32>(from + o1), 4);
    store<f32>(to, load<f32>(from + o2), 8);
    store<f32>(to, load<f32>(from + o3), 12);
    store<f32>(to, load<f32>(from + o4), 16);
    store<f32>(to, load<f32>(from + o5), 20);
    to += TILE_ROWS * 4;
  }
}
