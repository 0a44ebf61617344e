/**
 * Scaled-dot-product attention (Vaswani et al. 2017): softmax(scale × Q Kᵀ) V for each head. The softmax is taken block by
 * block of the keys as it goes (Milakov and Gimelshein 2018; Dao et al. 2022), six queries at a time, so that of the matrix
 * of queries by keys only a strip is ever there. What is kept for the gradient is the largest score of each query and one
 * over the sum of its powers.
 */
import { at, clear, element, keepPart, madd, partsOf, storePart, sumOf, ZERO } from "./lanes";
import { exp } from "./mathematics";
import { lowTiles, tiles } from "./matmul";
import { packColumns, packRows } from "./pack";
import { JOB, parallel } from "./parallel";
import { maskOf, saltOf } from "./seeded-mask";
import { Finish, FINISH_BYTES, isLow, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Keys of one block: their packed vectors stay in the nearest cache while the queries pass. */
export const BLOCK_KEYS = 128;
/** Numbers from one row of scores to the next: more than a block, so that rows do not meet in the cache. */
export const STRIDE = 136;
/** Queries of one chunk at most, and at least: a chunk packs all keys and values. */
const MOST_QUERIES = 192;
const LEAST_QUERIES = 24;
/** Chunks that are enough for any pool of threads. */
const ENOUGH = 16;

const LOWEST: v128 = f32x4.splat(-Infinity);

/** Q [batch, query, heads × depth], K [batch, key, heads × depth], V and outputs heads × valueDepth wide. */
@unmanaged export class Attention {
  q: usize; k: usize; v: usize; o: usize;
  dy: usize; dq: usize; dk: usize; dv: usize;
  /** [batch, key], 0 for a key that is not there; no address where all are. */
  mask: usize;
  /** [batch, head, query] */
  largest: usize; inverse: usize;
  batch: i32; heads: i32; queries: i32; keys: i32; depth: i32; valueDepth: i32;
  isCausal: bool;
  scale: f32;
  /** Dropout of the weights: with probability `limit`; else they grow by `kept`. */
  limit: f32; kept: f32; salt: i32;
  /** How the queries, or the keys, of a head are cut. */
  perPart: i32; parts: i32;
  scratch: usize; threadBytes: usize;
  partials: usize;
}

/** Up to whole panels of eight columns. */
@inline export function panelsOf(columns: i32): i32 {
  return partsOf(columns, TILE_COLUMNS) * TILE_COLUMNS;
}

/** How the steps of one axis are cut: a function of the shape alone. */
export function planParts(job: Attention, steps: i32, most: i32, least: i32): void {
  const heads = job.batch * job.heads;
  const wanted = max(partsOf(steps, most), min(partsOf(ENOUGH, heads), steps / least));
  job.perPart = max(TILE_ROWS, partsOf(partsOf(steps, max(1, wanted)), TILE_ROWS) * TILE_ROWS);
  job.parts = partsOf(steps, job.perPart);
}

/** Bytes of two ways to end a tile, of the keys and values of a block, of six rows of scores, and of which keys are there. */
@inline function forwardBytes(depth: i32, valueDepth: i32): usize {
  return FINISH_BYTES * 2 + ((<usize>BLOCK_KEYS * (depth + panelsOf(valueDepth)) + (TILE_ROWS + 1) * STRIDE) << 2);
}

/** Bytes of scratch that `attend` needs on so many threads. */
export function attendScratch(depth: i32, valueDepth: i32, threads: i32): usize {
  return forwardBytes(depth, valueDepth) * threads;
}

/**
 * `o` [batch, query, heads × valueDepth], and `largest` and `inverse` [batch, head, query]. Where a query sees no key its
 * outputs and its `inverse` are 0. Dropout of `limit` draws by `seed` and the number at `step`; with a limit of 0 there is none.
 */
export function attend(
  q: usize, k: usize, v: usize, mask: usize, step: usize, o: usize, largest: usize, inverse: usize,
  batch: i32, heads: i32, queries: i32, keys: i32, depth: i32, valueDepth: i32,
  isCausal: bool, scale: f32, limit: f32, kept: f32, seed: i32, scratch: usize,
): void {
  const job = changetype<Attention>(JOB);
  job.q = q; job.k = k; job.v = v; job.o = o; job.mask = mask; job.largest = largest; job.inverse = inverse;
  job.batch = batch; job.heads = heads; job.queries = queries; job.keys = keys;
  job.depth = depth; job.valueDepth = valueDepth;
  job.isCausal = isCausal; job.scale = scale;
  job.limit = limit; job.kept = kept; job.salt = limit > 0 ? saltOf(step, seed) : 0;
  job.scratch = scratch; job.threadBytes = forwardBytes(depth, valueDepth);
  planParts(job, queries, MOST_QUERIES, LEAST_QUERIES);
  parallel(attendChunk, batch * heads * job.parts);
}

function attendChunk(chunk: i32, thread: i32): void {
  const job = changetype<Attention>(JOB);
  const part = chunk % job.parts, head = chunk / job.parts;
  const item = head / job.heads, place = head % job.heads;
  const queries = job.queries, keys = job.keys, depth = job.depth, valueDepth = job.valueDepth;
  const rowFrom = part * job.perPart, rowTo = min(queries, rowFrom + job.perPart);
  const rowBytes = <usize>(job.heads * depth) << 2, valueBytes = <usize>(job.heads * valueDepth) << 2;
  const q = element(job.q + <usize>item * queries * rowBytes, place * depth);
  const k = element(job.k + <usize>item * keys * rowBytes, place * depth);
  const v = element(job.v + <usize>item * keys * valueBytes, place * valueDepth);
  const o = element(job.o + <usize>item * queries * valueBytes, place * valueDepth);
  const largest = element(job.largest, <usize>head * queries), sums = element(job.inverse, <usize>head * queries);

  const space = job.scratch + job.threadBytes * thread;
  const scoring = changetype<Finish>(space), summing = changetype<Finish>(space + FINISH_BYTES);
  const packedK = space + FINISH_BYTES * 2;
  const packedV = element(packedK, BLOCK_KEYS * depth);
  const scores = element(packedV, BLOCK_KEYS * panelsOf(valueDepth));
  const there = element(scores, TILE_ROWS * STRIDE);
  endTiles(scoring, STRIDE << 2, false);
  endTiles(summing, valueBytes, true);
  for (let row = rowFrom; row < rowTo; row++) {
    store<f32>(element(largest, row), -Infinity);
    store<f32>(element(sums, row), 0);
    clear(o + <usize>row * valueBytes, valueDepth);
  }
  for (let first = 0; first < keys; first += BLOCK_KEYS) {
    const columns = min(BLOCK_KEYS, keys - first);
    if (job.isCausal && first >= rowTo) break;
    packKeys(k + <usize>first * rowBytes, rowBytes, depth, columns, packedK);
    packColumns(v + <usize>first * valueBytes, valueBytes, columns, <usize>columns * 32, valueDepth, packedV);
    markKeys(job.mask ? element(job.mask, <usize>item * keys + first) : 0, columns, there);
    for (let row = rowFrom; row < rowTo; ) {
      const isShort = isLow(rowTo - row);
      const rows = min(rowTo - row, isShort ? 4 : TILE_ROWS);
      const seen = job.isCausal ? min(columns, row + rows - first) : columns;
      if (seen > 0) {
        strip(q + <usize>row * rowBytes, rowBytes, depth, packedK, <usize>depth * 32, scores, panelsOf(seen), rows, isShort, scoring);
        for (let i = 0; i < rows; i++) {
          const query = row + i;
          const visible = job.isCausal ? min(seen, query + 1 - first) : seen;
          const base = ((head * queries + query) * keys + first) + job.salt;
          powers(
            job, element(scores, i * STRIDE), there, seen, visible, base,
            element(largest, query), element(sums, query), o + <usize>query * valueBytes,
          );
        }
        strip(scores, STRIDE << 2, seen, packedV, <usize>columns * 32, o + <usize>row * valueBytes, valueDepth, rows, isShort, summing);
      }
      row += rows;
    }
  }
  for (let row = rowFrom; row < rowTo; row++) {
    const sum = load<f32>(element(sums, row));
    // Written so that a sum that is no number stays none.
    const inverse: f32 = sum == 0 ? 0 : 1 / sum;
    store<f32>(element(sums, row), inverse);
    scaleNumbers(o + <usize>row * valueBytes, valueDepth, inverse);
  }
}

/** Sums of a tile go to rows so many bytes apart, on top of what is there if asked. */
@inline export function endTiles(finish: Finish, rowBytes: usize, adds: bool): void {
  finish.rowBytes = rowBytes; finish.adds = adds; finish.isRelu = false; finish.bias = 0;
}

/** Rows of A by a packed B, from left to right. */
@inline export function strip(
  a: usize, aRowBytes: usize, steps: i32, panel: usize, panelBytes: usize,
  c: usize, columns: i32, rows: i32, isShort: bool, finish: Finish,
): void {
  if (isShort) lowTiles(a, aRowBytes, steps, panel, panelBytes, c, 0, columns, rows, finish);
  else tiles(a, aRowBytes, steps, panel, panelBytes, c, 0, columns, rows, finish);
}

/** Rows of `depth` numbers turned into panels of eight of them, zeros for those that are missing in the last. */
export function packKeys(from: usize, rowBytes: usize, depth: i32, rows: i32, to: usize): void {
  for (let row = 0; row < rows; row += TILE_COLUMNS) {
    packRows(from, rowBytes, depth, rows - row, to);
    from += rowBytes * TILE_COLUMNS;
    to += <usize>depth * (TILE_COLUMNS * 4);
  }
}

/** All bits for a key that is there, none for others and beside the last, up to whole panels. */
export function markKeys(mask: usize, columns: i32, to: usize): void {
  for (let j = 0; j < STRIDE; j++) {
    store<i32>(element(to, j), j < columns && (!mask || load<f32>(element(mask, j)) != 0) ? -1 : 0);
  }
}

/** Which of four keys from `j` on are there and among the first `visible`. */
@inline export function seenOf(there: usize, j: i32, visible: i32): v128 {
  return keepPart(at(element(there, j)), visible - j);
}

/**
 * Scores of a query by the keys of a block to powers e^(scale × score - largest), dropout applied, zeros up to `width`
 * where a key is not seen. Raises the largest score and the sum so far, and scales the outputs so far to match.
 */
function powers(
  job: Attention, scores: usize, there: usize, width: i32, visible: i32, base: i32,
  largest: usize, sum: usize, o: usize,
): void {
  const scale = job.scale;
  let top = LOWEST;
  for (let j = 0; j < visible; j += 4) {
    top = f32x4.pmax(top, v128.bitselect(at(element(scores, j)), LOWEST, seenOf(there, j, visible)));
  }
  top = f32x4.pmax(top, i8x16.shuffle(top, top, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  const before = load<f32>(largest);
  const now = max(before, max(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1)) * scale);
  if (now > before) {
    if (before > -Infinity) {
      const factor = f32x4.extract_lane(exp(f32x4.splat(before - now)), 0);
      store<f32>(sum, load<f32>(sum) * factor);
      scaleNumbers(o, job.valueDepth, factor);
    }
    store<f32>(largest, now);
  }
  const shift = f32x4.splat(-now), by = f32x4.splat(scale);
  let total = ZERO;
  if (job.limit > 0) {
    const limit = f32x4.splat(job.limit), kept = f32x4.splat(job.kept);
    for (let j = 0; j < width; j += 4) {
      const power = v128.and(exp(madd(at(element(scores, j)), by, shift)), seenOf(there, j, visible));
      total = f32x4.add(total, power);
      const places = i32x4.add(i32x4.splat(base + j), i32x4(0, 1, 2, 3));
      v128.store(element(scores, j), f32x4.mul(power, maskOf(places, limit, kept)));
    }
  } else {
    for (let j = 0; j < width; j += 4) {
      const power = v128.and(exp(madd(at(element(scores, j)), by, shift)), seenOf(there, j, visible));
      total = f32x4.add(total, power);
      v128.store(element(scores, j), power);
    }
  }
  store<f32>(sum, load<f32>(sum) + sumOf(total));
}

function scaleNumbers(x: usize, count: i32, factor: f32): void {
  const by = f32x4.splat(factor);
  let j = 0;
  for (; j + 4 <= count; j += 4) v128.store(element(x, j), f32x4.mul(at(element(x, j)), by));
  if (j < count) storePart(element(x, j), f32x4.mul(at(element(x, j)), by), count - j);
}
