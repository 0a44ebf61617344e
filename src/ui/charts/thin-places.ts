/** Fewer places of curves over a common axis, so that no peak of any is lost. */

/** Places from..to (excluded), ascending, about `most` at most: the ends, and of equal stretches between the lowest and highest of every curve. NaN counts for nothing. */
export function thinPlaces(
  curves: readonly ArrayLike<number>[],
  from: number,
  to: number,
  most: number,
): readonly number[] {
  if (to - from <= most) return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const stretches = Math.max(1, Math.floor(most / (2 * Math.max(1, curves.length))));
  const kept = new Set([from, to - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const first = from + Math.floor((stretch * (to - from)) / stretches);
    const end = from + Math.floor(((stretch + 1) * (to - from)) / stretches);
    for (const curve of curves) {
      let lowest = -1;
      let highest = -1;
      for (let place = first; place < end; place++) {
        const value = curve[place]!; // places are in every curve
        if (Number.isNaN(value)) continue;
        if (lowest < 0 || value < curve[lowest]!) lowest = place; // as above
        if (highest < 0 || value > curve[highest]!) highest = place; // as above
      }
      if (lowest >= 0) kept.add(lowest).add(highest);
    }
  }
  return [...kept].toSorted((a, b) => a - b);
}
