import type { ColumnKind } from "./column";
import type { Field } from "./field";
import type { JsonObject, JsonValue } from "./json";
import type { Wording } from "./wording";

/** One preprocessing step as asked for. `kind` names an entry of the registry in preprocessing/. */
export interface PipelineStep {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly params: JsonObject;
  /** Those of the params that were asked for as 0 and filled in from the data or by the model; only in what was resolved. */
  readonly filledIn?: readonly string[];
}

/** A step with what it learned from the training rows, and from them only. */
export interface FittedStep extends PipelineStep {
  readonly state: JsonValue;
}

/** What a step did to a subset of rows. */
export interface StepEffect {
  readonly kind: string;
  /** Values that are different afterwards. */
  readonly changed: number;
  readonly droppedRows: number;
  readonly columnsBefore: number;
  readonly columnsAfter: number;
  /** One sentence that says it in words. */
  readonly message: Wording;
}

/** What a kind of step is: plain data for the form that sets one up. */
export interface StepInfo {
  readonly kind: string;
  readonly label: Wording;
  /** One sentence. */
  readonly summary: Wording;
  readonly fields: readonly Field[];
  /** Kinds of column that it can work on. */
  readonly columnKinds: readonly ColumnKind[];
}

/** A column that a fitted pipeline starts from, as it was among the training rows. */
export interface InputColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Categories that training rows have, in code order; empty for other kinds. */
  readonly categories: readonly string[];
  /** Smallest and largest number or time of the training rows; null for other kinds, or where all are missing. */
  readonly range: readonly [number, number] | null;
  /** Median number or time, or the commonest category; null where there is none. */
  readonly typical: number | string | null;
}

/** Preprocessing as it was learned from the training rows: plain JSON, saved with the run. */
export interface FittedPipeline {
  readonly steps: readonly FittedStep[];
  /** Names of the inputs of the model, in the order of their axis. */
  readonly features: readonly string[];
  /** Shape of one row's inputs, as in `InputForm`. Left out by older projects: [feature]. */
  readonly inputShape?: readonly number[];
  /** Of tokens, as in `InputForm`. */
  readonly vocabularySize?: number;
  readonly inputColumns: readonly InputColumn[];
}
