/** What every preprocessing step is: plain data about it, what it learns from training rows, and what it does to any rows. */
import type { Column, ColumnKind } from "../core/column";
import { fail } from "../core/failure";
import { findColumns } from "../core/find-column";
import type { JsonValue } from "../core/json";
import type { PipelineStep, StepEffect, StepInfo } from "../core/pipeline";
import type { Wording } from "../core/wording";
import type { Work } from "../core/work";
import type { Frame } from "./frame";

export interface Transformed {
  readonly frame: Frame;
  readonly effect: StepEffect;
}

/** Fitting and transforming yield after each column, so that the worker can breathe. */
export interface StepSpec extends StepInfo {
  /** Learns from training rows; `step.params` are complete. The result is JSON without NaN or infinities. */
  fit(frame: Frame, step: PipelineStep): Work<JsonValue>;
  /** Does the step to any rows. The frame given is left as it was. */
  transform(frame: Frame, step: PipelineStep, state: JsonValue): Work<Transformed>;
  /** Names of the columns that the step makes of one, where they are known before it is fitted. */
  namesMadeOf?(column: string, step: PipelineStep): readonly string[];
}

/** A step as its file writes it, with the type of its own state. */
export type StepDefinition<State extends JsonValue> = Omit<StepSpec, "fit" | "transform"> & {
  fit(frame: Frame, step: PipelineStep): Work<State>;
  transform(frame: Frame, step: PipelineStep, state: State): Work<Transformed>;
};

export function defineStep<State extends JsonValue>(definition: StepDefinition<State>): StepSpec {
  return {
    ...definition,
    transform: (frame, step, state) => definition.transform(frame, step, state as State), // what this step's own fit gave, perhaps by way of JSON
  };
}

/** What is learned of each column, by its name. */
export function* learnEach<C extends Column, Learned extends JsonValue>(
  columns: readonly C[],
  learn: (column: C) => Learned,
): Work<Readonly<Record<string, Learned>>> {
  const learned: (readonly [string, Learned])[] = [];
  for (const column of columns) {
    learned.push([column.name, learn(column)]);
    yield;
  }
  return Object.fromEntries(learned);
}

/** The columns that a step works on. Throws `data/unknown-column` where one is not in the frame. */
export function stepColumns(frame: Frame, step: PipelineStep): readonly Column[] {
  return findColumns(frame.columns, step.columns);
}

/** Those of them that are of one kind. Throws as `stepColumns` does. */
export function columnsOfKind<K extends ColumnKind>(frame: Frame, step: PipelineStep, kind: K): readonly ColumnOf<K>[] {
  return stepColumns(frame, step).filter((column): column is ColumnOf<K> => column.kind === kind);
}

type ColumnOf<K extends ColumnKind> = Extract<Column, { readonly kind: K }>;

/** The end of a step: what came of a frame, with the rows and columns counted before and after. */
export function transformed(
  step: PipelineStep,
  before: Frame,
  after: Frame,
  { changed, message }: Pick<StepEffect, "changed" | "message">,
): Transformed {
  return {
    frame: after,
    effect: {
      kind: step.kind,
      changed,
      droppedRows: before.rows.length - after.rows.length,
      columnsBefore: before.columns.length,
      columnsAfter: after.columns.length,
      message,
    },
  };
}

/** The refusal of a step, in words that follow "cannot be done:". */
export function refuseStep(label: Wording, reason: Wording) {
  return fail("prepare/step", { stepEn: label.en, stepZh: label.zh, reasonEn: reason.en, reasonZh: reason.zh });
}
