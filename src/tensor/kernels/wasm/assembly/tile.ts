/**
 * The inner loop of products of matrices: a tile of C of six (or four) rows by eight columns stays in registers while a
 * run of the inner extent passes. Twelve sums, two vectors of B and one number of A are the fifteen registers there are.
 */
import { at, element, madd, splat, ZERO } from "./lanes";

export const TILE_ROWS = 6;
export const TILE_COLUMNS = 8;

/**
 * Whether a tile of four rows comes next where so many are left. Seven and eight are two tiles of four: six and the rest
 * would waste half of the second.
 */
@inline export function isLow(left: i32): bool {
  return left < 5 || left == 7 || left == 8;
}

/** Nothing is less. */
const LEAST: v128 = f32x4.splat(-Infinity);

/** What happens to a tile when its sums are done. */
@unmanaged export class Finish {
  /** Bytes from one row of C to the next. */
  rowBytes: usize;
  /** Whether the sums are added to what C holds. */
  adds: bool;
  /** Whether negative results become zero. */
  isRelu: bool;
  /** Address of what is added to each column; 0 for nothing. */
  bias: usize;
}

/** Room for a Finish, up to the next cache line. */
export const FINISH_BYTES: usize = 64;

/** Eight numbers of a row of the tile to C. pmax keeps what is no number, and is one instruction where max is five. */
@inline function finishRow(x: v128, y: v128, c: usize, adds: bool, bias0: v128, bias1: v128, least: v128): void {
  x = f32x4.add(x, bias0);
  y = f32x4.add(y, bias1);
  if (adds) {
    x = f32x4.add(x, at(c));
    y = f32x4.add(y, at(c, 16));
  }
  v128.store(c, f32x4.pmax(x, least));
  v128.store(c, f32x4.pmax(y, least), 16);
}

