/** The numbers that a layer multiplies what comes in with. */
import { glorotUniform } from "./initializers";
import type { WeightSpec } from "./layer";

/** Starts by its fans as `glorotUniform` says, and decays. */
export function kernelWeight(name: string, shape: readonly number[], fanIn: number, fanOut: number): WeightSpec {
  return { name, shape, isDecayed: true, initialise: (random) => glorotUniform(shape, fanIn, fanOut, random) };
}
