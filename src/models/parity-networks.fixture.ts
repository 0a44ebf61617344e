/** Networks whose first steps are compared from backend to backend, on seeded rows. */
import { expect } from "vitest";
import { createBlock, sizeOf } from "../core/block";
import { createRandom } from "../core/random";
import type { LayerSpec } from "../tensor/layers/registry";
import type { LossSpec } from "../tensor/losses/registry";
import { lossOf } from "../tensor/losses/registry";
import type { NetworkSpec } from "../tensor/network";
import { createNetwork } from "../tensor/network";
import { createOptimizer } from "../tensor/optimizers/optimizer";
import type { OptimizerId } from "../tensor/optimizers/registry";
import type { Rows } from "../tensor/rows";
import { createRowSource } from "../tensor/rows";
import { tf } from "../tensor/tf";
import { createTrainStep } from "../tensor/train-step";
import { denseAutoencoder, planAutoencoder } from "./autoencoder/network";
import { hiddenLayers as pictureLayers, presets } from "./cnn/network";
import { hiddenLayers } from "./mlp/network";

export interface NetworkCase {
  readonly name: string;
  readonly spec: NetworkSpec;
  readonly loss: LossSpec;
  /** Classes of the targets; none: the inputs themselves are the targets. */
  readonly classCount: number | null;
  /** The inputs are whole numbers below this. */
  readonly idsBelow?: number;
  /** The inputs are so many times as large; of what starts with a half everywhere less leaves something to learn. */
  readonly scale?: number;
}

const classes = { loss: "softmax-cross-entropy", classCount: 5 } as const;
const yesOrNo = { loss: "binary-cross-entropy", classCount: 2 } as const;
const logits = (units: number): LayerSpec => ({ type: "dense", units, activation: "linear" });

/** Small images: the JavaScript backend takes a second for the twenty steps. Sides are odd where they may be. */
const imageShapes: { readonly [Id in keyof typeof presets]: readonly [number, number, number] } = {
  "scan-224": [17, 14, 3],
  "digits-1conv": [12, 11, 1],
  "digits-3conv": [19, 18, 1],
  "rgb-2conv": [9, 8, 3],
};

const lessons = Object.entries(presets).map(([id, preset]): NetworkCase => {
  const shape = imageShapes[id as keyof typeof presets]; // one of its keys
  return id === "scan-224"
    ? { name: id, spec: preset(shape, 1), ...yesOrNo }
    : { name: id, spec: preset(shape, classes.classCount), ...classes };
});

/** Our own, with few filters; the last one with the losses that take distributions. */
const compact = (architecture: string, rest: Pick<NetworkCase, "loss" | "classCount">): NetworkCase => ({
  name: typeof rest.loss === "string" ? architecture : `${architecture}, ${rest.loss.type}`,
  spec: {
    inputShape: [15, 14, 2],
    layers: [
      ...pictureLayers([15, 14, 2], { architecture, width: 4, dropout: 0.2 }),
      logits(rest.loss === classes.loss ? classes.classCount : 1),
    ],
  },
  ...rest,
});

const compacts = [
  compact("residual", classes),
  compact("separable", classes),
  compact("residual", { loss: { type: "binary-focal", gamma: 2 }, classCount: 2 }),
];

/** The family of pictures: the lessons' networks and ours. */
export const pictureCases: readonly NetworkCase[] = [...lessons, ...compacts];

export const mlp: NetworkCase = {
  name: "mlp-64-64",
  spec: {
    inputShape: [20],
    layers: [...hiddenLayers({ units: [64, 64], dropout: 0, activation: "relu" }), logits(1)],
  },
  ...yesOrNo,
};

/** Each normalisation of a batch follows a layer without bias: the gradient of one would be rounding, which Adam scales up. */
export const normalised: NetworkCase = {
  name: "batch normalisation, depthwise, separable and dropout",
  spec: {
    inputShape: [11, 10, 2],
    layers: [
      { type: "conv2d", filters: 8, kernelSize: 3, activation: "linear", useBias: false },
      { type: "batch-normalization" },
      { type: "depthwise-conv2d", kernelSize: 3, padding: "same", activation: "relu" },
      { type: "average-pooling2d", poolSize: 2, padding: "same" },
      { type: "dropout", rate: 0.25 },
      { type: "separable-conv2d", filters: 12, kernelSize: 3, activation: "tanh" },
      { type: "global-average-pooling" },
      { type: "dense", units: 16, activation: "sigmoid" },
      { type: "batch-normalization" },
      logits(classes.classCount),
    ],
  },
  ...classes,
};

const text: NetworkCase = {
  name: "embedding, 1-D convolution and layer normalisation",
  spec: {
    inputShape: [13],
    layers: [
      { type: "embedding", inputDim: 17, outputDim: 6 },
      { type: "conv1d", filters: 8, kernelSize: 3, activation: "relu" },
      { type: "max-pooling1d", poolSize: 2 },
      { type: "layer-normalization" },
      { type: "global-max-pooling" },
      logits(classes.classCount),
    ],
  },
  idsBelow: 17,
  ...classes,
};

/** Rows of ids whose 0 fills up what is shorter. */
const recurrent: NetworkCase = {
  name: "embedding, bidirectional LSTM, GRU and simple RNN, padded and with dropout",
  spec: {
    inputShape: [9],
    layers: [
      { type: "embedding", inputDim: 17, outputDim: 6 },
      { type: "bidirectional", layer: { type: "lstm", units: 7, returnSequences: true, dropout: 0.2 } },
      { type: "gru", units: 9, returnSequences: true, recurrentDropout: 0.3 },
      { type: "simple-rnn", units: 8 },
      logits(classes.classCount),
    ],
    isPadded: true,
  },
  idsBelow: 17,
  ...classes,
};

