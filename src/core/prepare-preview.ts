import type { SeriesFacts } from "./forecast";
import type { LeakFinding } from "./leak";
import type { NetworkSummary } from "./network-summary";
import type { Picture } from "./picture";
import type { PipelineStep, StepEffect } from "./pipeline";
import type { ResolvedFit } from "./run";
import type { SplitSummary } from "./split-summary";
import type { Wording } from "./wording";

/** What the Prepare and Train steps show before anything is fitted. */
export interface PreparePreview {
  /** The request with everything that was left to guess filled in. */
  readonly resolved: ResolvedFit;
  /** The steps that would be proposed, whatever is in force. */
  readonly proposedPipeline: readonly PipelineStep[];
  readonly effects: readonly StepEffect[];
  readonly split: SplitSummary;
  readonly leaks: readonly LeakFinding[];
  /** Class names in code order, or the labels; empty for regression. */
  readonly categories: readonly string[];
  /** What has to be said of how the outcome was read, of several labels: a sentence each. */
  readonly notes?: readonly Wording[];
  /** What the model will see: the final features of one training row, with the row's values before. */
  readonly example: {
    readonly row: number;
    readonly before: readonly { readonly column: string; readonly value: string | number | null }[];
    readonly after: readonly { readonly feature: string; readonly value: number }[];
  };
  /** Numbers that the model is given of one row. */
  readonly featureCount: number;
  /** Rows left out because their outcome is missing or a step dropped them. */
  readonly leftOut: number;
  readonly network: NetworkSummary | null;
  /** Of given word vectors: how many words of the vocabulary have one. */
  readonly vectors?: { readonly known: number; readonly all: number; readonly size: number };
  /** Of a forecast: what was found of its series. */
  readonly series?: SeriesFacts;
}

/** One training picture and what becomes of it. */
export interface PictureExample {
  /** Data set row number. */
  readonly row: number;
  /** As it was opened. */
  readonly before: Picture;
  /** As the model is given it. */
  readonly prepared: Picture;
  /** As the model sees it in training, one after another; none where nothing is varied. */
  readonly varied: readonly Picture[];
}
