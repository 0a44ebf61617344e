/** How alike two thumbnails are once one is laid on the other as well as can be: shifted, and slightly stretched. */
import { createTangents, directions, type Pose } from "./tangents";

/** Left out around the border: what a shift brings in. */
const margin = 3;
const mostShift = 2;
/** Shifts each way. */
const wide = 2 * mostShift + 1;
const shiftCount = wide ** 2;
const mostMoved = 3;
const mostStretch = 0.08;
const rounds = 4;
/** Places a line by which the shift in whole pixels is found. */
const coarsePlaces = 7;
/** After whole pixels; copies have more. */
const worthwhile = 0.8;
/**
 * How many times as much as is allowed in the end may be missing from what the first step promises, and from what a later one does. Measured on
 * 2,200 copies of drawn and real pictures without a bound: 3.2 and 1.9 times at most, but for one in fifty of noisy discs.
 */
const slackOfFirst = 5;
const slackOfLater = 2.2;
/** A step that brings less is the last. */
const enough = 1e-4;

/** One thumbnail is taken and compared with many: bytes up to brightness and contrast. */
export interface Compare {
  readonly take: (first: number) => void;
  /** The best correlation of the middles, -1 to 1; 0 where one is even. Where it is below `least` for sure, one of those on the way. */
  readonly likenessOf: (second: number, least: number) => number;
}

/** @param thumbnails [picture, side, side] */
export function createCompare(thumbnails: Float32Array<ArrayBuffer>, side: number): Compare {
  const size = side * side;
  const coarse = createShifts(thumbnails, side);
  const some = createFit(thumbnails, side, placesOf(side, 2));
  const all = createFit(thumbnails, side, placesOf(side, 1));
  let first = -1;
  // Most of those compared are ruled out by the coarse shifts.
  let isSomeTaken = false;
  let isAllTaken = false;

  function likenessOf(second: number, least: number): number {
    const found = coarse.find(second);
    if (found < worthwhile) return found;
    if (!isSomeTaken) some.take(first * size);
    isSomeTaken = true;
    const { dx, dy } = coarse.shift;
    const promised = some.promiseOf(second * size + dy * side + dx);
    if (1 - promised > slackOfFirst * (1 - least)) return Math.min(found, promised);
    if (!isAllTaken) all.take(first * size);
    isAllTaken = true;
    return all.refine(second * size, dx, dy, least);
  }

  return {
    take: (next) => {
      if (next === first) return;
      first = next;
      coarse.take(next);
      isSomeTaken = false;
      isAllTaken = false;
    },
    likenessOf,
  };
}

/** Every so many pixels of the middle. */
function placesOf(side: number, stride: number): Int32Array {
  const places: number[] = [];
  const offset = margin + (stride >> 1);
  for (let y = offset; y < side - margin; y += stride) {
    for (let x = offset; x < side - margin; x += stride) places.push(y * side + x);
  }
  return Int32Array.from(places);
}

/** Finds the shift in whole pixels by a few places. */
function createShifts(grids: Float32Array<ArrayBuffer>, side: number) {
  const size = side * side;
  const places = placesOf(side, Math.max(1, Math.round((side - 2 * margin) / coarsePlaces)));
  const count = places.length;
  const held = new Float64Array(count);
  const products = new Float64Array(wide);
  let heldSpread = 0;
  const offsets = Int32Array.from({ length: shiftCount }, (_, k) => {
    return (Math.floor(k / wide) - mostShift) * side + (k % wide) - mostShift;
  });
  /** [picture, shift]: sums of squares about the mean; filled when a picture is first met. */
  const spreads = new Float32Array((grids.length / size) * shiftCount).fill(-1);
  const shift = { dx: 0, dy: 0 };

  function take(picture: number): void {
    let mean = 0;
    for (let k = 0; k < count; k++) mean += grids[picture * size + places[k]!]! / count; // within the grid
    heldSpread = 0;
    for (let k = 0; k < count; k++) heldSpread += (held[k] = grids[picture * size + places[k]!]! - mean) ** 2; // as above
  }

  function meet(picture: number): void {
    for (let k = 0; k < shiftCount; k++) {
      const from = picture * size + offsets[k]!; // one a shift
      let sum = 0;
      let squares = 0;
      for (let at = 0; at < count; at++) {
        const value = grids[from + places[at]!]!; // the margin is wider than a shift
        sum += value;
        squares += value * value;
      }
      spreads[picture * shiftCount + k] = Math.max(0, squares - (sum * sum) / count);
    }
  }

  /** With all shifts across at once, from the leftmost: places are read once for all. */
  function multiply(from: number): void {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    for (let k = 0; k < count; k++) {
      const value = held[k]!; // k < count
      const at = from + places[k]!; // as above
      a += value * grids[at]!; // as in `meet`
      b += value * grids[at + 1]!; // as above
      c += value * grids[at + 2]!; // as above
      d += value * grids[at + 3]!; // as above
      e += value * grids[at + 4]!; // as above
    }
    products[0] = a;
    products[1] = b;
    products[2] = c;
    products[3] = d;
    products[4] = e;
  }

  function find(picture: number): number {
    if (spreads[picture * shiftCount]! < 0) meet(picture); // one a shift
    const spreadsFrom = picture * shiftCount;
    let best = -1;
    let bestShift = 0;
    for (let k = 0; k < shiftCount; k += wide) {
      multiply(picture * size + offsets[k]!); // as above
      for (let across = 0; across < wide; across++) {
        const found = correlation(products[across]!, heldSpread, spreads[spreadsFrom + k + across]!, count); // as above
        if (found <= best) continue;
        best = found;
        bestShift = k + across;
      }
    }
    shift.dx = (bestShift % wide) - mostShift;
    shift.dy = Math.floor(bestShift / wide) - mostShift;
    return best;
  }

  return { take, find, shift };
}

