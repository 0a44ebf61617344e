/** Fewer points for the same curve on a screen. */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** At most `most` (at least 4) of the points, in order: the first, the last, and the lowest and highest of equal stretches between. */
export function thinPoints<T extends Point>(points: readonly T[], most: number): readonly T[] {
  const [first] = points;
  const last = points.at(-1);
  if (points.length <= most || !first || !last) return points;
  const stretches = Math.floor((most - 2) / 2);
  const inner = points.length - 2;
  const thinned: T[] = [first];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor((stretch * inner) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * inner) / stretches);
    let lowest = from;
    let highest = from;
    for (let i = from; i < to; i++) {
      if (points[i]!.y < points[lowest]!.y) lowest = i; // from <= i < to <= length
      if (points[i]!.y > points[highest]!.y) highest = i; // as above
    }
    const kept = lowest === highest ? [lowest] : [Math.min(lowest, highest), Math.max(lowest, highest)];
    thinned.push(...kept.map((index) => points[index]!)); // inside the stretch
  }
  return [...thinned, last];
}
