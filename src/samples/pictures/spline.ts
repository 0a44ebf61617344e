/** Smooth lines through points. */

/** A corner is a point at which the pen turns sharply. */
export type ControlPoint = readonly [x: number, y: number, corner?: "corner" | undefined];
export type Point = readonly [x: number, y: number];

/** Points along a Catmull–Rom spline (Catmull and Rom 1974) through all control points, `steps` for each of its pieces; it breaks at corners. */
export function splineThrough(points: readonly ControlPoint[], steps: number): readonly Point[] {
  const line: Point[] = points.slice(0, 1).map(([x, y]) => [x, y]);
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i]!, points[i + 1]!]; // i + 1 is below the count
    const before = (from[2] ? undefined : points[i - 1]) ?? from;
    const after = (to[2] ? undefined : points[i + 2]) ?? to;
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      line.push([
        blend(before[0], from[0], to[0], after[0], t), //
        blend(before[1], from[1], to[1], after[1], t),
      ]);
    }
  }
  return line;
}

function blend(before: number, from: number, to: number, after: number, t: number): number {
  const slope = (to - before) / 2;
  const bend = before - 2.5 * from + 2 * to - after / 2;
  const twist = (after - before) / 2 + 1.5 * (from - to);
  return from + t * (slope + t * (bend + t * twist));
}
