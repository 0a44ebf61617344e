/** By how many whole pixels one thumbnail is best shifted against another. */

/** Left out around the border: what a shift brings in. */
export const margin = 3;
const mostShift = 2;
/** Shifts each way. */
const wide = 2 * mostShift + 1;
const shiftCount = wide ** 2;
/** Places a line by which the shift in whole pixels is found. */
const coarsePlaces = 7;

/** Every so many pixels of the middle. */
export function placesOf(side: number, stride: number): Int32Array {
  const places: number[] = [];
  const offset = margin + (stride >> 1);
  for (let y = offset; y < side - margin; y += stride) {
    for (let x = offset; x < side - margin; x += stride) places.push(y * side + x);
  }
  return Int32Array.from(places);
}

/** Finds the shift in whole pixels by a few places. */
export function createShifts(grids: Float32Array<ArrayBuffer>, side: number) {
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
export function correlation(product: number, spreadA: number, spreadB: number, count: number): number {
  const spread = spreadA * spreadB;
  return spread < (count / 4) ** 2 ? 0 : product / Math.sqrt(spread);
}
