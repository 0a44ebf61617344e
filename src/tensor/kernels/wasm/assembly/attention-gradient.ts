/**
 * The gradient of attention.ts. The weights P are worked out again from the largest scores and the sums that were kept.
 * With dP = (dO Vᵀ) under the mask M of the dropout and D = Σ dO × O of a query: dS = scale × P (M dP - D), and then
 * dV = (M P)ᵀ dO, dQ = dS K, dK = dSᵀ Q. A chunk does all queries by some keys of one head.
 */
import {
  Attention, BLOCK_KEYS, endTiles, markKeys, packKeys, panelsOf, planParts, seenOf, strip, STRIDE,
} from "./attention";
import { at, clear, element, keepPart, madd, sumOf, ZERO } from "./lanes";
import { exp } from "./mathematics";
import { packColumns } from "./pack";
import { JOB, parallel } from "./parallel";
import { addParts } from "./parts";
import { maskOf, saltOf } from "./seeded-mask";
import { columns6, Finish, FINISH_BYTES, isLow, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Queries whose weights are there at once. */
const BLOCK_QUERIES = 48;
/** Keys of a chunk at least. */
const LEAST_KEYS = 24;

/** Three ways to end a tile; keys and values turned, keys; queries and slopes; weights and their slopes; which keys are there. */
@inline function gradientBytes(depth: i32, valueDepth: i32): usize {
  const keys = <usize>BLOCK_KEYS * (depth + valueDepth + panelsOf(depth));
  const queries = <usize>BLOCK_QUERIES * (panelsOf(depth) + panelsOf(valueDepth) + STRIDE * 2);
  return FINISH_BYTES * 3 + ((keys + queries + STRIDE) << 2);
}

function plan(job: Attention): void {
  planParts(job, job.keys, job.keys, LEAST_KEYS);
}

/** Bytes of scratch that `attendGrad` needs on so many threads. */
export function attendGradScratch(
  batch: i32, heads: i32, queries: i32, keys: i32, depth: i32, valueDepth: i32, threads: i32,
): usize {
  const job = changetype<Attention>(JOB);
  job.batch = batch; job.heads = heads; job.keys = keys;
  plan(job);
  const partials: usize = job.parts == 1 ? 0 : (<usize>job.parts * batch * queries * (heads * depth)) << 2;
  return gradientBytes(depth, valueDepth) * threads + partials;
}

/** Gradients of Σ dy × o by q, k and v; what `attend` gave and took, as it had it. */
export function attendGrad(
  q: usize, k: usize, v: usize, mask: usize, step: usize, o: usize, largest: usize, inverse: usize,
  dy: usize, dq: usize, dk: usize, dv: usize,
  batch: i32, heads: i32, queries: i32, keys: i32, depth: i32, valueDepth: i32,
  isCausal: bool, scale: f32, limit: f32, kept: f32, seed: i32, scratch: usize, threads: i32,
): void {
  const job = changetype<Attention>(JOB);
  job.q = q; job.k = k; job.v = v; job.o = o; job.mask = mask; job.largest = largest; job.inverse = inverse;
  job.dy = dy; job.dq = dq; job.dk = dk; job.dv = dv;
  job.batch = batch; job.heads = heads; job.queries = queries; job.keys = keys;
  job.depth = depth; job.valueDepth = valueDepth;
  job.isCausal = isCausal; job.scale = scale;
  job.limit = limit; job.kept = kept; job.salt = limit > 0 ? saltOf(step, seed) : 0;
  job.scratch = scratch; job.threadBytes = gradientBytes(depth, valueDepth);
  plan(job);
  const parts = job.parts;
  job.partials = parts == 1 ? dq : scratch + job.threadBytes * threads;
  parallel(gradientChunk, batch * heads * parts);
  const width = heads * depth;
  if (parts > 1) addParts(scratch + gradientBytes(depth, valueDepth) * threads, parts, 1, <usize>batch * queries * width, dq, width, 0, false);
}

function gradientChunk(chunk: i32, thread: i32): void {
  const job = changetype<Attention>(JOB);
  const part = chunk % job.parts, head = chunk / job.parts;
  const item = head / job.heads, place = head % job.heads;
  const queries = job.queries, keys = job.keys, depth = job.depth, valueDepth = job.valueDepth;
  const keyFrom = part * job.perPart, keyTo = min(keys, keyFrom + job.perPart);
  const rowBytes = <usize>(job.heads * depth) << 2, valueBytes = <usize>(job.heads * valueDepth) << 2;
  const ofQueries = <usize>item * queries * rowBytes + (<usize>(place * depth) << 2);
  const ofKeys = <usize>item * keys * rowBytes + (<usize>(place * depth) << 2);
  const ofValues = <usize>item * keys * valueBytes + (<usize>(place * valueDepth) << 2);
  const ofOutputs = <usize>item * queries * valueBytes + (<usize>(place * valueDepth) << 2);
  const q = job.q + ofQueries, k = job.k + ofKeys, v = job.v + ofValues, o = job.o + ofOutputs, dy = job.dy + ofOutputs;
  const dq = job.partials + <usize>part * job.batch * queries * rowBytes + ofQueries;
  const dk = job.dk + ofKeys, dv = job.dv + ofValues;
  const largest = element(job.largest, <usize>head * queries), inverse = element(job.inverse, <usize>head * queries);

  const space = job.scratch + job.threadBytes * thread;
  const scoring = changetype<Finish>(space), byRows = changetype<Finish>(space + FINISH_BYTES);
  const byValues = changetype<Finish>(space + FINISH_BYTES * 2);
  const turnedK = space + FINISH_BYTES * 3;
  const turnedV = element(turnedK, BLOCK_KEYS * depth);
  const packedK = element(turnedV, BLOCK_KEYS * valueDepth);
  const packedQ = element(packedK, BLOCK_KEYS * panelsOf(depth));
  const packedDy = element(packedQ, BLOCK_QUERIES * panelsOf(depth));
  const weights = element(packedDy, BLOCK_QUERIES * panelsOf(valueDepth));
  const slopes = element(weights, BLOCK_QUERIES * STRIDE);
  const there = element(slopes, BLOCK_QUERIES * STRIDE);
  endTiles(scoring, STRIDE << 2, false);
  endTiles(byRows, rowBytes, true);
  endTiles(byValues, valueBytes, true);
  for (let row = 0; row < queries; row++) clear(dq + <usize>row * rowBytes, depth);
  for (let key = keyFrom; key < keyTo; key++) {
    clear(dk + <usize>key * rowBytes, depth);
    clear(dv + <usize>key * valueBytes, valueDepth);
  }
  for (let first = keyFrom; first < keyTo; first += BLOCK_KEYS) {
    const columns = min(BLOCK_KEYS, keyTo - first);
    const width = panelsOf(columns);
    packKeys(k + <usize>first * rowBytes, rowBytes, depth, columns, turnedK);
    packKeys(v + <usize>first * valueBytes, valueBytes, valueDepth, columns, turnedV);
    packColumns(k + <usize>first * rowBytes, rowBytes, columns, <usize>columns * 32, depth, packedK);
    markKeys(job.mask ? element(job.mask, <usize>item * keys + first) : 0, columns, there);
    // Queries before the first key of the block see none of it.
    for (let rowFrom = job.isCausal ? first / BLOCK_QUERIES * BLOCK_QUERIES : 0; rowFrom < queries; rowFrom += BLOCK_QUERIES) {
      const count = min(BLOCK_QUERIES, queries - rowFrom);
      const panelBytes = <usize>count * 32;
      packColumns(q + <usize>rowFrom * rowBytes, rowBytes, count, panelBytes, depth, packedQ);
      packColumns(dy + <usize>rowFrom * valueBytes, valueBytes, count, panelBytes, valueDepth, packedDy);
      for (let i = 0; i < count; ) {
        const isShort = isLow(count - i);
        const rows = min(count - i, isShort ? 4 : TILE_ROWS);
        const row = rowFrom + i;
        const seen = job.isCausal ? max(0, min(columns, row + rows - first)) : columns;
        const to = <usize>(i * STRIDE) << 2;
        strip(q + <usize>row * rowBytes, rowBytes, depth, turnedK, <usize>depth * 32, weights + to, panelsOf(seen), rows, isShort, scoring);
        strip(dy + <usize>row * valueBytes, valueBytes, valueDepth, turnedV, <usize>valueDepth * 32, slopes + to, panelsOf(seen), rows, isShort, scoring);
        for (let r = 0; r < rows; r++) {
          const query = row + r;
          const visible = job.isCausal ? max(0, min(columns, query + 1 - first)) : columns;
          const shared = products(o + <usize>query * valueBytes, dy + <usize>query * valueBytes, valueDepth);
          const base = ((head * queries + query) * keys + first) + job.salt;
          const from = to + (<usize>(r * STRIDE) << 2);
          slopesOf(
            job, weights + from, slopes + from, there, width, visible, base,
            load<f32>(element(largest, query)), load<f32>(element(inverse, query)), shared,
          );
        }
        strip(slopes + to, STRIDE << 2, seen, packedK, <usize>columns * 32, dq + <usize>row * rowBytes, depth, rows, isShort, byRows);
        i += rows;
      }
      for (let j = 0; j < columns; j += TILE_ROWS) {
        const rows = min(TILE_ROWS, columns - j);
        const unseen = job.isCausal ? max(0, first + j - rowFrom) : 0;
        if (unseen >= count) break;
        const from = <usize>(unseen * STRIDE + j) << 2, skipped = <usize>unseen * 32;
        const key = <usize>(first + j);
        turnedStrip(weights + from, count - unseen, packedDy + skipped, panelBytes, dv + key * valueBytes, valueDepth, rows, byValues);
        turnedStrip(slopes + from, count - unseen, packedQ + skipped, panelBytes, dk + key * rowBytes, depth, rows, byRows);
      }
    }
  }
}

/** Six columns of A, its rows one stride apart, by a packed B, from left to right. */
@inline function turnedStrip(
  a: usize, steps: i32, panel: usize, panelBytes: usize, c: usize, columns: i32, rows: i32, finish: Finish,
): void {
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    columns6(a, STRIDE << 2, steps, panel, 32, element(c, column), rows, min(TILE_COLUMNS, columns - column), finish, 0);
    panel += panelBytes;
  }
}

