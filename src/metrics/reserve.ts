/** How much to keep in reserve so that a forecast is enough: from what was missing on validation windows. */
import type { JudgedReserve, Reserve } from "../core/forecast";

/** The shares that are offered. */
const shares = [0.8, 0.9, 0.95, 0.99];
/** Of fewer windows a quantile is a guess. */
const fewestWindows = 20;

/**
 * For each share the smallest reserve that would have been enough in that share of the windows, by step ahead: the ⌈share · (n + 1)⌉-th smallest of
 * target − prediction, as in split conformal prediction (Vovk et al. 2005; Lei et al. 2018), so that of new windows like these the share holds on average. Shares that
 * take more windows than there are, and all with fewer than twenty, are left out.
 * @param targets [window, step ahead], as are the predictions.
 */
export function learnReserves(
  targets: ArrayLike<number>,
  predictions: ArrayLike<number>,
  horizon: number,
): readonly Reserve[] {
  const windows = targets.length / horizon;
  if (windows < fewestWindows) return [];
  const missing = Array.from({ length: horizon }, (_, ahead) =>
    Float64Array.from({ length: windows }, (__, i) => {
      return targets[i * horizon + ahead]! - predictions[i * horizon + ahead]!; // one for each window and step
    }).toSorted(),
  );
  return shares.flatMap((share) => {
    const rank = Math.ceil(share * (windows + 1));
    if (rank > windows) return [];
    return [{ share, added: missing.map((sorted) => sorted[rank - 1]!) }]; // rank <= windows
  });
}

/** How often each reserve was enough on other windows. */
export function judgeReserves(
  reserves: readonly Reserve[],
  targets: Float64Array,
  predictions: Float64Array,
  horizon: number,
): readonly JudgedReserve[] {
  return reserves.map((reserve) => {
    const enough = targets.filter((target, i) => target <= predictions[i]! + reserve.added[i % horizon]!); // aligned
    return { ...reserve, covered: enough.length / targets.length };
  });
}
