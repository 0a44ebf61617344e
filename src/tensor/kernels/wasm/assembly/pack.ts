/** Rearranges an operand so that the inner loop reads it from one address on. */
import { at, element } from "./lanes";
import { TILE_COLUMNS, TILE_ROWS } from "./tile";

/**
 * `steps` rows of a row-major matrix in panels of eight columns, `panelBytes` from one to the next; columns beyond
 * `columns` become zero. Every row is read from end to end.
 */
export function packColumns(
  from: usize, rowBytes: usize, steps: i32, panelBytes: usize, columns: i32, to: usize,
): void {
  const whole = columns & ~7;
  for (let k = 0; k < steps; k++) {
    let source = from, target = to;
    for (let j = 0; j < whole; j += TILE_COLUMNS) {
      v128.store(target, at(source));
      v128.store(target, at(source, 16), 16);
      source += 32;
      target += panelBytes;
    }
    if (whole < columns) {
      for (let j = 0; j < TILE_COLUMNS; j++) {
        store<f32>(element(target, j), whole + j < columns ? load<f32>(element(source, j)) : 0);
      }
    }
    from += rowBytes;
    to += 32;
  }
}

/**
 * `steps` rows of a turned A in tiles of six columns, one tile after the other. The numbers beside the last column are
 * whatever lies there.
 */
export function packTurned(from: usize, rowBytes: usize, steps: i32, columns: i32, to: usize): void {
  const tileBytes = <usize>steps * (TILE_ROWS * 4);
  for (let k = 0; k < steps; k++) {
    let source = from, target = to;
    for (let j = 0; j < columns; j += TILE_ROWS) {
      v128.store(target, at(source));
      v128.store64_lane(target, at(source, 16), 0, 16);
      source += TILE_ROWS * 4;
      target += tileBytes;
    }
    from += rowBytes;
    to += TILE_ROWS * 4;
  }
}

/** Eight rows of `steps` numbers each, turned so that eight numbers of one step lie side by side; missing rows become zero. */
export function packRows(from: usize, rowBytes: usize, steps: i32, rows: i32, to: usize): void {
  if (rows < TILE_COLUMNS) {
    for (let k = 0; k < steps; k++) {
      for (let j = 0; j < TILE_COLUMNS; j++) {
        store<f32>(element(to, j), j < rows ? load<f32>(element(from + <usize>j * rowBytes, k)) : 0);
      }
      to += 32;
    }
    return;
  }
  const half = rowBytes << 2;
  let k = 0;
  for (; k + 4 <= steps; k += 4) {
    turn4(from, rowBytes, to);
    turn4(from + half, rowBytes, to + 16);
    from += 16;
    to += 128;
  }
  for (; k < steps; k++) {
    for (let j = 0; j < TILE_COLUMNS; j++) store<f32>(element(to, j), load<f32>(from + <usize>j * rowBytes));
    from += 4;
    to += 32;
  }
}

/** Four rows of four numbers become four columns, 32 bytes apart. */
@inline function turn4(from: usize, rowBytes: usize, to: usize): void {
  const r0 = at(from), r1 = at(from + rowBytes), r2 = at(from + rowBytes * 2), r3 = at(from + rowBytes * 3);
  const low01 = i8x16.shuffle(r0, r1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high01 = i8x16.shuffle(r0, r1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const low23 = i8x16.shuffle(r2, r3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high23 = i8x16.shuffle(r2, r3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(to, i8x16.shuffle(low01, low23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to, i8x16.shuffle(low01, low23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 32);
  v128.store(to, i8x16.shuffle(high01, high23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
  v128.store(to, i8x16.shuffle(high01, high23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 96);
}
