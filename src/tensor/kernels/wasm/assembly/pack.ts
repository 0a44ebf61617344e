/** Rearranges an operand so that the inner loop reads it from one address on. */
import { at, element } from "./lanes";
import { TILE_COLUMNS } from "./tile";

/** Eight columns of `steps` rows of a row-major matrix, side by side; columns from `columns` on become zero. */
export function packColumns(from: usize, rowBytes: usize, steps: i32, columns: i32, to: usize): void {
  if (columns >= TILE_COLUMNS) {
    for (let k = 0; k < steps; k++) {
      v128.store(to, at(from));
      v128.store(to, at(from, 16), 16);
      from += rowBytes;
      to += 32;
    }
    return;
  }
  for (let k = 0; k < steps; k++) {
    for (let j = 0; j < TILE_COLUMNS; j++) store<f32>(element(to, j), j < columns ? load<f32>(element(from, j)) : 0);
    from += rowBytes;
    to += 32;
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
