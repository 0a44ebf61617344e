/** Value noise: random numbers on a lattice, blended smoothly between. */
import type { Random } from "../../core/random";

/** A smooth surface of values near 0 with deviation about 0.7; `cellsX` × `cellsY` bumps cover the unit square, outside it repeats. */
export function smoothNoise(random: Random, cellsX: number, cellsY = cellsX): (x: number, y: number) => number {
  const lattice = Float32Array.from({ length: cellsX * cellsY }, () => random.normal());
  return (x, y) => {
    const column = Math.floor(x * cellsX);
    const row = Math.floor(y * cellsY);
    const right = eased(x * cellsX - column);
    const down = eased(y * cellsY - row);
    const from = wrapped(column, cellsX);
    const to = from + 1 === cellsX ? 0 : from + 1;
    const above = wrapped(row, cellsY) * cellsX;
    const below = above + cellsX === lattice.length ? 0 : above + cellsX;
    const top = lattice[above + from]! * (1 - right) + lattice[above + to]! * right; // within
    const bottom = lattice[below + from]! * (1 - right) + lattice[below + to]! * right; // within
    return top * (1 - down) + bottom * down;
  };
}

function wrapped(index: number, size: number): number {
  const rest = index % size;
  return rest < 0 ? rest + size : rest;
}

function eased(share: number): number {
  return share * share * (3 - 2 * share);
}

/** The same over a whole picture at once, which is faster: [size, size], row-major. */
export function noisePlane(random: Random, cells: number, size: number): Float32Array {
  const stride = cells + 1;
  const lattice = new Float32Array(stride * stride);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random.normal();
  const plane = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    const row = Math.floor((y * cells) / size);
    const down = eased((y * cells) / size - row);
    for (let x = 0; x < size; x++) {
      const column = Math.floor((x * cells) / size);
      const right = eased((x * cells) / size - column);
      const at = row * stride + column;
      const top = lattice[at]! * (1 - right) + lattice[at + 1]! * right; // row and column are below `cells`
      const bottom = lattice[at + stride]! * (1 - right) + lattice[at + stride + 1]! * right; // the same
      plane[y * size + x] = top * (1 - down) + bottom * down;
    }
  }
  return plane;
}
