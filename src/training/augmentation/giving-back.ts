/** Batches whose inputs are their own targets: what is varied is to be given back as it is, what is spoiled by noise as it was before. */
import type { Random } from "../../core/random";
import type { InputNoise } from "../network-problem";
import type { Variation } from "./vary-batch";

/** null where nothing changes a batch. The targets of a batch become its inputs as they are varied; then noise is laid over the inputs alone (Vincent et al. 2008). */
export function givingBack(varied: Variation | null, noise: InputNoise | undefined): Variation | null {
  const isNoisy = noise !== undefined && noise.amount > 0;
  if (!varied && !isNoisy) return null;
  return (epoch) => {
    const vary = varied?.(epoch);
    return (batch, position) => {
      vary?.(batch, position);
      batch.targets.set(batch.inputs);
      if (isNoisy) spoil(batch.inputs, noise, epoch.fork(`noise from ${position}`));
    };
  };
}

function spoil(inputs: Float32Array, { kind, amount }: InputNoise, random: Random): void {
  for (let i = 0; i < inputs.length; i++) {
    if (kind === "gaussian") inputs[i]! += amount * random.normal(); // i < length
    else if (random.next() < amount) inputs[i] = 0;
  }
}
