/**
 * One step of one sequence through a recurrent cell, and back. With x the projected input, p the product of the state with
 * the recurrent weights, h the state and all products of vectors element by element:
 *
 * LSTM (gates i, f, g, o): i = σ(x + p), f = σ(x + p), g = tanh(x + p), o = σ(x + p), c ← f c + i g, h ← o tanh c.
 * GRU (gates z, r, g), reset after the product: z = σ(x + p), r = σ(x + p), g = tanh(x + r p), h ← g + z (h - g).
 * Simple RNN (gate h): h ← tanh(x + p).
 *
 * Widths need not fill vectors: what is read beside the end of a row is never written.
 */
import { at, element, madd, storePart, ZERO } from "./lanes";
import { sigmoid, tanh } from "./mathematics";

export const LSTM = 0;
export const GRU = 1;

/** Sequences [batch, step] of one job, as kernels/recurrent-cell.ts has them. */
@unmanaged export class Sequences {
  cell: i32;
  batch: i32; steps: i32; units: i32;
  /** Numbers of all gates of a step. */
  columns: i32;
  isBackwards: bool;
  /** Whether the state of every step comes out, not only the last one. */
  isWhole: bool;
  /** [batch, step, column]; and what the product with the recurrent weights gets added to each column, or 0. */
  projection: usize; bias: usize;
  /** [batch, step]: 0 where there is no step, or 0 for all steps. */
  mask: usize;
  /** [batch, unit]: factors of the state within the product, or 0. */
  drop: usize;
  /** [batch, step, …]: what was multiplied, the gates, and c of an LSTM, or p and h - g of a GRU side by side. */
  operand: usize; gates: usize; memory: usize;
  /** [batch, step, unit], or [batch, unit]. */
  y: usize;
  /** Derivatives: as y, by the projection, and by the product. */
  dy: usize; slopes: usize; productSlopes: usize;
  /** The recurrent weights in panels. */
  packed: usize;
  /** As many zeros as units. */
  zeros: usize;
  /** [batch, column] forwards, [batch, unit] backwards. */
  product: usize;
  /** [batch, unit]: derivatives by the state that do not pass through the product, and by the memory of an LSTM. */
  carry: usize; memoryCarry: usize;
  /** For each thread. */
  finishes: usize;
}

const ONE: v128 = f32x4.splat(1);

@inline export function rowOf(base: usize, row: i32, width: i32): usize {
  return element(base, <usize>row * width);
}

/** Step that comes before in the order of the job. */
@inline export function placeBefore(job: Sequences, place: i32): i32 {
  return job.isBackwards ? place + 1 : place - 1;
}

@inline export function placeAfter(job: Sequences, place: i32): i32 {
  return job.isBackwards ? place - 1 : place + 1;
}

/** State before a step. */
@inline export function stateBefore(job: Sequences, row: i32, place: i32, isFirst: bool): usize {
  if (!job.isWhole) return rowOf(job.y, row, job.units);
  return isFirst ? job.zeros : rowOf(job.y, placeBefore(job, place), job.units);
}

/** The new state to where it comes out, and to where the next product finds it. */
@inline function putState(h: v128, y: usize, operand: usize, drop: usize, i: usize, left: i32): void {
  storePart(y + i, h, left);
  if (operand) storePart(operand + i, drop ? f32x4.mul(h, at(drop + i)) : h, left);
}

/** `place` is the step among all of the batch. */
export function stepForwards(job: Sequences, row: i32, place: i32, isFirst: bool, isLast: bool): void {
  const cell = job.cell, units = job.units, columns = job.columns;
  const x = rowOf(job.projection, place, columns), p = rowOf(job.product, row, columns);
  const gates = rowOf(job.gates, place, columns);
  const y = rowOf(job.y, job.isWhole ? place : row, units);
  const operand: usize = isLast ? 0 : rowOf(job.operand, placeAfter(job, place), units);
  const drop: usize = job.drop ? rowOf(job.drop, row, units) : 0;
  if (cell == LSTM) {
    const c = rowOf(job.memory, place, units);
    const before = isFirst ? job.zeros : rowOf(job.memory, placeBefore(job, place), units);
    lstmForwards(units, x, p, gates, c, before, y, operand, drop);
  } else if (cell == GRU) {
    const before = stateBefore(job, row, place, isFirst);
    gruForwards(units, x, p, gates, rowOf(job.memory, place, units * 2), before, y, operand, drop);
  } else rnnForwards(units, x, p, gates, y, operand, drop);
}

