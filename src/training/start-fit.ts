/** The network of a problem as it stands before its first step, and what will change it. */
import type { Random } from "../core/random";
import type { TrainingSettings } from "../core/training";
import type { Network } from "../tensor/network";
import { createNetwork, startFrom } from "../tensor/network";
import { joinOptimizers } from "../tensor/optimizers/join-optimizers";
import { createOptimizer, type Optimizer } from "../tensor/optimizers/optimizer";
import type { NetworkProblem } from "./network-problem";

export function startNetwork({ spec, start }: NetworkProblem, random: Random): Network {
  const network = createNetwork(spec, random);
  if (start) startFrom(network, start);
  return network;
}

/** Where the first layer learns at a rate of its own, it has an optimiser of its own. */
export function startOptimizer(
  { weights }: Network,
  { penalty, decay, firstLayerRate = 1 }: NetworkProblem,
  { optimizer: id, clipNorm }: Pick<TrainingSettings, "optimizer" | "clipNorm">,
): Optimizer {
  const settings = { id, penalty, decay };
  if (firstLayerRate === 1) return createOptimizer(weights, { ...settings, clipNorm });
  const isFirst = ({ name }: { readonly name: string }) => name.startsWith("0/");
  const [first, others] = [weights.filter(isFirst), weights.filter((weight) => !isFirst(weight))];
  const parts = [
    { optimizer: createOptimizer(first, settings), count: first.length, rate: firstLayerRate },
    { optimizer: createOptimizer(others, settings), count: others.length, rate: 1 },
  ];
  return joinOptimizers(parts, clipNorm);
}
