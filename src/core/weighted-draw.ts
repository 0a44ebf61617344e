import type { Random } from "./random";

/** Draws numbers 0, 1 … in proportion to their weights, in constant time (the alias method: Walker 1977, in the form of Vose 1991). */
export function createWeightedDraw(weights: ArrayLike<number>): (random: Random) => number {
  const count = weights.length;
  let total = 0;
  for (let i = 0; i < count; i++) total += weights[i]!; // i < count
  const share = new Float64Array(count);
  const alias = new Uint32Array(count);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < count; i++) {
    share[i] = (weights[i]! * count) / total; // i < count
    (share[i]! < 1 ? small : large).push(i); // just set
  }
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop()!, large.at(-1)!]; // neither is empty
    alias[low] = high;
    share[high]! -= 1 - share[low]!; // both are in range
    if (share[high]! < 1) small.push(large.pop()!); // as above
  }
  // What is left differs from 1 by rounding alone.
  for (const i of [...small, ...large]) share[i] = 1;
  return (random) => {
    const at = random.next() * count;
    const i = Math.floor(at);
    return at - i < share[i]! ? i : alias[i]!; // i < count
  };
}
