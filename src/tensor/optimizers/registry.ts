/** Every rule of descent: one line each. */
import type { TrainingSettings } from "../../core/training";
import { adam } from "./adam";
import { adamw } from "./adamw";
import { momentum } from "./momentum";
import type { OptimizerRule } from "./rule";
import { rmsprop } from "./rmsprop";
import { sgd } from "./sgd";

export type OptimizerId = TrainingSettings["optimizer"];

export const optimizerRules: { readonly [Id in OptimizerId]: OptimizerRule } = { sgd, momentum, rmsprop, adam, adamw };
