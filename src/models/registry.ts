/** The families as plain data, for the page; the code that fits them is loaded by the worker (estimators.ts). */
import { fail } from "../core/failure";
import type { ModelSpec, Preset } from "../core/model-spec";
import { familyList } from "./families";

export const families: readonly ModelSpec[] = familyList;

/** The family of an id. Throws `fit/unknown-model`. */
export function familyOf(id: string): ModelSpec {
  const family = families.find((spec) => spec.id === id);
  if (family) return family;
  throw fail("fit/unknown-model", { model: id, models: families.map((spec) => spec.id).join(", ") });
}

/** The family and preset that "family" or "family/preset" names. Throws `fit/unknown-model`. */
export function modelOf(model: string): { readonly family: ModelSpec; readonly preset: Preset | null } {
  const [id = "", presetId] = model.split("/");
  const family = families.find((spec) => spec.id === id);
  const preset = family?.presets.find((known) => known.id === presetId) ?? null;
  if (family && (presetId === undefined || preset)) return { family, preset };
  const models = families.flatMap((spec) => [spec.id, ...spec.presets.map((known) => `${spec.id}/${known.id}`)]);
  throw fail("fit/unknown-model", { model, models: models.join(", ") });
}
