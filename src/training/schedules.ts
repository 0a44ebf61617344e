/** The learning rate of an epoch: a pure function of the settings and of what happened, so that a resumed run agrees. */
import { assertNever } from "../core/assert-never";
import type { EpochRecord } from "../core/run";
import type { TrainingSettings } from "../core/training";

/** Epochs without a better validation loss after which "plateau" halves the rate. */
const plateauPatience = 5;

/** Learning rate of the epoch (counted from 1) that follows `history`. */
export function learningRateOf(settings: TrainingSettings, epoch: number, history: readonly EpochRecord[]): number {
  const { learningRate, schedule, epochs } = settings;
  // 0 in the first epoch, 1 in the last.
  const progress = epochs > 1 ? (epoch - 1) / (epochs - 1) : 0;
  switch (schedule) {
    case "constant":
      return learningRate;
    case "cosine":
      // Ends one epoch short of zero: an epoch at zero would learn nothing.
      return (learningRate * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs))) / 2;
    case "cosine-warm-up":
      return learningRate * warmUpOf(epoch, epochs);
    case "step":
      return learningRate * 0.5 ** Math.floor((3 * (epoch - 1)) / epochs);
    case "exponential":
      return learningRate * 0.01 ** progress;
    case "plateau":
      return learningRate * 0.5 ** plateausIn(history);
    default:
      return assertNever(schedule);
  }
}

/**
 * Share of the rate: in even steps up over the first tenth of the epochs (one at least), so that the first updates of a fresh
 * network are small (Goyal et al. 2017), then down a cosine that ends one epoch short of zero (Loshchilov and Hutter 2017).
 */
function warmUpOf(epoch: number, epochs: number): number {
  const warmUp = Math.min(epochs - 1, Math.max(1, Math.round(epochs / 10)));
  if (epoch <= warmUp) return epoch / (warmUp + 1);
  return (1 + Math.cos((Math.PI * (epoch - warmUp - 1)) / (epochs - warmUp))) / 2;
}

function plateausIn(history: readonly EpochRecord[]): number {
  let best = Infinity;
  let waited = 0;
  let plateaus = 0;
  for (const { train, validation } of history) {
    const { loss } = validation ?? train;
    waited = loss < best ? 0 : waited + 1;
    best = Math.min(best, loss);
    if (waited < plateauPatience) continue;
    plateaus += 1;
    waited = 0;
  }
  return plateaus;
}
