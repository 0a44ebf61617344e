/**
 * Whole sequences through a recurrent cell, and back. A chunk takes some sequences through all their steps: it waits for
 * nobody, and the state stays in its cache. What does not wait for the state, the projection of the inputs and the gradient
 * of the weights, are single products over all steps.
 */
import { clear, element, partsOf } from "./lanes";
import { matmul, matmulScratch } from "./matmul";
import { packColumns, packRows } from "./pack";
import { JOB, parallel } from "./parallel";
import {
  GRU, LSTM, passBackwards, placeAfter, placeBefore, rowOf, Sequences, stateBefore, stepBackwards, stepForwards,
} from "./recurrent-cells";
import { reduce, reduceScratch } from "./reductions";
import { Finish, FINISH_BYTES, isLow, rows4, rows6, TILE_COLUMNS } from "./tile";

/** Sequences of one chunk. */
const ROWS = 8;

@inline function aligned(numbers: usize): usize {
  return ((numbers << 2) + 63) & ~63;
}

@inline function packedNumbers(columns: i32, steps: i32): usize {
  return <usize>partsOf(columns, TILE_COLUMNS) * TILE_COLUMNS * steps;
}

/** What the steps themselves need; then comes what the products over all steps need. */
function ownBytes(cell: i32, batch: i32, steps: i32, units: i32, columns: i32, isGradient: bool, threads: i32): usize {
  const size = <usize>batch * units, all = <usize>batch * columns;
  const bytes = FINISH_BYTES * threads + aligned(units + 4);
  if (!isGradient) return bytes + aligned(packedNumbers(columns, units)) + aligned(all);
  const slopes: usize = cell == GRU ? aligned(all * steps) : 0;
  return bytes + aligned(packedNumbers(units, columns)) + aligned(size) * 3 + slopes;
}

/** Bytes of scratch that `recur`, or with `isGradient` `recurGrad`, needs on so many threads. */
export function recurScratch(
  cell: i32, batch: i32, steps: i32, units: i32, columns: i32, isGradient: bool, threads: i32,
): usize {
  const own = ownBytes(cell, batch, steps, units, columns, isGradient, threads);
  if (!isGradient || batch == 0) return own;
  const product = matmulScratch(1, units, columns, batch * steps, true, false, threads);
  return own + max(product, cell == GRU ? reduceScratch(1, batch * steps, columns) : 0);
}

function describe(
  cell: i32, batch: i32, steps: i32, units: i32, columns: i32, isBackwards: bool, isWhole: bool,
  mask: usize, drop: usize, operand: usize, gates: usize, memory: usize, scratch: usize, threads: i32,
): Sequences {
  const job = changetype<Sequences>(JOB);
  job.cell = cell; job.batch = batch; job.steps = steps; job.units = units; job.columns = columns;
  job.isBackwards = isBackwards; job.isWhole = isWhole;
  job.mask = mask; job.drop = drop;
  job.operand = operand; job.gates = gates; job.memory = memory;
  job.finishes = scratch;
  job.zeros = scratch + FINISH_BYTES * threads;
  job.packed = job.zeros + aligned(units + 4);
  clear(job.zeros, units + 4);
  return job;
}

/**
 * Cells: 0 LSTM, 1 GRU, 2 simple RNN. From `projection` [batch, step, column] and the recurrent `weights` [unit, column] to
 * `y`, and to what the way back needs. `bias` [column], `mask` and `drop` may be 0. At least one step.
 */
export function recur(
  cell: i32, projection: usize, weights: usize, bias: usize, mask: usize, drop: usize,
  y: usize, operand: usize, gates: usize, memory: usize,
  batch: i32, steps: i32, units: i32, columns: i32, isBackwards: bool, isWhole: bool, scratch: usize, threads: i32,
): void {
  const job = describe(
    cell, batch, steps, units, columns, isBackwards, isWhole, mask, drop, operand, gates, memory, scratch, threads,
  );
  job.projection = projection; job.bias = bias; job.y = y;
  job.product = job.packed + aligned(packedNumbers(columns, units));
  packColumns(weights, <usize>columns << 2, units, <usize>units * (TILE_COLUMNS * 4), columns, job.packed);
  parallel(forwardChunk, partsOf(batch, ROWS));
}

/**
 * From `dy`, as `y` is, to the gradients by the projection, by the recurrent weights and, for a GRU, by its recurrent bias.
 */
export function recurGrad(
  cell: i32, weights: usize, mask: usize, drop: usize, operand: usize, gates: usize, memory: usize, dy: usize,
  slopes: usize, dWeights: usize, dBias: usize,
  batch: i32, steps: i32, units: i32, columns: i32, isBackwards: bool, isWhole: bool, scratch: usize, threads: i32,
): void {
  const job = describe(
    cell, batch, steps, units, columns, isBackwards, isWhole, mask, drop, operand, gates, memory, scratch, threads,
  );
  const size = aligned(<usize>batch * units);
  job.dy = dy; job.slopes = slopes;
  job.product = job.packed + aligned(packedNumbers(units, columns));
  job.carry = job.product + size;
  job.memoryCarry = job.carry + size;
  const productSlopes = cell == GRU ? job.memoryCarry + size : slopes;
  job.productSlopes = productSlopes;
  let panel = job.packed;
  for (let unit = 0; unit < units; unit += TILE_COLUMNS) {
    packRows(rowOf(weights, unit, columns), <usize>columns << 2, columns, units - unit, panel);
    panel += <usize>columns * (TILE_COLUMNS * 4);
  }
  parallel(backwardChunk, partsOf(batch, ROWS));
  if (batch == 0) {
    clear(dWeights, <usize>units * columns);
    if (dBias) clear(dBias, columns);
    return;
  }
  const rest = scratch + ownBytes(cell, batch, steps, units, columns, true, threads);
  const all = batch * steps;
  matmul(operand, productSlopes, dWeights, 0, 1, units, columns, all, true, false, false, 0, 0, rest, threads);
  if (dBias) reduce(0, productSlopes, dBias, 1, all, columns, 1, rest);
}

