/** The last layer of a network by task: its loss, how targets are coded for it and what its outputs mean. */
import type { Block } from "../core/block";
import { createBlock } from "../core/block";
import type { FitContext } from "../core/estimator";
import type { Samples } from "../core/samples";
import type { LossSpec } from "../tensor/losses/registry";
import type { Rows } from "../tensor/rows";
import { classWeightsOf, labelWeightsOf, rowWeightsOf } from "./class-weights";
import { numberHeadOf, numberOutputs, numbersOf, numbersSaid, type NumberHead } from "./number-head";

/** Two classes share one logit, and each of several labels has its own; a number is learned in units of its standard deviation. Plain data, saved with the model. */
export type NetworkHead =
  | { readonly kind: "binary" }
  | { readonly kind: "classes"; readonly classCount: number }
  | { readonly kind: "labels"; readonly labels: number }
  /** At each step the token that comes next, of so many. */
  | { readonly kind: "tokens"; readonly vocabulary: number; readonly sourceSteps?: number }
  | NumberHead;

/** How classes are told apart. */
export interface ClassLoss {
  /** Share of each target that is spread over all classes (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
  /** γ of the focal loss (Lin et al. 2017); 0: cross-entropy. */
  readonly gamma: number;
}

const plain: ClassLoss = { labelSmoothing: 0, gamma: 0 };

/** The head for a task, with the mean and standard deviation of the target, or of its change where that is to be learned, taken from the training rows. */
export function headOf(
  train: Samples,
  context: Pick<FitContext, "task" | "categories">,
  learnsChange = false,
): NetworkHead {
  if (context.task.kind === "generation") {
    const { vocabularySize = 0, sourceSteps } = train;
    return { kind: "tokens", vocabulary: vocabularySize, ...(sourceSteps === undefined ? {} : { sourceSteps }) };
  }
  if (context.task.kind === "multilabel") return { kind: "labels", labels: context.categories.length };
  if (context.task.kind === "classification") {
    const classCount = context.categories.length;
    return classCount === 2 ? { kind: "binary" } : { kind: "classes", classCount };
  }
  return numberHeadOf(train, context.task, learnsChange);
}

/** Width of the last layer. */
export function outputCountOf(head: NetworkHead): number {
  if (head.kind === "labels") return head.labels;
  if (head.kind === "tokens") return head.vocabulary;
  if (head.kind === "number") return numberOutputs(head);
  return head.kind === "classes" ? head.classCount : 1;
}

/** What the training loop needs to know of a head and its rows. */
export function problemOf(
  head: NetworkHead,
  train: Samples,
  context: Pick<FitContext, "validation" | "training" | "categories">,
  classLoss: ClassLoss = plain,
): {
  readonly loss: LossSpec;
  readonly train: Rows;
  readonly validation: Rows | null;
  readonly metric: (meanError: number, meanLoss: number) => number;
} {
  const { validation, training, categories } = context;
  if (head.kind === "tokens") {
    // The loss is then the mean over tokens, and the metric the perplexity.
    const metric = (_: number, meanLoss: number) => Math.exp(meanLoss);
    return { loss: "next-tokens", train: tokenRows(train), validation: validation && tokenRows(validation), metric };
  }
  if (head.kind === "number") {
    const { rowsOf, loss } = numbersOf(head);
    const metric = (meanError: number) => meanError * head.deviation;
    return { loss, train: rowsOf(train), validation: validation && rowsOf(validation), metric };
  }
  if (head.kind === "labels") {
    const weightsOf = labelWeightsOf(training.classWeights, Float64Array.from(train.targets.data), head.labels);
    const rows = ({ inputs, targets }: Samples): Rows => ({
      inputs,
      targets: labelTargets(Float64Array.from(targets.data), weightsOf, classLoss.labelSmoothing),
      targetWidth: 2 * head.labels,
      weights: new Float32Array(targets.data.length / head.labels).fill(1),
    });
    return {
      loss: { type: "labels", gamma: classLoss.gamma },
      train: rows(train),
      validation: validation && rows(validation),
      metric: (meanError) => 1 - meanError,
    };
  }
  const weights = classWeightsOf(training.classWeights, Float64Array.from(train.targets.data), categories.length);
  const isMixed = training.augmentation !== false && (training.augmentation.mixup ?? 0) > 0;
  const { loss, targetsOf } = classesOf(head, classLoss, isMixed);
  const rows = ({ inputs, targets }: Samples): Rows => {
    const codes = Float64Array.from(targets.data);
    return { inputs, ...targetsOf(codes), weights: rowWeightsOf(codes, weights) };
  };
  return { loss, train: rows(train), validation: validation && rows(validation), metric: (meanError) => 1 - meanError };
}