/** A row at the right edge of C, number by number. */
function finishEdge(x: v128, y: v128, c: usize, columns: i32, finish: Finish, column: usize): void {
  for (let i = 0; i < columns; i++) {
    let value: f32 = f32x4.extract_lane(x, 0);
    x = i == 3 ? y : i8x16.shuffle(x, x, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
    const to = element(c, i);
    if (finish.bias) value += load<f32>(element(finish.bias + column, i));
    if (finish.adds) value += load<f32>(to);
    // Written so that a value that is no number stays none, as the vectors have it.
    if (finish.isRelu && value < 0) value = 0;
    store<f32>(to, value);
  }
}

/**
 * C[0…rows, 0…columns] = Σ A · B for rows of A that lie along the inner extent: `taps` runs of `run` numbers, `tapBytes`
 * apart, from six addresses. B comes as eight numbers for each step, `bBytes` apart. `column` is the tile's first column
 * of C in bytes. Rows from `rows` on may point anywhere.
 */
export function rows6(
  p0: usize, p1: usize, p2: usize, p3: usize, p4: usize, p5: usize,
  run: i32, taps: i32, tapBytes: usize,
  b: usize, bBytes: usize,
  c: usize, rows: i32, columns: i32, finish: Finish, column: usize,
): void {
  let c00 = ZERO, c01 = ZERO, c10 = ZERO, c11 = ZERO, c20 = ZERO, c21 = ZERO;
  let c30 = ZERO, c31 = ZERO, c40 = ZERO, c41 = ZERO, c50 = ZERO, c51 = ZERO;
  for (let tap = 0; tap < taps; tap++) {
    const end = (<usize>run) << 2;
    for (let k: usize = 0; k < end; k += 4) {
      const b0 = at(b), b1 = at(b, 16);
      let a = splat(p0 + k);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = splat(p1 + k);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = splat(p2 + k);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = splat(p3 + k);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      a = splat(p4 + k);
      c40 = madd(a, b0, c40); c41 = madd(a, b1, c41);
      a = splat(p5 + k);
      c50 = madd(a, b0, c50); c51 = madd(a, b1, c51);
      b += bBytes;
    }
    p0 += tapBytes; p1 += tapBytes; p2 += tapBytes; p3 += tapBytes; p4 += tapBytes; p5 += tapBytes;
  }
  const next = finish.rowBytes;
  if (columns < TILE_COLUMNS) {
    finishEdge(c00, c01, c, columns, finish, column);
    if (rows == 1) return;
    c += next;
    finishEdge(c10, c11, c, columns, finish, column);
    if (rows == 2) return;
    c += next;
    finishEdge(c20, c21, c, columns, finish, column);
    if (rows == 3) return;
    c += next;
    finishEdge(c30, c31, c, columns, finish, column);
    if (rows == 4) return;
    c += next;
    finishEdge(c40, c41, c, columns, finish, column);
    if (rows == 5) return;
    c += next;
    finishEdge(c50, c51, c, columns, finish, column);
    return;
  }
  const adds = finish.adds;
  const least = finish.isRelu ? ZERO : LEAST;
  let bias0 = ZERO, bias1 = ZERO;
  if (finish.bias) {
    bias0 = at(finish.bias + column);
    bias1 = at(finish.bias + column, 16);
  }
  finishRow(c00, c01, c, adds, bias0, bias1, least);
  if (rows == 1) return;
  c += next;
  finishRow(c10, c11, c, adds, bias0, bias1, least);
  if (rows == 2) return;
  c += next;
  finishRow(c20, c21, c, adds, bias0, bias1, least);
  if (rows == 3) return;
  c += next;
  finishRow(c30, c31, c, adds, bias0, bias1, least);
  if (rows == 4) return;
  c += next;
  finishRow(c40, c41, c, adds, bias0, bias1, least);
  if (rows == 5) return;
  c += next;
  finishRow(c50, c51, c, adds, bias0, bias1, least);
}

/** As rows6, for at most four rows. */
export function rows4(
  p0: usize, p1: usize, p2: usize, p3: usize,
  run: i32, taps: i32, tapBytes: usize,
  b: usize, bBytes: usize,
  c: usize, rows: i32, columns: i32, finish: Finish, column: usize,
): void {
  let c00 = ZERO, c01 = ZERO, c10 = ZERO, c11 = ZERO, c20 = ZERO, c21 = ZERO, c30 = ZERO, c31 = ZERO;
  for (let tap = 0; tap < taps; tap++) {
    const end = (<usize>run) << 2;
    for (let k: usize = 0; k < end; k += 4) {
      const b0 = at(b), b1 = at(b, 16);
      let a = splat(p0 + k);
      c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
      a = splat(p1 + k);
      c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
      a = splat(p2 + k);
      c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
      a = splat(p3 + k);
      c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
      b += bBytes;
    }
    p0 += tapBytes; p1 += tapBytes; p2 += tapBytes; p3 += tapBytes;
  }
  const next = finish.rowBytes;
  if (columns < TILE_COLUMNS) {
    finishEdge(c00, c01, c, columns, finish, column);
    if (rows == 1) return;
    c += next;
    finishEdge(c10, c11, c, columns, finish, column);
    if (rows == 2) return;
    c += next;
    finishEdge(c20, c21, c, columns, finish, column);
    if (rows == 3) return;
    c += next;
    finishEdge(c30, c31, c, columns, finish, column);
    return;
  }
  const adds = finish.adds;
  const least = finish.isRelu ? ZERO : LEAST;
  let bias0 = ZERO, bias1 = ZERO;
  if (finish.bias) {
    bias0 = at(finish.bias + column);
    bias1 = at(finish.bias + column, 16);
  }
  finishRow(c00, c01, c, adds, bias0, bias1, least);
  if (rows == 1) return;
  c += next;
  finishRow(c10, c11, c, adds, bias0, bias1, least);
  if (rows == 2) return;
  c += next;
  finishRow(c20, c21, c, adds, bias0, bias1, least);
  if (rows == 3) return;
  c += next;
  finishRow(c30, c31, c, adds, bias0, bias1, least);
}

/**
 * As rows6, for an A whose six numbers of one step lie side by side, `aBytes` from one step to the next. The numbers
 * beside the last valid row are read and not used.
 */
export function columns6(
  a: usize, aBytes: usize, steps: i32,
  b: usize, bBytes: usize,
  c: usize, rows: i32, columns: i32, finish: Finish, column: usize,
): void {
  let c00 = ZERO, c01 = ZERO, c10 = ZERO, c11 = ZERO, c20 = ZERO, c21 = ZERO;
  let c30 = ZERO, c31 = ZERO, c40 = ZERO, c41 = ZERO, c50 = ZERO, c51 = ZERO;
  for (let k = 0; k < steps; k++) {
    const b0 = at(b), b1 = at(b, 16);
    let s = v128.load32_splat(a);
    c00 = madd(s, b0, c00); c01 = madd(s, b1, c01);
    s = v128.load32_splat(a, 4);
    c10 = madd(s, b0, c10); c11 = madd(s, b1, c11);
    s = v128.load32_splat(a, 8);
    c20 = madd(s, b0, c20); c21 = madd(s, b1, c21);
    s = v128.load32_splat(a, 12);
    c30 = madd(s, b0, c30); c31 = madd(s, b1, c31);
    s = v128.load32_splat(a, 16);
    c40 = madd(s, b0, c40); c41 = madd(s, b1, c41);
    s = v128.load32_splat(a, 20);
    c50 = madd(s, b0, c50); c51 = madd(s, b1, c51);
    a += aBytes; b += bBytes;
  }
  const next = finish.rowBytes;
  if (columns < TILE_COLUMNS) {
    finishEdge(c00, c01, c, columns, finish, column);
    if (rows == 1) return;
    c += next;
    finishEdge(c10, c11, c, columns, finish, column);
    if (rows == 2) return;
    c += next;
    finishEdge(c20, c21, c, columns, finish, column);
    if (rows == 3) return;
    c += next;
    finishEdge(c30, c31, c, columns, finish, column);
    if (rows == 4) return;
    c += next;
    finishEdge(c40, c41, c, columns, finish, column);
    if (rows == 5) return;
    c += next;
    finishEdge(c50, c51, c, columns, finish, column);
    return;
  }
  const adds = finish.adds;
  const least = finish.isRelu ? ZERO : LEAST;
  let bias0 = ZERO, bias1 = ZERO;
  if (finish.bias) {
    bias0 = at(finish.bias + column);
    bias1 = at(finish.bias + column, 16);
  }
  finishRow(c00, c01, c, adds, bias0, bias1, least);
  if (rows == 1) return;
  c += next;
  finishRow(c10, c11, c, adds, bias0, bias1, least);
  if (rows == 2) return;
  c += next;
  finishRow(c20, c21, c, adds, bias0, bias1, least);
  if (rows == 3) return;
  c += next;
  finishRow(c30, c31, c, adds, bias0, bias1, least);
  if (rows == 4) return;
  c += next;
  finishRow(c40, c41, c, adds, bias0, bias1, least);
  if (rows == 5) return;
  c += next;
  finishRow(c50, c51, c, adds, bias0, bias1, least);
}
