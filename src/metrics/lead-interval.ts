import type { Interval } from "../core/evaluation";
import { createRandom } from "../core/random";
import { percentileInterval, resample, type Units } from "./bootstrap";
import { equalWeights } from "./weights";

/**
 * 95 % interval of the mean gain of a model over a rival, over resamples of whole units (bootstrap by blocks of time or by groups). Undefined with fewer than two units.
 * @param gains [row], how much better the model is about it.
 */
export function leadInterval(
  gains: Float64Array,
  { count, unitOfRow }: Units,
  seed: number,
): Pick<Interval, "low" | "high"> | undefined {
  if (count < 2) return undefined;
  // [unit]: what is drawn is whole units, so that their sums are enough.
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  gains.forEach((gain, row) => {
    const unit = unitOfRow ? unitOfRow[row]! : row; // one for each row
    sums[unit]! += gain; // a unit
    sizes[unit]! += 1; // as above
  });
  const mean = (weights: Int32Array) => {
    let [gain, size] = [0, 0];
    for (let unit = 0; unit < count; unit++) {
      gain += weights[unit]! * sums[unit]!; // one for each unit
      size += weights[unit]! * sizes[unit]!; // as above
    }
    return Float64Array.of(gain / size);
  };
  const alone: Units = { rowCount: count, count, unitOfRow: null };
  const [values] = resample(alone, createRandom(seed).fork("lead"), 1, mean);
  const [estimate] = mean(equalWeights(count));
  return values && estimate !== undefined ? percentileInterval(estimate, values, alone) : undefined;
}
