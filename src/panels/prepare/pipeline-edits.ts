/** Edits of a list of steps: each returns a new list and leaves the old one alone. */
import { defaultsOf } from "../../core/field";
import type { ColumnInfo, ColumnKind } from "../../core/column";
import type { PipelineStep, StepInfo } from "../../core/pipeline";

type Steps = readonly PipelineStep[];

/** Moves a step by one place up (-1) or down (1); at the end of the list it stays. */
export function movedStep(steps: Steps, index: number, by: -1 | 1): Steps {
  const step = steps[index];
  const neighbour = steps[index + by];
  if (!step || !neighbour) return steps;
  return steps.with(index, neighbour).with(index + by, step);
}

export function withoutStep(steps: Steps, index: number): Steps {
  return steps.filter((_, at) => at !== index);
}

export function replacedStep(steps: Steps, index: number, step: PipelineStep): Steps {
  return steps.map((old, at) => (at === index ? step : old));
}

/** A new step with its defaults on every feature that it can work on. */
export function newStep(info: StepInfo, features: readonly ColumnInfo[]): PipelineStep {
  const columns = features.filter((column) => info.columnKinds.includes(column.kind)).map((column) => column.name);
  return { kind: info.kind, columns, params: defaultsOf(info.fields) };
}

/** Steps for pictures, for texts and for tables where there are such columns: no step makes the one of the other. */
export function offeredSteps(infos: readonly StepInfo[], features: readonly ColumnInfo[]): readonly StepInfo[] {
  const materialOf = (kind: ColumnKind) => (kind === "image" || kind === "text" ? kind : "table");
  const present = new Set(features.map(({ kind }) => materialOf(kind)));
  return infos.filter(({ columnKinds }) => columnKinds.some((kind) => present.has(materialOf(kind))));
}
