/** Toy data of the kind that a family learns from. */
import type { ColumnInfo } from "../core/column";
import type { JsonObject } from "../core/json";
import type { ModelSpec } from "../core/model-spec";
import type { Samples } from "../core/samples";
import type { Task, TaskKind } from "../core/task";
import { toyPictures, toySamples, toyTexts, toyWindows } from "../training/toy-problem.fixture";
import type { ToyKind } from "../training/toy-problem.fixture";

/** A feature for the verdict of a family. */
export const featureOf = (kind: "number" | "image" | "text") => ({ name: "x", kind }) as ColumnInfo; // only the kind is looked at

export function taskOf(kind: TaskKind): Task {
  if (kind === "forecasting") return { kind, target: "y", window: { lookBack: 4, horizon: 1 } };
  if (kind === "generation" || kind === "embedding") return { kind, text: "x" };
  return kind === "multilabel" ? { kind, targets: ["y", "z"] } : { kind, target: "y" };
}

/** Whether it learns from pictures and from no texts. */
export function seesPictures(family: ModelSpec): boolean {
  if (readsTexts(family)) return false;
  return family.tasks.some((kind) => family.accepts(taskOf(kind), [featureOf("image")]).ok);
}

/** Whether it learns from texts, token by token. */
export const readsTexts = (family: ModelSpec): boolean => family.readsTokens === true;

/** A family of texts that sees pictures as well, as one of pictures alone. */
export function asSeeing({ readsTokens: _, ...family }: ModelSpec): ModelSpec {
  return { ...family, training: { ...family.training, ...family.forPictures?.training } };
}

/** Hyperparameters of a small network of the family: what holds of few filters and units holds of more. */
export function fewOf(family: ModelSpec): JsonObject {
  const has = (name: string) => family.fields.some(({ id }) => id === name);
  return {
    ...(seesPictures(family) && { width: 4 }),
    ...(readsTexts(family) && has("embedding") && { embedding: 8 }),
    ...(readsTexts(family) && has("units") && { units: [8] }),
    ...(has("headWidth") && { heads: 2, headWidth: 8 }),
    ...(seesPictures(family) && has("patchSize") && { patchSize: 4 }),
    ...(readsTexts(family) && has("filters") && { filters: 8, blocks: 2 }),
  };
}

/** Four columns, pictures, rows of tokens or windows. */
export function toySamplesFor(family: ModelSpec, kind: ToyKind, rowCount: number, seed: number): Samples {
  if (kind === "series") return toyWindows(rowCount, seed, family.readsSteps !== true);
  if (readsTexts(family)) return toyTexts(kind, rowCount, seed);
  return seesPictures(family) ? toyPictures(kind, rowCount, seed) : toySamples(kind, rowCount, 4, seed);
}