/** Less than half a step of a byte on average is no picture. */
function correlation(product: number, spreadA: number, spreadB: number, count: number): number {
  const spread = spreadA * spreadB;
  return spread < (count / 4) ** 2 ? 0 : product / Math.sqrt(spread);
}

/** Lays others on one grid by its tangents. */
function createFit(grids: Float32Array<ArrayBuffer>, side: number, places: Int32Array) {
  const tangents = createTangents(grids, side, places);
  const { basis } = tangents;
  const count = places.length;
  const inner = side - 2 * margin;
  const middle = (side - 1) / 2;
  const weights = new Float64Array(directions);
  const lefts = new Int32Array(inner);
  const shares = new Float64Array(inner);
  const laid = new Float64Array(count);
  let spread = 0;

  /** Weighs what was laid. */
  function weigh(): void {
    let sum = 0;
    let squares = 0;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    for (let k = 0, at = 0; k < count; k++, at += directions) {
      const value = laid[k]!; // k < count
      sum += value;
      squares += value * value;
      a += value * basis[at]!; // five a place
      b += value * basis[at + 1]!; // as above
      c += value * basis[at + 2]!; // as above
      d += value * basis[at + 3]!; // as above
      e += value * basis[at + 4]!; // as above
    }
    spread = Math.max(0, squares - (sum * sum) / count);
    weights[0] = a;
    weights[1] = b;
    weights[2] = c;
    weights[3] = d;
    weights[4] = e;
  }

  /** The correlation with what the first picture becomes by the best step, were its changes even. */
  function promised(): number {
    let explained = 0;
    for (let k = 0; k < directions; k++) explained += weights[k]! ** 2; // one a direction
    return spread > 0 ? Math.sqrt(explained / spread) : 0;
  }

  function promiseOf(from: number): number {
    for (let k = 0; k < count; k++) laid[k] = grids[from + places[k]!]!; // the margin is wider than a shift
    weigh();
    return promised();
  }

  /** Lays a grid with a shift and a stretch about its middle: linear between pixels; beyond the border as at the border. */
  function lay(from: number, [moveX, moveY, stretchX, stretchY]: Pose): void {
    const inside = (at: number) => Math.max(0, Math.min(side - 1.001, at));
    for (let x = 0; x < inner; x++) {
      const u = inside(moveX + (1 + stretchX) * (x + margin - middle) + middle);
      lefts[x] = u;
      shares[x] = u - lefts[x]!; // x < inner
    }
    for (let y = 0, k = 0; y < inner; y++) {
      const v = inside(moveY + (1 + stretchY) * (y + margin - middle) + middle);
      const top = Math.floor(v);
      const share = v - top;
      const line = from + top * side;
      for (let x = 0; x < inner; x++, k++) {
        const at = line + lefts[x]!; // x < inner
        const across = shares[x]!; // as above
        const above = grids[at]! + (grids[at + 1]! - grids[at]!) * across; // within the grid
        const below = grids[at + side]! + (grids[at + side + 1]! - grids[at + side]!) * across; // as above
        laid[k] = above + (below - above) * share;
      }
    }
  }

  /** Gauss-Newton steps of the first grid, taken back by the second (inverse compositional: Baker and Matthews 2004). */
  function refine(second: number, dx: number, dy: number, least: number): number {
    const limit = (value: number, most: number) => Math.max(-most, Math.min(most, value));
    let pose: Pose = [dx, dy, 0, 0];
    let best = -1;
    for (let round = 0; ; round++) {
      lay(second, pose);
      weigh();
      const found = correlation(weights[0]! * Math.sqrt(tangents.spread()), tangents.spread(), spread, count); // five weights
      if (found < best + enough) return Math.max(best, found);
      best = found;
      const slack = round === 0 ? slackOfFirst : slackOfLater;
      if (round === rounds || 1 - promised() > slack * (1 - least)) return best;
      const step = tangents.stepBy(weights);
      if (!step) return best;
      const stretchX = (1 + pose[2]) / (1 + limit(step[2], mostStretch)) - 1;
      const stretchY = (1 + pose[3]) / (1 + limit(step[3], mostStretch)) - 1;
      pose = [
        limit(pose[0] - (1 + stretchX) * step[0], mostMoved),
        limit(pose[1] - (1 + stretchY) * step[1], mostMoved),
        limit(stretchX, mostStretch),
        limit(stretchY, mostStretch),
      ];
    }
  }

  return { take: (from: number) => ((spread = 0), tangents.take(from)), promiseOf, refine };
}