function lstmForwards(
  units: i32, x: usize, p: usize, gates: usize, c: usize, before: usize, y: usize, operand: usize, drop: usize,
): void {
  const f = <usize>units << 2, g = f * 2, o = f * 3;
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2, left = units - j;
    const input = sigmoid(f32x4.add(at(x + i), at(p + i)));
    storePart(gates + i, input, left);
    const forget = sigmoid(f32x4.add(at(x + f + i), at(p + f + i)));
    storePart(gates + f + i, forget, left);
    const candidate = tanh(f32x4.add(at(x + g + i), at(p + g + i)));
    storePart(gates + g + i, candidate, left);
    const output = sigmoid(f32x4.add(at(x + o + i), at(p + o + i)));
    storePart(gates + o + i, output, left);
    const cell = madd(forget, at(before + i), f32x4.mul(input, candidate));
    storePart(c + i, cell, left);
    putState(f32x4.mul(output, tanh(cell)), y, operand, drop, i, left);
  }
}

function gruForwards(
  units: i32, x: usize, p: usize, gates: usize, memory: usize, before: usize, y: usize, operand: usize, drop: usize,
): void {
  const r = <usize>units << 2, g = r * 2;
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2, left = units - j;
    const update = sigmoid(f32x4.add(at(x + i), at(p + i)));
    storePart(gates + i, update, left);
    const reset = sigmoid(f32x4.add(at(x + r + i), at(p + r + i)));
    storePart(gates + r + i, reset, left);
    const product = at(p + g + i);
    storePart(memory + i, product, left);
    const candidate = tanh(madd(reset, product, at(x + g + i)));
    storePart(gates + g + i, candidate, left);
    const apart = f32x4.sub(at(before + i), candidate);
    storePart(memory + r + i, apart, left);
    putState(madd(update, apart, candidate), y, operand, drop, i, left);
  }
}

function rnnForwards(units: i32, x: usize, p: usize, gates: usize, y: usize, operand: usize, drop: usize): void {
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2, left = units - j;
    const h = tanh(f32x4.add(at(x + i), at(p + i)));
    storePart(gates + i, h, left);
    putState(h, y, operand, drop, i, left);
  }
}

/** Derivative by the state after a step, from the steps behind it and from what came out. */
@inline function arriving(carry: usize, product: usize, drop: usize, dy: usize, i: usize): v128 {
  let slope = at(product + i);
  if (drop) slope = f32x4.mul(slope, at(drop + i));
  slope = f32x4.add(slope, at(carry + i));
  return dy ? f32x4.add(slope, at(dy + i)) : slope;
}

/** From the derivatives by the state after a step to those by its projection and its product, and to what passes them by. */
export function stepBackwards(job: Sequences, row: i32, place: i32, isFirst: bool): void {
  const cell = job.cell, units = job.units, columns = job.columns;
  const gates = rowOf(job.gates, place, columns), slopes = rowOf(job.slopes, place, columns);
  const p = rowOf(job.product, row, units), carry = rowOf(job.carry, row, units);
  const drop: usize = job.drop ? rowOf(job.drop, row, units) : 0;
  const dy: usize = job.isWhole ? rowOf(job.dy, place, units) : 0;
  if (cell == LSTM) {
    const c = rowOf(job.memory, place, units);
    const before = isFirst ? job.zeros : rowOf(job.memory, placeBefore(job, place), units);
    lstmBackwards(units, gates, c, before, rowOf(job.memoryCarry, row, units), slopes, carry, p, drop, dy);
  } else if (cell == GRU) {
    const memory = rowOf(job.memory, place, units * 2), products = rowOf(job.productSlopes, place, columns);
    gruBackwards(units, gates, memory, slopes, products, carry, p, drop, dy);
  } else rnnBackwards(units, gates, slopes, carry, p, drop, dy);
}

