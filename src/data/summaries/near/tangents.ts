/**
 * The pictures next to one: what it becomes when shifted or stretched a little is about itself and a sum of its changes (Simard, LeCun and Denker
 * 1993). What of another picture lies in that space tells at once how alike both can become, and by which step.
 */

/** The picture itself; its changes by a shift across and down, and by a stretch across and down. */
export const directions = 5;

export interface Tangents {
  /** [place, direction]: of length 1, at right angles to each other and to an even picture; all 0 where a direction adds nothing. */
  readonly basis: Float64Array<ArrayBuffer>;
  /** Sum of squares of the picture about its mean. */
  readonly spread: () => number;
  readonly take: (from: number) => void;
  /** By weights in the basis: how to move the first picture towards the other, or nothing where they have little in common. */
  readonly stepBy: (weights: Float64Array) => Pose | null;
}

/** Shift across and down, stretch across and down. */
export type Pose = readonly [number, number, number, number];

const leastGain = 0.1;
/** Of a direction's own length: less is rounding. */
const leastRest = 1e-4;

/** @param places of a grid, not on its border. */
export function createTangents(grids: Float32Array<ArrayBuffer>, side: number, places: Int32Array): Tangents {
  const count = places.length;
  const middle = (side - 1) / 2;
  const basis = new Float64Array(count * directions);
  /** [direction, basis]: the lower triangle says what each direction is made of. */
  const parts = new Float64Array(directions * directions);

  function take(from: number): void {
    for (let k = 0; k < count; k++) {
      const place = places[k]!; // k < count
      const at = from + place;
      const slopeX = (grids[at + 1]! - grids[at - 1]!) / 2; // inside the border
      const slopeY = (grids[at + side]! - grids[at - side]!) / 2; // as above
      basis[k * directions] = grids[at]!; // as above
      basis[k * directions + 1] = slopeX;
      basis[k * directions + 2] = slopeY;
      basis[k * directions + 3] = slopeX * ((place % side) - middle);
      basis[k * directions + 4] = slopeY * (Math.floor(place / side) - middle);
    }
    for (let direction = 0; direction < directions; direction++) makeUpright(direction);
  }

  /** Gram and Schmidt, one direction after the other. */
  function makeUpright(direction: number): void {
    const end = basis.length;
    let mean = 0;
    for (let at = direction; at < end; at += directions) mean += basis[at]! / count; // within the basis
    let before = 0;
    for (let at = direction; at < end; at += directions) before += (basis[at]! -= mean) ** 2; // as above
    for (let other = 0; other < direction; other++) {
      let part = 0;
      const away = other - direction;
      for (let at = direction; at < end; at += directions) part += basis[at]! * basis[at + away]!; // as above
      for (let at = direction; at < end; at += directions) basis[at]! -= part * basis[at + away]!; // as above
      parts[direction * directions + other] = part;
    }
    let rest = 0;
    for (let at = direction; at < end; at += directions) rest += basis[at]! ** 2; // as above
    const length = rest > before * leastRest ** 2 ? Math.sqrt(rest) : 0;
    for (let at = direction; at < end; at += directions) basis[at]! *= length > 0 ? 1 / length : 0; // as above
    parts[direction * directions + direction] = length;
  }

  function stepBy(weights: Float64Array): Pose | null {
    const amounts = [0, 0, 0, 0, 0];
    for (let direction = directions - 1; direction >= 0; direction--) {
      let left = weights[direction]!; // one each
      for (let later = direction + 1; later < directions; later++) {
        left -= parts[later * directions + direction]! * amounts[later]!; // as above
      }
      const length = parts[direction * directions + direction]!; // as above
      amounts[direction] = length > 0 ? left / length : 0;
    }
    const [gain = 0, right = 0, down = 0, wider = 0, higher = 0] = amounts;
    return gain < leastGain ? null : [right / gain, down / gain, wider / gain, higher / gain];
  }

  return { basis, spread: () => parts[0]! ** 2, take, stepBy }; // the first of the parts
}
