/** Interval of a proportion. */
import type { Interval } from "../core/evaluation";
import { z95 } from "./normal";

/** 95 % score interval (Wilson 1927) of `successes` in `trials`; undefined without trials. The share need not be of whole counts. */
export function wilsonInterval(successes: number, trials: number): Interval | undefined {
  if (!(trials > 0)) return undefined;
  const share = successes / trials;
  const square = z95 ** 2 / trials;
  const centre = (share + square / 2) / (1 + square);
  const reach = (z95 / (1 + square)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return {
    low: share === 0 ? 0 : Math.max(0, centre - reach),
    high: share === 1 ? 1 : Math.min(1, centre + reach),
    method: "wilson",
  };
}
