/** Toy data of the kind that a family learns from. */
import type { ColumnInfo } from "../core/column";
import type { ModelSpec } from "../core/model-spec";
import type { Samples } from "../core/samples";
import type { Task, TaskKind } from "../core/task";
import { toyPictures, toySamples } from "../training/toy-problem.fixture";
import type { ToyKind } from "../training/toy-problem.fixture";

/** A feature for the verdict of a family. */
export const featureOf = (kind: "number" | "image") => ({ name: "x", kind }) as ColumnInfo; // only the kind is looked at

export function taskOf(kind: TaskKind): Task {
  return kind === "multilabel" ? { kind, targets: ["y", "z"] } : { kind, target: "y" };
}

/** Whether it learns from pictures, else from tables. */
export function seesPictures(family: ModelSpec): boolean {
  return family.tasks.some((kind) => family.accepts(taskOf(kind), [featureOf("image")]).ok);
}

/** Four columns, or pictures. */
export function toySamplesFor(family: ModelSpec, kind: ToyKind, rowCount: number, seed: number): Samples {
  return seesPictures(family) ? toyPictures(kind, rowCount, seed) : toySamples(kind, rowCount, 4, seed);
}
