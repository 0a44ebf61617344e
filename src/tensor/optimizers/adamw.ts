/** AdamW (Loshchilov and Hutter 2019): Adam, with weight decay that shrinks the weights by η λ before each update. */
import { adam } from "./adam";
import type { OptimizerRule } from "./rule";

export const adamw: OptimizerRule = { ...adam, hasDecoupledDecay: true };