/** Σ x y */
function products(x: usize, y: usize, count: i32): f32 {
  let sum = ZERO;
  for (let j = 0; j < count; j += 4) {
    const left = count - j;
    sum = f32x4.add(sum, f32x4.mul(keepPart(at(element(x, j)), left), keepPart(at(element(y, j)), left)));
  }
  return sumOf(sum);
}

/** Scores to weights under dropout, and the slopes by weights to slopes by products of queries and keys; zeros where a key is not seen. */
function slopesOf(
  job: Attention, weights: usize, slopes: usize, there: usize, width: i32, visible: i32, base: i32,
  largest: f32, inverse: f32, shared: f32,
): void {
  const by = f32x4.splat(job.scale), shift = f32x4.splat(-largest), share = f32x4.splat(inverse);
  const common = f32x4.splat(shared);
  const isDropped = job.limit > 0;
  const limit = f32x4.splat(job.limit), kept = f32x4.splat(job.kept);
  for (let j = 0; j < width; j += 4) {
    const seen = seenOf(there, j, visible);
    const weight = v128.and(f32x4.mul(exp(madd(at(element(weights, j)), by, shift)), share), seen);
    let slope = at(element(slopes, j));
    if (isDropped) {
      const mask = maskOf(i32x4.add(i32x4.splat(base + j), i32x4(0, 1, 2, 3)), limit, kept);
      slope = f32x4.mul(slope, mask);
      v128.store(element(weights, j), f32x4.mul(weight, mask));
    } else v128.store(element(weights, j), weight);
    slope = f32x4.mul(f32x4.mul(weight, by), f32x4.sub(slope, common));
    v128.store(element(slopes, j), v128.and(slope, seen));
  }
}
