/** What this Lightbench can fit, and its built-in scenarios. */
import { families } from "../models/registry";
import { sampleSpecs } from "../samples/registry";
import type { Catalogue } from "./dependencies";

/** The generators of the scenarios run in the engine. */
export const catalogue: Catalogue = {
  models: families,
  samples: sampleSpecs.map(({ generate: _generate, preview: _preview, ...info }) => info),
};
