/** How alike two thumbnails are once one is laid on the other as well as can be: shifted, and slightly stretched. */
import { sampleAt } from "./picture-prints";

/** Left out around the border: what a shift brings in. */
const margin = 3;
const mostShift = 2;
const mostMoved = 3;
const mostStretch = 0.08;
const rounds = 4;
/** After whole pixels; copies have more. */
const worthwhile = 0.85;
/** A step that brings less is the last. */
const enough = 1e-4;
const unknowns = 6;

/** The best correlation of the middles, -1 to 1; 0 where one is even. Bytes are compared up to brightness and contrast. */
export type Compare = (first: number, second: number) => number;

/** @param thumbnails [picture, side, side] */
export function createCompare(thumbnails: Float32Array<ArrayBuffer>, side: number): Compare {
  const size = side * side;
  const inner: number[] = [];
  for (let y = margin; y < side - margin; y++) for (let x = margin; x < side - margin; x++) inner.push(y * side + x);
  const all = Int32Array.from(inner);
  // A quarter of the pixels tell by how many a picture was shifted.
  const some = all.filter((place) => (place % side) % 2 === 1 && Math.floor(place / side) % 2 === 1);
  const aligner = createAligner(thumbnails, side, all);
  return (first, second) => {
    let best = -1;
    let bestX = 0;
    let bestY = 0;
    for (let dy = -mostShift; dy <= mostShift; dy++) {
      for (let dx = -mostShift; dx <= mostShift; dx++) {
        const found = aligner.correlate(first * size, second * size + dy * side + dx, some);
        if (found > best) [best, bestX, bestY] = [found, dx, dy];
      }
    }
    return best < worthwhile ? best : aligner.refine(first * size, second * size, bestX, bestY);
  };
}

function createAligner(grids: Float32Array<ArrayBuffer>, side: number, inner: Int32Array) {
  const laid = new Float64Array(side * side);
  const middle = (side - 1) / 2;

  /** Of the middles of two grids, beginning at these places. */
  function correlate(first: number, second: number, places: Int32Array, other: ArrayLike<number> = grids): number {
    let sumA = 0;
    let sumB = 0;
    let aa = 0;
    let bb = 0;
    let ab = 0;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!; // i < length
      const a = grids[first + place]!; // the margin is wider than a shift
      const b = other[second + place]!; // as above
      sumA += a;
      sumB += b;
      aa += a * a;
      bb += b * b;
      ab += a * b;
    }
    const count = places.length;
    const spread = (aa - (sumA * sumA) / count) * (bb - (sumB * sumB) / count);
    // Less than half a step of a byte on average is no picture.
    return spread < (count / 4) ** 2 ? 0 : (ab - (sumA * sumB) / count) / Math.sqrt(spread);
  }

  /** Lays a grid with a shift and a stretch about its middle. */
  function lay(from: number, [moveX, moveY, stretchX, stretchY]: Pose): void {
    for (let y = 1; y < side - 1; y++) {
      const v = moveY + (1 + stretchY) * (y - middle) + middle;
      for (let x = 1; x < side - 1; x++) {
        laid[y * side + x] = sampleAt(grids, side, moveX + (1 + stretchX) * (x - middle) + middle, v, from);
      }
    }
  }

  /** Gauss-Newton steps (Lucas and Kanade 1981): the first grid as a sum of the laid one, a constant and the laid one's changes. */
  function refine(first: number, second: number, dx: number, dy: number): number {
    let pose: Pose = [dx, dy, 0, 0];
    let best = correlate(first, second + dy * side + dx, inner);
    lay(second, pose);
    for (let round = 0; round < rounds; round++) {
      const step = solve(first);
      if (!step) return best;
      const limit = (value: number, most: number) => Math.max(-most, Math.min(most, value));
      pose = [
        limit(pose[0] + step[0], mostMoved),
        limit(pose[1] + step[1], mostMoved),
        limit(pose[2] + step[2], mostStretch),
        limit(pose[3] + step[3], mostStretch),
      ];
      lay(second, pose);
      const found = correlate(first, 0, inner, laid);
      if (found < best + enough) return Math.max(best, found);
      best = found;
    }
    return best;
  }

  const normal = new Float64Array(unknowns * (unknowns + 1));
  const terms = new Float64Array(unknowns);

  function solve(first: number): Pose | null {
    normal.fill(0);
    for (let i = 0; i < inner.length; i++) {
      const place = inner[i]!; // i < length
      const slopeX = (laid[place + 1]! - laid[place - 1]!) / 2; // inside the margin
      const slopeY = (laid[place + side]! - laid[place - side]!) / 2; // as above
      terms[0] = laid[place]!; // as above
      terms[1] = 1;
      terms[2] = slopeX;
      terms[3] = slopeY;
      terms[4] = slopeX * ((place % side) - middle);
      terms[5] = slopeY * (Math.floor(place / side) - middle);
      const wanted = grids[first + place]!; // as above
      for (let row = 0; row < unknowns; row++) {
        const term = terms[row]!; // row < unknowns
        for (let other = row; other < unknowns; other++) normal[row * 7 + other]! += term * terms[other]!; // as above
        normal[row * 7 + unknowns]! += term * wanted; // the last column
      }
    }
    const found = eliminate(normal);
    const gain = found?.[0] ?? 0;
    if (!found || gain < 0.1) return null;
    const part = (place: number) => (found[place] ?? 0) / gain;
    return [part(2), part(3), part(4), part(5)];
  }

  return { correlate, refine };
}

/** Shift across and down, stretch across and down. */
type Pose = readonly [number, number, number, number];

/** Solves the normal equations, of which the upper triangle is filled; a little is added to the diagonal for even pictures. */
function eliminate(system: Float64Array): Float64Array | null {
  const width = unknowns + 1;
  for (let row = 0; row < unknowns; row++) {
    system[row * width + row]! *= 1 + 1e-9;
    system[row * width + row]! += 1e-9;
    for (let column = 0; column < row; column++) system[row * width + column] = system[column * width + row]!; // mirrored
  }
  for (let pivot = 0; pivot < unknowns; pivot++) {
    const divisor = system[pivot * width + pivot]!; // within the system
    if (!(divisor > 1e-12)) return null;
    for (let row = 0; row < unknowns; row++) {
      if (row === pivot) continue;
      const factor = system[row * width + pivot]! / divisor; // as above
      for (let column = pivot; column < width; column++) {
        system[row * width + column]! -= factor * system[pivot * width + column]!; // as above
      }
    }
  }
  return Float64Array.from(
    { length: unknowns },
    (_, row) => system[row * width + unknowns]! / system[row * width + row]!,
  ); // as above
}