/** Where there is no step, the derivative by the state passes by. */
export function passBackwards(job: Sequences, row: i32, place: i32): void {
  const units = job.units, columns = job.columns;
  memory.fill(rowOf(job.slopes, place, columns), 0, <usize>columns << 2);
  if (job.cell == GRU) memory.fill(rowOf(job.productSlopes, place, columns), 0, <usize>columns << 2);
  const p = rowOf(job.product, row, units), carry = rowOf(job.carry, row, units);
  const drop: usize = job.drop ? rowOf(job.drop, row, units) : 0;
  const dy: usize = job.isWhole ? rowOf(job.dy, place, units) : 0;
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2;
    storePart(carry + i, arriving(carry, p, drop, dy, i), units - j);
  }
}

/** The derivative of a sigmoid by what went in, from what came out. */
@inline function sigmoidSlope(y: v128): v128 {
  return f32x4.mul(y, f32x4.sub(ONE, y));
}

@inline function tanhSlope(y: v128): v128 {
  return f32x4.sub(ONE, f32x4.mul(y, y));
}

function lstmBackwards(
  units: i32, gates: usize, c: usize, before: usize, memoryCarry: usize,
  slopes: usize, carry: usize, p: usize, drop: usize, dy: usize,
): void {
  const f = <usize>units << 2, g = f * 2, o = f * 3;
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2, left = units - j;
    const dh = arriving(carry, p, drop, dy, i);
    const bent = tanh(at(c + i)), output = at(gates + o + i);
    const dc = madd(f32x4.mul(dh, output), tanhSlope(bent), at(memoryCarry + i));
    storePart(slopes + o + i, f32x4.mul(f32x4.mul(dh, bent), sigmoidSlope(output)), left);
    const input = at(gates + i), forget = at(gates + f + i), candidate = at(gates + g + i);
    storePart(slopes + i, f32x4.mul(f32x4.mul(dc, candidate), sigmoidSlope(input)), left);
    storePart(slopes + f + i, f32x4.mul(f32x4.mul(dc, at(before + i)), sigmoidSlope(forget)), left);
    storePart(slopes + g + i, f32x4.mul(f32x4.mul(dc, input), tanhSlope(candidate)), left);
    storePart(memoryCarry + i, f32x4.mul(dc, forget), left);
    storePart(carry + i, ZERO, left);
  }
}

function gruBackwards(
  units: i32, gates: usize, memory: usize, slopes: usize, products: usize,
  carry: usize, p: usize, drop: usize, dy: usize,
): void {
  const r = <usize>units << 2, g = r * 2;
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2, left = units - j;
    const dh = arriving(carry, p, drop, dy, i);
    const update = at(gates + i), reset = at(gates + r + i), candidate = at(gates + g + i);
    const byUpdate = f32x4.mul(f32x4.mul(dh, at(memory + r + i)), sigmoidSlope(update));
    const byCandidate = f32x4.mul(f32x4.mul(dh, f32x4.sub(ONE, update)), tanhSlope(candidate));
    const byReset = f32x4.mul(f32x4.mul(byCandidate, at(memory + i)), sigmoidSlope(reset));
    storePart(slopes + i, byUpdate, left);
    storePart(slopes + r + i, byReset, left);
    storePart(slopes + g + i, byCandidate, left);
    storePart(products + i, byUpdate, left);
    storePart(products + r + i, byReset, left);
    storePart(products + g + i, f32x4.mul(byCandidate, reset), left);
    storePart(carry + i, f32x4.mul(dh, update), left);
  }
}

function rnnBackwards(
  units: i32, gates: usize, slopes: usize, carry: usize, p: usize, drop: usize, dy: usize,
): void {
  for (let j = 0; j < units; j += 4) {
    const i = <usize>j << 2, left = units - j;
    storePart(slopes + i, f32x4.mul(arriving(carry, p, drop, dy, i), tanhSlope(at(gates + i))), left);
    storePart(carry + i, ZERO, left);
  }
}
