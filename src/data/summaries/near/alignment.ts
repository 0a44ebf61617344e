/** How alike two thumbnails are once one is laid on the other as well as can be: shifted, and slightly stretched. */
import { correlation, createShifts, margin, placesOf } from "./shifts";
import { createTangents, directions, type Pose } from "./tangents";

const mostMoved = 3;
const mostStretch = 0.08;
const rounds = 4;
/** After whole pixels; copies have more. */
const worthwhile = 0.8;
/**
 * How many times as much as is allowed in the end may be missing from what the first step promises, and from what a later one does. Measured on
 * 3,100 pairs of copies among drawn and real pictures without a bound: 3.2 and 1.9 times at most, but for one in fifty of noisy discs.
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
