/** Dealing single rows: by chance, and by chance within each class. */
import { permutation, type Random } from "../../core/random";
import type { Subset } from "../../core/split";
import type { Deal, Fractions } from "./deal";

/** Shuffles the rows; the first go to test, the next to validation, the rest to train. Subset sizes are rounded fractions. */
export function dealByChance(rowCount: number, fractions: Fractions, random: Random): Deal {
  return dealByClass(new Int32Array(rowCount), fractions, random);
}

/**
 * Every class gives its share of test and validation by the largest remainder, so each is within one row of its fraction
 * and the subsets have the size that chance alone would give. A class always keeps a training row.
 */
export function dealByClass(codes: Int32Array<ArrayBuffer>, fractions: Fractions, random: Random): Deal {
  const placesByClass = collectPlaces(codes, random);
  const sizes = placesByClass.map((places) => places.length);
  const test = apportion(sizes, fractions.test, sizes);
  const validation = apportion(
    sizes,
    fractions.validation,
    sizes.map((size, i) => size - test[i]!), // one per class
  );
  const deal: Subset[] = [];
  for (let place = 0; place < codes.length; place++) deal.push("train");
  placesByClass.forEach((places, i) => {
    const testEnd = test[i]!; // one per class
    const validationEnd = testEnd + validation[i]!; // one per class
    places.forEach((place, order) => {
      if (order < validationEnd) deal[place] = order < testEnd ? "test" : "validation";
    });
  });
  return deal;
}

/** Places of each class in seeded random order, classes by ascending code; codes count from 0. */
function collectPlaces(codes: Int32Array<ArrayBuffer>, random: Random): readonly Uint32Array[] {
  const ends: number[] = [];
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!; // place < length
    while (ends.length <= code) ends.push(0);
    ends[code]!++; // pushed
  }
  for (let code = 1; code < ends.length; code++) ends[code]! += ends[code - 1]!; // code < length
  const starts = ends.map((_, code) => ends[code - 1] ?? 0);
  const order = new Uint32Array(codes.length);
  const next = [...starts];
  for (const place of permutation(codes.length, random)) order[next[codes[place]!]!++] = place; // every code has a start
  return ends.map((end, code) => order.subarray(starts[code], end)).filter((places) => places.length > 0);
}

/** Shares out round(fraction × total) rows by the largest remainder (Hare's quota), leaving each class a row of what it has left. */
function apportion(sizes: readonly number[], fraction: number, left: readonly number[]): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const most = left.map((count) => Math.max(0, count - 1));
  const shares = sizes.map((size, i) => Math.min(Math.floor(size * fraction), most[i]!)); // one per class
  const byRemainder = sizes
    .map((size, i) => ({ i, remainder: size * fraction - Math.floor(size * fraction) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  let open = Math.round(total * fraction) - shares.reduce((sum, share) => sum + share, 0);
  for (const { i } of byRemainder) {
    if (open <= 0) break;
    if (shares[i]! >= most[i]!) continue; // one per class
    shares[i]!++; // one per class
    open--;
  }
  return shares;
}
