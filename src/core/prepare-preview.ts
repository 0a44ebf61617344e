import type { LeakFinding } from "./leak";
import type { NetworkSummary } from "./network-summary";
import type { PipelineStep, StepEffect } from "./pipeline";
import type { ResolvedFit } from "./run";
import type { SplitSummary } from "./split-summary";

/** What the Prepare and Train steps show before anything is fitted. */
export interface PreparePreview {
  /** The request with everything that was left to guess filled in. */
  readonly resolved: ResolvedFit;
  /** The steps that would be proposed, whatever is in force. */
  readonly proposedPipeline: readonly PipelineStep[];
  readonly effects: readonly StepEffect[];
  readonly split: SplitSummary;
  readonly leaks: readonly LeakFinding[];
  /** Class names in code order; empty for regression. */
  readonly categories: readonly string[];
  /** What the model will see: the final features of one training row, with the row's values before. */
  readonly example: {
    readonly row: number;
    readonly before: readonly { readonly column: string; readonly value: string | number | null }[];
    readonly after: readonly { readonly feature: string; readonly value: number }[];
  };
  readonly featureCount: number;
  /** Rows left out because their outcome is missing or a step dropped them. */
  readonly leftOut: number;
  readonly network: NetworkSummary | null;
}