/** Rows of A · B for a packed B: each panel passes once. `rowBytes` is from one row of A to the next, those of C lie side by side. */
function multiply(
  a: usize, rowBytes: usize, steps: i32, panel: usize, c: usize, rows: i32, columns: i32, finish: Finish,
): void {
  const panelBytes = <usize>steps * (TILE_COLUMNS * 4);
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    const columnBytes = <usize>column << 2;
    const some = min(TILE_COLUMNS, columns - column);
    for (let row = 0; row < rows; ) {
      const left = rows - row;
      const p0 = a + <usize>row * rowBytes, to = c + columnBytes + <usize>row * finish.rowBytes;
      const p1 = left > 1 ? p0 + rowBytes : p0;
      const p2 = left > 2 ? p1 + rowBytes : p0;
      const p3 = left > 3 ? p2 + rowBytes : p0;
      if (isLow(left)) {
        rows4(p0, p1, p2, p3, steps, 1, 0, panel, 32, to, min(left, 4), some, finish, columnBytes);
        row += 4;
      } else {
        const p4 = p3 + rowBytes;
        const p5 = left > 5 ? p4 + rowBytes : p0;
        rows6(p0, p1, p2, p3, p4, p5, steps, 1, 0, panel, 32, to, min(left, 6), some, finish, columnBytes);
        row += 6;
      }
    }
    panel += panelBytes;
  }
}

@inline function isStep(job: Sequences, place: i32): bool {
  return job.mask == 0 || load<f32>(element(job.mask, place)) != 0;
}

/** Whether any of the sequences has this step. */
function hasAny(job: Sequences, from: i32, to: i32, step: i32): bool {
  if (job.mask == 0) return true;
  for (let row = from; row < to; row++) if (isStep(job, row * job.steps + step)) return true;
  return false;
}

@inline function finishOf(job: Sequences, thread: i32, columns: i32, bias: usize): Finish {
  const finish = changetype<Finish>(job.finishes + FINISH_BYTES * thread);
  finish.rowBytes = <usize>columns << 2;
  finish.adds = false; finish.isRelu = false;
  finish.bias = bias;
  return finish;
}

function forwardChunk(chunk: i32, thread: i32): void {
  const job = changetype<Sequences>(JOB);
  const steps = job.steps, units = job.units, columns = job.columns;
  const from = chunk * ROWS, to = min(job.batch, from + ROWS);
  const finish = finishOf(job, thread, columns, job.bias);
  const product = rowOf(job.product, from, columns), rowBytes = element(0, <usize>steps * units);
  if (!job.isWhole) clear(rowOf(job.y, from, units), <usize>(to - from) * units);
  for (let turn = 0; turn < steps; turn++) {
    const step = job.isBackwards ? steps - 1 - turn : turn;
    const isFirst = turn == 0, isLast = turn == steps - 1;
    if (isFirst) for (let row = from; row < to; row++) clear(rowOf(job.operand, row * steps + step, units), units);
    if (isFirst && job.bias == 0) clear(product, <usize>(to - from) * columns);
    else if (hasAny(job, from, to, step)) {
      multiply(rowOf(job.operand, from * steps + step, units), rowBytes, units, job.packed, product, to - from, columns, finish);
    }
    for (let row = from; row < to; row++) {
      const place = row * steps + step;
      if (isStep(job, place)) stepForwards(job, row, place, isFirst, isLast);
      else keepState(job, row, place, isFirst, isLast);
    }
  }
}

/** Where there is no step, the state stays as it was. */
function keepState(job: Sequences, row: i32, place: i32, isFirst: bool, isLast: bool): void {
  const units = job.units, bytes = <usize>units << 2;
  if (job.isWhole) memory.copy(rowOf(job.y, place, units), stateBefore(job, row, place, isFirst), bytes);
  if (job.cell == LSTM) {
    const before = isFirst ? job.zeros : rowOf(job.memory, placeBefore(job, place), units);
    memory.copy(rowOf(job.memory, place, units), before, bytes);
  }
  if (!isLast) memory.copy(rowOf(job.operand, placeAfter(job, place), units), rowOf(job.operand, place, units), bytes);
}

function backwardChunk(chunk: i32, thread: i32): void {
  const job = changetype<Sequences>(JOB);
  const steps = job.steps, units = job.units, columns = job.columns;
  const from = chunk * ROWS, to = min(job.batch, from + ROWS);
  const size = <usize>(to - from) * units;
  const finish = finishOf(job, thread, units, 0);
  const product = rowOf(job.product, from, units), rowBytes = element(0, <usize>steps * columns);
  clear(product, size);
  clear(rowOf(job.memoryCarry, from, units), size);
  const carry = rowOf(job.carry, from, units);
  if (job.isWhole) clear(carry, size);
  else memory.copy(carry, rowOf(job.dy, from, units), size << 2);
  for (let turn = steps - 1; turn >= 0; turn--) {
    const step = job.isBackwards ? steps - 1 - turn : turn;
    for (let row = from; row < to; row++) {
      const place = row * steps + step;
      if (isStep(job, place)) stepBackwards(job, row, place, turn == 0);
      else passBackwards(job, row, place);
    }
    if (turn == 0) return;
    if (hasAny(job, from, to, step)) {
      multiply(rowOf(job.productSlopes, from * steps + step, columns), rowBytes, columns, job.packed, product, to - from, units, finish);
    } else clear(product, size);
  }
}
