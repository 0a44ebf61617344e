/** The size of a forecast's error that is called 1: that of saying the value before, on the training rows. */
import type { Series } from "../core/series";

/**
 * [window], the mean absolute difference of neighbouring training values of the window's series; over all series for one that has none among the training rows.
 * @param values [place], NaN where missing; @param trainPlaces ascending.
 */
export function naiveScales(
  { numbers, runStarts }: Series,
  values: Float64Array,
  trainPlaces: Uint32Array,
  ends: Uint32Array,
): Float64Array<ArrayBuffer> {
  const sums = new Map<number, { total: number; count: number }>();
  const add = (key: number, difference: number) => {
    const { total, count } = sums.get(key) ?? { total: 0, count: 0 };
    sums.set(key, { total: total + difference, count: count + 1 });
  };
  for (let i = 1; i < trainPlaces.length; i++) {
    const place = trainPlaces[i]!; // i < length
    if (trainPlaces[i - 1] !== place - 1 || runStarts[place] === place) continue;
    const difference = Math.abs(values[place]! - values[place - 1]!); // places
    if (Number.isNaN(difference)) continue;
    add(numbers[place]!, difference); // a place
    add(anySeries, difference);
  }
  return Float64Array.from(ends, (end) => {
    const found = sums.get(numbers[end]!) ?? sums.get(anySeries); // a place
    return found ? found.total / found.count : NaN;
  });
}

const anySeries = -1;
