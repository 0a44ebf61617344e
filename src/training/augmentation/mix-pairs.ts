/** Mixup (Zhang et al. 2018): each row of a batch becomes a blend of itself and another one, and so does what is to be learned. */
import type { Random } from "../../core/random";
import { permutation } from "../../core/random";
import type { CopiedRows } from "../../tensor/rows";

/**
 * Mixes in place; the share of each row is drawn from Beta(alpha, alpha) by itself. Targets must be numbers or distributions over the
 * classes. A loss that is linear in them then is the blend of the two rows' losses, each with its own weight.
 */
export function mixPairs({ inputs, targets, weights }: CopiedRows, alpha: number, random: Random): void {
  const count = weights.length;
  const before = { inputs: inputs.slice(), targets: targets.slice(), weights: weights.slice() };
  const [width, targetWidth] = [inputs.length / count, targets.length / count];
  permutation(count, random).forEach((other, row) => {
    const share = betaShare(alpha, random);
    for (let i = 0; i < width; i++) {
      const at = row * width + i;
      inputs[at] = share * before.inputs[at]! + (1 - share) * before.inputs[other * width + i]!; // both in the batch
    }
    const [own, others] = [share * before.weights[row]!, (1 - share) * before.weights[other]!]; // both in the batch
    const weight = own + others;
    weights[row] = weight;
    if (weight === 0) return;
    for (let k = 0; k < targetWidth; k++) {
      const at = row * targetWidth + k;
      targets[at] = (own * before.targets[at]! + others * before.targets[other * targetWidth + k]!) / weight; // both in the batch
    }
  });
}

/** From Beta(alpha, alpha), by the logarithms of Jöhnk's powers (1964), so that a small alpha does not underflow. */
function betaShare(alpha: number, random: Random): number {
  for (;;) {
    const [x, y] = [Math.log(1 - random.next()) / alpha, Math.log(1 - random.next()) / alpha];
    if (Math.exp(x) + Math.exp(y) <= 1) return 1 / (1 + Math.exp(y - x));
  }
}