/** Each row weighs as much as it has tokens to come, in units of the mean. */
function tokenRows({ inputs, targets: { data, shape } }: Samples): Rows {
  const [count = 0, steps = 1] = shape;
  const asked = new Float32Array(count);
  data.forEach((target: number, i: number) => (asked[Math.floor(i / steps)]! += Number(target !== 0))); // one for each row
  const mean = asked.reduce((sum, tokens) => sum + tokens, 0) / count || 1;
  return {
    inputs,
    targets: Float64Array.from(data),
    targetWidth: steps,
    weights: asked.map((tokens) => tokens / mean),
  };
}

/**
 * What the loss counts of each row, [row, with each label, then without each]: the weight of what is true, a share of it spread over
 * both by label smoothing.
 */
function labelTargets(
  values: Float64Array,
  weightsOf: readonly (readonly [without: number, with_: number])[],
  smoothing: number,
): Float64Array {
  const width = weightsOf.length;
  const targets = new Float64Array(2 * values.length);
  values.forEach((value, i) => {
    const weight = weightsOf[i % width]![value === 1 ? 1 : 0]; // one for each label
    const own = weight * (1 - smoothing / 2);
    const other = weight * (smoothing / 2);
    const at = i + width * Math.floor(i / width);
    targets[at] = value === 1 ? own : other;
    targets[at + width] = value === 1 ? other : own;
  });
  return targets;
}

/** The loss of a head of classes, and how it takes their codes: as they are where nothing softens them, else as distributions. */
function classesOf(
  head: Extract<NetworkHead, { kind: "binary" | "classes" }>,
  { labelSmoothing, gamma }: ClassLoss,
  isMixed: boolean,
): { readonly loss: LossSpec; targetsOf(codes: Float64Array): Pick<Rows, "targets" | "targetWidth"> } {
  if (head.kind === "binary") {
    return {
      loss: gamma > 0 ? { type: "binary-focal", gamma } : "binary-cross-entropy",
      targetsOf: (codes) => ({ targets: codes.map((code) => (1 - labelSmoothing) * code + labelSmoothing / 2) }),
    };
  }
  const { classCount } = head;
  if (labelSmoothing === 0 && gamma === 0 && !isMixed) {
    return { loss: "softmax-cross-entropy", targetsOf: (codes) => ({ targets: codes }) };
  }
  return {
    loss: gamma > 0 ? { type: "focal", gamma } : "soft-cross-entropy",
    targetsOf: (codes) => {
      const targets = new Float64Array(codes.length * classCount).fill(labelSmoothing / classCount);
      codes.forEach((code, row) => (targets[row * classCount + code]! += 1 - labelSmoothing)); // a class of its row
      return { targets, targetWidth: classCount };
    },
  };
}

/** Outputs of the last layer [row, output] to [row, class] or [row, label] probabilities or [row, 1] values, [row, step ahead] or [row, step ahead, quantile] of a forecast. `inputs` are what it made them from. */
export function predictionsOf(head: NetworkHead, outputs: Block, inputs: Block): Block {
  const { data } = outputs;
  const rowCount = outputs.shape[0] ?? 0;
  switch (head.kind) {
    case "number":
      return numbersSaid(head, outputs, inputs);
    case "tokens":
      throw new Error("what comes next is asked of the model of a language");
    case "labels":
      return createBlock(
        Float64Array.from(data, (logit) => 1 / (1 + Math.exp(-logit))),
        [rowCount, head.labels],
      );
    case "binary": {
      const pairs = new Float64Array(2 * rowCount);
      data.forEach((logit: number, row: number) => {
        pairs[2 * row] = 1 / (1 + Math.exp(logit));
        pairs[2 * row + 1] = 1 / (1 + Math.exp(-logit));
      });
      return createBlock(pairs, [rowCount, 2]);
    }
    case "classes": {
      const probabilities = Float64Array.from(data);
      for (let row = 0; row < rowCount; row++)
        softmaxInPlace(probabilities.subarray(row * head.classCount, (row + 1) * head.classCount));
      return createBlock(probabilities, [rowCount, head.classCount]);
    }
  }
}

function softmaxInPlace(logits: Float64Array): void {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += logits[i] = Math.exp(logits[i]! - largest); // i < length
  for (let i = 0; i < logits.length; i++) logits[i]! /= sum; // i < length
}
