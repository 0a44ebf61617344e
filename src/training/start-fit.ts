/** The network of a problem as it stands before its first step, and what will change it. */
import type { Random } from "../core/random";
import type { TrainingSettings } from "../core/training";
import type { Network } from "../tensor/network";
import { createNetwork, startFrom } from "../tensor/network";
import { createOptimizer, type Optimizer } from "../tensor/optimizers/optimizer";
import type { NetworkProblem } from "./network-problem";

export function startNetwork({ spec, start }: NetworkProblem, random: Random): Network {
  const network = createNetwork(spec, random);
  if (start) startFrom(network, start);
  return network;
}

/** The first layer may learn at a rate of its own. */
export function startOptimizer(
  { weights }: Network,
  { penalty, decay, firstLayerRate = 1 }: NetworkProblem,
  { optimizer: id, clipNorm }: Pick<TrainingSettings, "optimizer" | "clipNorm">,
): Optimizer {
  const shares = weights.map(({ name }) => (name.startsWith("0/") ? firstLayerRate : 1));
  return createOptimizer(weights, { id, penalty, decay, clipNorm, shares });
}
