/** Means over training places by a key: of each series, and over all. */
import type { KeyedNumbers } from "../core/forecast";

/** No series is called so: what holds for all of them. */
export const anySeries = "";
/** Series are known by name: other data number them otherwise. */
export const keyOfSeries = (name: string | null | undefined) =>
  name === null || name === undefined ? "-" : `=${name}`;

/** `of` gives a place's value and the keys that it counts for; null or NaN leaves it out. */
export function learnMeans(
  places: Uint32Array,
  of: (place: number, i: number) => { readonly value: number; readonly keys: readonly string[] } | null,
): KeyedNumbers {
  const sums = new Map<string, { total: number; count: number }>();
  places.forEach((place, i) => {
    const found = of(place, i);
    if (!found || Number.isNaN(found.value)) return;
    for (const key of found.keys) {
      const sum = sums.get(key);
      if (sum) {
        sum.total += found.value;
        sum.count++;
      } else sums.set(key, { total: found.value, count: 1 });
    }
  });
  return Array.from(sums, ([key, { total, count }]) => [key, total / count] as const);
}
