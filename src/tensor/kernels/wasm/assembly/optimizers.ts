/**
 * One step of gradient descent for all weights, in place, as one job. Products and sums are rounded one by one and in the
 * order of the stock operations that the rules in optimizers/ are composed of, so that the results are theirs to the bit;
 * memory is what takes the time.
 */
import { at, element, partsOf, promoteHigh, storePart, sumOfPair } from "./lanes";
import { JOB, parallel } from "./parallel";

/** The rules, numbered as in kernels/optimizers.ts. AdamW is Adam with a decay. */
const MOMENTUM = 1;
const RMSPROP = 2;
const ADAM = 3;

const FRICTION: f32 = 0.9;
const RMSPROP_SHARE: f32 = 0.1;
const MEAN_SHARE: f32 = 0.1;
const SQUARE_SHARE: f32 = 0.001;
const EPSILON: f32 = 1e-7;
/** Added to a norm before it divides, as in optimizers/clip-gradients.ts. */
const NORM_GUARD: f64 = 1e-6;

/** Numbers of a chunk: 64 kB of each array. */
const CHUNK = 16384;
/** Every weight is filled up to cache lines, so that chunks begin on one. */
const LINE = 16;

/** One weight: a line of the table. */
@unmanaged class Entry {
  weight: usize; gradient: usize;
  /** The rule's slots in their order; 0 where it has fewer. */
  first: usize; second: usize;
  size: i32;
  isDecayed: bool;
  /** Address of its learning rate, and what the rule makes of that. */
  learningRate: usize; rate: f32;
  /** What decay leaves of the weight. */
  shrink: f32;
  /** Where it begins among the numbers of all weights. */
  from: i32;
}

const ENTRY_BYTES: usize = offsetof<Entry>();

@unmanaged class Update {
  table: usize;
  count: i32;
  rule: i32;
  guard: f32; penalty: f32;
  /** What the gradients are multiplied by. */
  share: f32;
  /** One sum of squares of each chunk, in 64 bits. */
  sums: usize;
}

@inline function entryOf(table: usize, index: i32): Entry {
  return changetype<Entry>(table + <usize>index * ENTRY_BYTES);
}

/** Bytes of the table of so many weights of `size` numbers together, with room for what their gradients are clipped by. */
export function updateTableBytes(count: i32, size: i32): usize {
  return <usize>count * ENTRY_BYTES + (<usize>partsOf(size + count * LINE, CHUNK) << 3);
}

/** Writes a weight of `size` numbers into the table, its number after those before it. */
export function updateEntry(
  table: usize, index: i32, weight: usize, gradient: usize, first: usize, second: usize, size: i32, isDecayed: bool,
  learningRate: usize,
): void {
  const entry = entryOf(table, index);
  entry.weight = weight; entry.gradient = gradient; entry.first = first; entry.second = second;
  entry.size = size; entry.isDecayed = isDecayed; entry.learningRate = learningRate;
}

/** Moves a running mean in memory towards 1. */
@inline function moveTowardsOne(address: usize, share: f32): f32 {
  const old = load<f32>(address);
  const moved = old + (1 - old) * share;
  store<f32>(address, moved);
  return moved;
}

/**
 * Updates the `count` weights of the table. The rule's scalars are addresses of single numbers. λw with
 * the λ `penalty` is added to the gradients, η `decay` of a weight taken off before its update, of decayed ones only. Before
 * that all gradients are multiplied so that their norm is no longer than `clipNorm`, but where that is 0.
 */
export function update(
  table: usize, count: i32, rule: i32, firstScalar: usize, secondScalar: usize,
  penalty: f32, decay: f32, clipNorm: f32,
): void {
  const job = changetype<Update>(JOB);
  job.table = table; job.count = count; job.rule = rule; job.penalty = penalty;
  job.guard = EPSILON;
  let meanCorrection: f32 = 1, root: f32 = 1;
  if (rule == ADAM) {
    meanCorrection = moveTowardsOne(firstScalar, MEAN_SHARE);
    root = sqrt<f32>(moveTowardsOne(secondScalar, SQUARE_SHARE));
    job.guard = root * EPSILON;
  }
  let total = 0;
  for (let i = 0; i < count; i++) {
    const entry = entryOf(table, i);
    const rate = load<f32>(entry.learningRate);
    entry.rate = rule == ADAM ? (rate * root) / meanCorrection : rate;
    entry.shrink = entry.isDecayed && decay != 0 ? 1 - rate * decay : 1;
    entry.from = total;
    total += partsOf(entry.size, LINE) * LINE;
  }
  const chunks = partsOf(total, CHUNK);
  job.share = 1;
  if (clipNorm != 0) {
    job.sums = table + <usize>count * ENTRY_BYTES;
    parallel(squareChunk, chunks);
    let squares: f64 = 0;
    for (let i = 0; i < chunks; i++) squares += load<f64>(job.sums + (<usize>i << 3));
    const share = <f64>clipNorm / (sqrt<f64>(squares) + NORM_GUARD);
    // What is no number is not below 1 either, and goes into every weight.
    if (!(share >= 1)) job.share = <f32>share;
  }
  parallel(updateChunk, chunks);
}

