import type { AttentionView } from "./attention-look";
import type { Backbone } from "./backbone";
import type { Block } from "./block";
import type { Coefficient } from "./coefficient";
import type { Failure } from "./failure";
import type { JsonObject } from "./json";
import type { NetworkView } from "./look";
import type { ReconstructionRule } from "./evaluation";
import type { NetworkSummary } from "./network-summary";
import type { RateSweep } from "./rate-sweep";
import type { EpochRecord, FitProgress } from "./run";
import type { InputForm, Samples } from "./samples";
import type { Task } from "./task";
import type { TrainingSettings } from "./training";
import type { GivenVectors, WordWeights } from "./word-vectors";

/** A model as plain data: what is stored, exported and restored. */
export interface SavedModel {
  readonly family: string;
  readonly header: JsonObject;
  readonly blocks: Readonly<Record<string, Block>>;
}

/** All that a fit needs to go on from the end of an epoch exactly as if it had never been interrupted. */
export interface Checkpoint {
  readonly epoch: number;
  readonly step: number;
  readonly history: readonly EpochRecord[];
  readonly header: JsonObject;
  /** Weights, best weights and optimiser state by name. */
  readonly blocks: Readonly<Record<string, Block>>;
}

/** What an estimator reports while it fits. */
export type FitYield =
  | { readonly type: "progress"; readonly progress: FitProgress }
  | { readonly type: "epoch"; readonly record: EpochRecord; readonly bestEpoch: number };

/** What a fit needs beside its rows that is too big for a setting. */
export interface Materials {
  /** The one that the setting `backbone` names. */
  readonly backbone?: Backbone;
  /** Those that the setting `vectors` names: what the tokens of a text begin as. */
  readonly vectors?: GivenVectors;
  /** The same by token, [token, size], once the vocabulary is known. */
  readonly wordTable?: Block;
}

export interface FitContext {
  readonly task: Task;
  /** Class names in the order of the codes, or the labels; empty for regression. */
  readonly categories: readonly string[];
  readonly validation: Samples | null;
  readonly hyperparameters: JsonObject;
  readonly training: TrainingSettings;
  readonly seed: number;
  readonly materials?: Materials;
  /** Aborted by stop: the fit ends soon and returns the model with the best weights so far. */
  readonly signal: AbortSignal;
  /** Resolves at once, or when a paused run goes on. Called between steps. */
  whilePaused(): Promise<void>;
  readonly checkpoint: Checkpoint | null;
  /** Called at the end of each epoch; the data are taken over. */
  saveCheckpoint(make: () => Promise<Checkpoint>): Promise<void>;
  /** Called once where the model can be looked at while it is fitted, until the fit returns or fails. */
  expose?(model: LiveModel): void;
}

/** What a model that gives its inputs back has beside: the codes, and what simpler rules give back. */
export interface Reconstructing {
  /** Inputs to their codes [row, code]. */
  encode(inputs: Block): Promise<Block>;
  /** Learned from the same rows. */
  readonly references: readonly ReferenceRule[];
}

export interface ReferenceRule {
  readonly rule: ReconstructionRule;
  /** Inputs to the same, [row, input]. */
  predict(inputs: Block): Promise<Block>;
}

/** A fitted model owns its tensors: whoever made it disposes of it. */
export interface FittedModel {
  /** Inputs [row, feature] to [row, class] or [row, label] probabilities or [row, 1] values, Float64; or to the same [row, input], Float32. */
  predict(inputs: Block): Promise<Block>;
  save(): Promise<SavedModel>;
  /** Of a model of a language: rows [row, step] of tokens and the token behind each to −ln p of that, 0 where there is none. `predict` then gives [row, token] probabilities of what comes behind the last token. */
  surprisal?(inputs: Block, targets: Block): Promise<Block>;
  /** Of a model that turns one text into another: how much each step [written, source] of one row [1, source + written] looks at each of the source. Rows have the sum 1. */
  alignment?(inputs: Block): Promise<Block>;
  /** What a network of pictures shows of itself and, where inputs [1, height, width, channel] are given, makes of them. */
  look?(picture: Block | null): Promise<NetworkView>;
  /** How a network attends to one [1, step] of tokens or one picture [1, height, width, channel], in one of its layers that attend. */
  attend?(inputs: Block, layer: number): Promise<AttentionView>;
  readonly coefficients?: readonly Coefficient[];
  /** What a model of words has learned. */
  readonly words?: WordWeights;
  /** Of a model that gives its inputs back. */
  readonly reconstruction?: Reconstructing;
  dispose(): void;
}

/** A model that is still being fitted: whatever it is asked, it answers with the weights of that moment. */
export type LiveModel = Pick<FittedModel, "predict" | "look" | "attend">;

/** How a fit ended. A failure (the run diverged) still comes with the best model so far. */
export interface FitOutcome {
  readonly model: FittedModel;
  readonly failure: Failure | null;
}

/** What a family's estimator.ts exports as `estimator`. */
export interface Estimator {
  /** The layers for inputs of this form and a last one of this width, to be fitted on so many rows; null where the model is not a network. */
  describe(
    inputs: InputForm,
    outputCount: number,
    hyperparameters: JsonObject,
    training: TrainingSettings,
    rowCount: number,
    materials?: Materials,
  ): NetworkSummary | null;
  /** It computes in JavaScript whatever the engine's backend is. */
  readonly inJavaScript?: true;
  /** Whether this fit descends on the engine's backend; any other is solved in Float64. */
  isDescent(train: Samples, asked: Pick<FitContext, "task" | "categories" | "hyperparameters">): boolean;
  fit(train: Samples, context: FitContext): AsyncGenerator<FitYield, FitOutcome>;
  /** A sweep of learning rates on a network of its own; only where the fit descends. */
  findRate?(train: Samples, context: FitContext): Promise<RateSweep>;
  restore(saved: SavedModel): Promise<FittedModel>;
}