const attending: readonly NetworkCase[] = [
  {
    name: "embedding, positions and Transformer blocks, padded and with dropout",
    spec: {
      inputShape: [9],
      layers: [
        { type: "embedding", inputDim: 17, outputDim: 8 },
        { type: "positions", kind: "sinusoidal" },
        { type: "transformer-block", heads: 2, activation: "gelu", dropout: 0.1 },
        { type: "transformer-block", heads: 2, activation: "relu", isCausal: true },
        { type: "layer-normalization" },
        { type: "global-average-pooling" },
        logits(classes.classCount),
      ],
      isPadded: true,
    },
    idsBelow: 17,
    ...classes,
  },
  {
    name: "patches, learned positions, self-attention and gate",
    spec: {
      inputShape: [9, 8, 2],
      layers: [
        { type: "patches", size: 3 },
        { type: "dense", units: 10, activation: "tanh" },
        { type: "positions", kind: "learned" },
        { type: "self-attention", heads: 1, keyDim: 7, dropout: 0.2 },
        { type: "attention-gate", dropout: 0.2 },
        logits(classes.classCount),
      ],
    },
    ...classes,
  },
];

export const autoencoders: readonly NetworkCase[] = [
  {
    name: "autoencoder of dense layers",
    spec: denseAutoencoder([12, 9, 1], 10, "sigmoid"),
    loss: "mean-squared-error",
    classCount: null,
  },
  {
    name: "autoencoder of convolutions",
    spec: {
      inputShape: [8, 10, 1],
      layers: [
        { type: "conv2d", filters: 6, kernelSize: 3, strides: 2, padding: "same", activation: "relu" },
        { type: "conv2d-transpose", filters: 1, kernelSize: 3, strides: 2, padding: "same", activation: "sigmoid" },
        { type: "flatten" },
      ],
    },
    loss: "mean-squared-error",
    classCount: null,
  },
  {
    name: "autoencoder of convolutions around a dense code",
    spec: planAutoencoder([8, 8, 2], { architecture: "deep", filters: 4, codeSize: 5 }).spec,
    loss: "mean-squared-error",
    classCount: null,
    scale: 0.3,
  },
  ...["deep", "recurrent"].map((architecture): NetworkCase => ({
    name: `autoencoder of windows, ${architecture}`,
    spec: planAutoencoder([10, 3], { architecture, filters: 4, units: [6], codeSize: 5 }).spec,
    loss: "mean-squared-error",
    classCount: null,
    scale: 0.3,
  })),
  ...[[8, 8, 1], [7]].map((shape): NetworkCase => ({
    name: `variational autoencoder of [${shape.join(", ")}]`,
    spec: planAutoencoder(shape, {
      ...{ architecture: "deep", filters: 4, units: [6] },
      ...{ codeSize: 8, variational: true },
    }).spec,
    loss: { type: "variational", beta: 0.1, codeSize: 8 },
    classCount: null,
    scale: 0.3,
  })),
];

export const networkCases = [...pictureCases, mlp, ...autoencoders, normalised, text, recurrent, ...attending];

/** Seeded rows whose class shows in all their inputs. */
function rowsOf({ spec, classCount, idsBelow, scale = 1 }: NetworkCase): Rows {
  const random = createRandom(5);
  const rowCount = batchSize * batchCount;
  const width = sizeOf(spec.inputShape);
  const codes = Float64Array.from({ length: rowCount }, () => random.below(classCount ?? 3));
  const inputs = Float64Array.from({ length: rowCount * width }, (_, i) => {
    const code = codes[Math.floor(i / width)]!; // one for each row
    if (idsBelow !== undefined) return (random.below(idsBelow) + code) % idsBelow;
    return scale * (0.7 * random.next() + 0.3 * Math.sin(1 + i * (code + 1)) ** 2);
  });
  return {
    inputs: createBlock(inputs, [rowCount, ...spec.inputShape]),
    targets: classCount === null ? inputs : codes,
    targetWidth: classCount === null ? width : 1,
    weights: Float32Array.from({ length: rowCount }, () => 0.5 + random.next()),
  };
}

const learningRates: { readonly [Id in OptimizerId]: number } = {
  sgd: 0.03,
  momentum: 0.01,
  rmsprop: 0.003,
  adam: 0.003,
  adamw: 0.003,
};

export const batchSize = 6;
export const batchCount = 3;

/** Losses of the first steps on the backend in use, each the sum over its batch. */
export async function networkLosses(networkCase: NetworkCase, id: OptimizerId, stepCount: number) {
  const before = tf.memory().numTensors;
  const loss = lossOf(networkCase.loss);
  const network = createNetwork(networkCase.spec, createRandom(1));
  const optimizer = createOptimizer(network.weights, { id, penalty: 1e-3, decay: 1e-2 });
  optimizer.setLearningRate(learningRates[id]);
  const source = createRowSource(rowsOf(networkCase), loss);
  const batches = source.batches(batchSize);
  batches.deal(Int32Array.from({ length: batchSize * batchCount }, (_, row) => row));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  const found: number[] = [];
  for (let index = 0; index < stepCount; index++) {
    // The last batch is filled up by rows that count nothing.
    const place = index % batchCount;
    step.run(place, place === batchCount - 1 ? 4 : batchSize);
    found.push((await step.report()).lossTotal);
  }
  for (const owner of [step, batches, source, optimizer, network]) owner.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return found;
}
