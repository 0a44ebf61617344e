/** The size of a forecast's error that is called 1: that of saying the value before, on the training rows. */
import type { KeyedNumbers } from "../core/forecast";
import type { Series } from "../core/series";
import { anySeries, keyOfSeries, learnMeans } from "./series-means";

/** The mean absolute difference of neighbouring training values of each series, and over all. @param values [place], NaN where missing; @param trainPlaces ascending. */
export function learnScales(series: Series, values: Float64Array, trainPlaces: Uint32Array): KeyedNumbers {
  const { numbers, runStarts, names } = series;
  return learnMeans(trainPlaces, (place, i) => {
    if (i === 0 || trainPlaces[i - 1] !== place - 1 || runStarts[place] === place) return null;
    const value = Math.abs(values[place]! - values[place - 1]!); // places
    return { value, keys: [keyOfSeries(names[numbers[place]!]), anySeries] }; // a place
  });
}

/** [window], the scale of the window's series; over all series for one that had none among the training rows. */
export function naiveScales(scales: KeyedNumbers, { numbers, names }: Series, ends: Uint32Array) {
  const byKey = new Map(scales);
  return Float64Array.from(ends, (end) => {
    const name = names[numbers[end]!]; // a place
    return byKey.get(keyOfSeries(name)) ?? byKey.get(anySeries) ?? NaN;
  });
}