/** Sums up the squares of a chunk's gradients. */
function squareChunk(chunk: i32, thread: i32): void {
  const job = changetype<Update>(JOB);
  const from = chunk * CHUNK, to = from + CHUNK;
  let sum: f64 = 0;
  for (let i = 0; i < job.count; i++) {
    const entry = entryOf(job.table, i);
    if (entry.from >= to) break;
    const end = min(entry.size, to - entry.from);
    if (entry.from + end > from) sum += squaresOf(entry.gradient, max(0, from - entry.from), end);
  }
  store<f64>(job.sums + (<usize>chunk << 3), sum);
}

/** Sum of the squares of the numbers `from` to before `to`. */
function squaresOf(gradient: usize, from: i32, to: i32): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const g = at(element(gradient, i));
    const first = f64x2.promote_low_f32x4(g), last = promoteHigh(g);
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(last, last));
  }
  let sum = sumOfPair(low) + sumOfPair(high);
  for (; i < to; i++) {
    const g = <f64>load<f32>(element(gradient, i));
    sum += g * g;
  }
  return sum;
}

function updateChunk(chunk: i32, thread: i32): void {
  const job = changetype<Update>(JOB);
  const from = chunk * CHUNK, to = from + CHUNK;
  for (let i = 0; i < job.count; i++) {
    const entry = entryOf(job.table, i);
    if (entry.from >= to) return;
    const end = min(entry.size, to - entry.from);
    if (entry.from + end > from) updateRun(job, entry, max(0, from - entry.from), end);
  }
}

/** The numbers `from` to before `to` of one weight. */
function updateRun(job: Update, entry: Entry, from: i32, to: i32): void {
  const weight = entry.weight, gradient = entry.gradient, first = entry.first, second = entry.second;
  const rule = job.rule;
  const isClipped = job.share != 1;
  const share = f32x4.splat(job.share);
  const isPenalised = entry.isDecayed && job.penalty != 0;
  const penalty = f32x4.splat(job.penalty), shrink = f32x4.splat(entry.shrink);
  const rate = f32x4.splat(entry.rate), guard = f32x4.splat(job.guard);
  for (let i = from; i < to; i += 4) {
    const left = to - i;
    const old = at(element(weight, i));
    let g = at(element(gradient, i));
    if (isClipped) g = f32x4.mul(g, share);
    if (isPenalised) g = f32x4.add(g, f32x4.mul(old, penalty));
    let step: v128;
    if (rule == ADAM) {
      const m = moved(first, i, left, g, MEAN_SHARE);
      const v = moved(second, i, left, f32x4.mul(g, g), SQUARE_SHARE);
      step = f32x4.div(m, f32x4.add(f32x4.sqrt(v), guard));
    } else if (rule == RMSPROP) {
      const v = moved(first, i, left, f32x4.mul(g, g), RMSPROP_SHARE);
      step = f32x4.div(g, f32x4.add(f32x4.sqrt(v), guard));
    } else if (rule == MOMENTUM) {
      step = f32x4.add(f32x4.mul(at(element(first, i)), f32x4.splat(FRICTION)), g);
      storePart(element(first, i), step, left);
    } else step = g;
    storePart(element(weight, i), f32x4.sub(f32x4.mul(old, shrink), f32x4.mul(step, rate)), left);
  }
}

/** Moves four running means of a slot towards new values, and gives them. */
@inline function moved(slot: usize, index: i32, left: i32, value: v128, share: f32): v128 {
  const address = element(slot, index);
  const old = at(address);
  const mean = f32x4.add(old, f32x4.mul(f32x4.sub(value, old), f32x4.splat(share)));
  storePart(address, mean, left);
  return mean;
}

/** Adds `loss` to `total`, then 1 to `steps` while the total is not above `limit`: three single numbers in memory. */
export function tally(total: usize, steps: usize, loss: usize, limit: f32): void {
  const sum = load<f32>(total) + load<f32>(loss);
  store<f32>(total, sum);
  if (sum <= limit) store<f32>(steps, load<f32>(steps) + 1);
}
