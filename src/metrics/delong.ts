/** Interval of the area under the ROC curve. */
import type { Interval } from "../core/evaluation";
import { z95 } from "./normal";
import type { Ranking } from "./ranking";

/** Area and its standard error (DeLong, DeLong and Clarke-Pearson 1988) by midranks in one pass over the order (Sun and Xu 2014). NaN with fewer than two cases of a side. */
export function delong(ranking: Ranking): { readonly rocAuc: number; readonly standardError: number } {
  const { rows, isPositive, endsTie } = ranking;
  const positives = isPositive.reduce((sum, flag) => sum + flag, 0);
  const negatives = rows.length - positives;
  // A case's placement is the share of the other side that it is ranked rightly against, ties half.
  const placed = { positive: createMoments(), negative: createMoments() };
  let positivesAbove = 0;
  let negativesAbove = 0;
  let start = 0;
  for (let place = 0; place < rows.length; place++) {
    if (!endsTie[place]) continue;
    let tiedPositives = 0;
    for (let i = start; i <= place; i++) tiedPositives += isPositive[i]!;
    const tiedNegatives = place + 1 - start - tiedPositives;
    const negativesBelow = negatives - negativesAbove - tiedNegatives;
    placed.positive.add((negativesBelow + tiedNegatives / 2) / negatives, tiedPositives);
    placed.negative.add((positivesAbove + tiedPositives / 2) / positives, tiedNegatives);
    positivesAbove += tiedPositives;
    negativesAbove += tiedNegatives;
    start = place + 1;
  }
  return {
    rocAuc: placed.positive.mean(),
    standardError: Math.sqrt(placed.positive.variance() / positives + placed.negative.variance() / negatives),
  };
}

/** 95 % interval by DeLong's standard error, cut to [0, 1]; where that error is zero or undefined though scores differ, the score interval of `areaScoreInterval`. */
export function delongInterval(ranking: Ranking): Interval | undefined {
  const { rocAuc, standardError } = delong(ranking);
  const positives = ranking.isPositive.reduce((sum, flag) => sum + flag, 0);
  const negatives = ranking.rows.length - positives;
  if (Number.isNaN(rocAuc) || positives === 0 || negatives === 0) return undefined;
  const isOneTie = ranking.endsTie.reduce((sum, flag) => sum + flag, 0) === 1;
  if (isOneTie) return { low: rocAuc, high: rocAuc, method: "delong" };
  if (!(standardError > 1e-12)) return areaScoreInterval(rocAuc, positives, negatives);
  return {
    low: Math.max(0, rocAuc - z95 * standardError),
    high: Math.min(1, rocAuc + z95 * standardError),
    method: "delong",
  };
}

/**
 * Wilson's idea for an area: all values from which the observed one is within z standard errors, with the exponential
 * model's error at that value (Newcombe 2006, "Confidence intervals for an effect size measure based on the
 * Mann–Whitney statistic. Part 2", method 5). Says something where every case is ranked rightly.
 */
export function areaScoreInterval(rocAuc: number, positives: number, negatives: number): Interval {
  const half = (positives + negatives) / 2 - 1;
  const isWithin = (area: number) => {
    const spread = 1 + (half * (1 - area)) / (2 - area) + (half * area) / (1 + area);
    const variance = (area * (1 - area) * spread) / (positives * negatives);
    return (rocAuc - area) ** 2 <= z95 ** 2 * variance;
  };
  return { low: edgeOf(isWithin, rocAuc, 0), high: edgeOf(isWithin, rocAuc, 1), method: "wilson" };
}

/** The last place from `inside` towards `outside` where the condition holds, by halving. */
function edgeOf(isWithin: (value: number) => boolean, inside: number, outside: number): number {
  if (isWithin(outside)) return outside;
  let near = inside;
  let far = outside;
  for (let i = 0; i < 60; i++) {
    const middle = (near + far) / 2;
    if (isWithin(middle)) near = middle;
    else far = middle;
  }
  return near;
}

/** Weighted running mean and sample variance (Welford 1962). */
function createMoments() {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return {
    add(value: number, times: number) {
      if (times === 0) return;
      count += times;
      const step = value - mean;
      mean += (step * times) / count;
      squares += times * step * (value - mean);
    },
    mean: () => (count === 0 ? NaN : mean),
    variance: () => (count < 2 ? NaN : squares / (count - 1)),
  };
}
