/** How much to keep in reserve so that a forecast is enough: from what was missing on validation windows. */
import type { EnoughDays, JudgedReserve, Reserve } from "../core/forecast";
import { mostByDay, type ValueDays } from "./value-days";
import { wilsonInterval } from "./wilson";

/** The shares that are offered. */
const shares = [0.8, 0.9, 0.95, 0.99];
/** Of fewer windows or days a quantile is a guess. */
const fewest = 20;

/** What came, and what was said of it: a forecast, or its highest quantile. Both [window, step ahead]. */
export interface SaidAndCame {
  readonly targets: ArrayLike<number>;
  readonly said: ArrayLike<number>;
  readonly horizon: number;
  /** null where the series has no days. */
  readonly days: ValueDays | null;
}

/**
 * For each share the smallest reserve that would have been enough in that share of the windows, by step ahead: the ⌈share · (n + 1)⌉-th smallest of
 * target − prediction, as in split conformal prediction (Vovk et al. 2005; Lei et al. 2018; of a quantile Romano et al. 2019), so that of new windows like these the share holds on average. Shares that
 * take more windows than there are, and all with fewer than twenty, are left out. The same of days, of which each counts with the largest of what was missing
 * and of which twenty are needed as well.
 */
export function learnReserves(came: SaidAndCame): readonly Reserve[] {
  const { targets, horizon, days } = came;
  const windows = targets.length / horizon;
  if (windows < fewest) return [];
  const lacking = missingOf(came);
  const steps = Array.from({ length: horizon }, (_, ahead) => ahead);
  const missing = steps.map((ahead) => lacking.filter((_, i) => i % horizon === ahead).toSorted());
  const most = days && steps.map((ahead) => mostByDay(lacking, days, horizon, ahead).toSorted());
  const byDay = most?.every((sorted) => sorted.length >= fewest) ? most : null;
  return shares.flatMap((share) => {
    const added = rankOf(missing, share);
    const addedByDay = byDay && rankOf(byDay, share);
    return added ? [{ share, added, ...(addedByDay ? { addedByDay } : {}) }] : [];
  });
}

/** Of each list of sorted values the one of this share; null where one has too few. */
function rankOf(lists: readonly Float64Array[], share: number): readonly number[] | null {
  const ranked = lists.map((sorted) => sorted[Math.ceil(share * (sorted.length + 1)) - 1]);
  return ranked.every((value) => value !== undefined) ? ranked : null;
}

function missingOf({ targets, said }: SaidAndCame): Float64Array {
  return Float64Array.from(targets, (target, i) => target - said[i]!); // aligned
}

/** How often each reserve was enough on other windows and days. */
export function judgeReserves(reserves: readonly Reserve[], came: SaidAndCame): readonly JudgedReserve[] {
  const { horizon, days } = came;
  const missing = missingOf(came);
  return reserves.map((reserve) => {
    const { added, addedByDay } = reserve;
    const enough = missing.filter((lacking, i) => lacking <= added[i % horizon]!); // one for each step
    return {
      ...reserve,
      covered: enough.length / missing.length,
      ...(days && addedByDay
        ? { days: addedByDay.map((most, ahead) => enoughDays(missing, most, days, horizon, ahead)) }
        : {}),
    };
  });
}

function enoughDays(missing: Float64Array, added: number, days: ValueDays, horizon: number, ahead: number): EnoughDays {
  const most = mostByDay(missing, days, horizon, ahead);
  const enough = most.filter((lacking) => lacking <= added).length;
  const { low = NaN, high = NaN } = wilsonInterval(enough, most.length) ?? {};
  return { enough, count: most.length, low, high };
}
