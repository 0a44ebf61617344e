/** Loads the code that fits a family, in the worker only: each family's estimator.ts exports `estimator`. */
import type { Estimator } from "../core/estimator";
import { fail } from "../core/failure";
import { families } from "./registry";

const modules = import.meta.glob<Estimator>("./*/estimator.ts", { import: "estimator" });

/** Throws `fit/unknown-model` where no family has this id. */
export async function loadEstimator(familyId: string): Promise<Estimator> {
  const load = modules[`./${familyId}/estimator.ts`];
  if (load) return load();
  throw fail("fit/unknown-model", { model: familyId, models: families.map((spec) => spec.id).join(", ") });
}

/** Loads all of them, so that a fit starts at once and works without a network. */
export async function preloadEstimators(): Promise<void> {
  await Promise.all(Object.values(modules).map((load) => load()));
}
