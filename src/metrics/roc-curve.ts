/** The receiver operating characteristic as points to draw. */
import type { Curve } from "../core/evaluation";
import type { Ranking } from "./ranking";

/**
 * One point per distinct score, from (0, 0) to (1, 1): x false-positive rate, y true-positive rate (Fawcett 2006,
 * "An introduction to ROC analysis"). A case is called positive from the point's threshold up; the first is infinite.
 */
export function rocCurve(ranking: Ranking, scores: Float64Array): Curve {
  const { rows, isPositive, endsTie } = ranking;
  let positiveCount = 0;
  for (const flag of isPositive) positiveCount += flag;
  const negativeCount = rows.length - positiveCount;
  const x = [0];
  const y = [0];
  const threshold = [Infinity];
  let found = 0;
  for (let place = 0; place < rows.length; place++) {
    found += isPositive[place]!;
    if (!endsTie[place]) continue;
    x.push((place + 1 - found) / negativeCount);
    y.push(found / positiveCount);
    threshold.push(scores[rows[place]!]!);
  }
  return { x, y, threshold };
}

/**
 * At most about `limit` points: those inside a straight line go first, then, in equal stretches of the way from (0, 0)
 * to (1, 1), all but the two furthest above and below the diagonal, so that corners stay.
 */
export function thinCurve(curve: Curve, limit: number): Curve {
  const corners = cornersOf(curve);
  if (corners.length <= limit) return pick(curve, corners);
  const stretchCount = Math.max(1, Math.floor(limit / 2) - 1);
  const kept = new Set<number>([corners[0]!, corners[corners.length - 1]!]);
  const extremes = new Map<number, { lowest: number; highest: number }>();
  const height = (index: number) => curve.y[index]! - curve.x[index]!;
  for (const index of corners) {
    const way = (curve.x[index]! + curve.y[index]!) / 2;
    const stretch = Math.min(stretchCount - 1, Math.floor(way * stretchCount));
    const known = extremes.get(stretch) ?? { lowest: index, highest: index };
    extremes.set(stretch, {
      lowest: height(index) < height(known.lowest) ? index : known.lowest,
      highest: height(index) > height(known.highest) ? index : known.highest,
    });
  }
  for (const { lowest, highest } of extremes.values()) kept.add(lowest).add(highest);
  return pick(
    curve,
    [...kept].toSorted((left, right) => left - right),
  );
}

/** Points where the direction changes, and both ends. */
function cornersOf({ x, y }: Curve): readonly number[] {
  const corners: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const isEnd = i === 0 || i === x.length - 1;
    if (isEnd) corners.push(i);
    else {
      const turn = (x[i]! - x[i - 1]!) * (y[i + 1]! - y[i]!) - (y[i]! - y[i - 1]!) * (x[i + 1]! - x[i]!);
      if (Math.abs(turn) > 1e-15) corners.push(i);
    }
  }
  return corners;
}

function pick(curve: Curve, indices: readonly number[]): Curve {
  return {
    x: indices.map((index) => curve.x[index]!),
    y: indices.map((index) => curve.y[index]!),
    threshold: indices.map((index) => curve.threshold[index]!),
  };
}
