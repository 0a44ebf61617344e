import type { JsonObject, JsonValue } from "./json";
import type { Wording } from "./wording";

/** One preprocessing step as asked for. `kind` names an entry of the registry in preprocessing/. */
export interface PipelineStep {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly params: JsonObject;
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
