/** Which learning rate a sweep speaks for: a pure function of its losses. */
import type { RateSweep } from "../core/rate-sweep";

/** Share of the mean that is kept from step to step: single batches jump about. */
const smoothing = 0.9;

/** Exponential running mean of the losses, without the bias towards its start (Kingma and Ba 2015). */
export function smoothLosses(losses: readonly number[]): readonly number[] {
  let mean = 0;
  return losses.map((loss, i) => {
    mean = smoothing * mean + (1 - smoothing) * loss;
    return mean / (1 - smoothing ** (i + 1));
  });
}

/** Steps until the running mean says something. */
const settled = 9;

/**
 * A tenth of the rate at which the smoothed loss is lowest: an order short of where it turns (Smith 2017; the mean is late by
 * some ten steps). null where the loss never fell by a hundredth.
 */
export function suggestRate(points: RateSweep["points"]): number | null {
  const smooth = smoothLosses(points.map(({ loss }) => loss));
  const start = smooth[settled];
  if (start === undefined) return null;
  let lowest = settled;
  smooth.forEach((loss, i) => {
    if (i > settled && loss < smooth[lowest]!) lowest = i; // within
  });
  return smooth[lowest]! > 0.99 * start ? null : points[lowest]!.rate / 10; // within
}
