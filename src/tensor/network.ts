/** A stack of layers with its weights on the device. The shapes are plain data and need no device. */
import type { Block } from "../core/block";
import { sizeOf } from "../core/block";
import type { NetworkSummary } from "../core/network-summary";
import type { Random } from "../core/random";
import type { Attending } from "./kernels/attention";
import type { LayerMode, WeightSpec } from "./layers/layer";
import type { LayerSpec } from "./layers/registry";
import { layerKind } from "./layers/registry";
import { copyOf, TensorScope } from "./scope";
import { tf } from "./tf";
import { downloadAll, toFloat32, upload } from "./transfer";

export interface NetworkSpec {
  /** Shape of one case, without the batch axis. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
  /** Whether inputs are rows of token numbers in which 0 fills up what is shorter. */
  readonly isPadded?: boolean;
}

export interface NetworkVariable {
  /** "0/kernel": number of the layer and name within it, which may itself be a path. */
  readonly name: string;
  readonly variable: tf.Variable;
}

export interface NetworkWeight extends NetworkVariable {
  readonly isDecayed: boolean;
}

/** Owns its weights: whoever made it disposes of it. */
export interface Network {
  readonly spec: NetworkSpec;
  /** What is learned by gradient. */
  readonly weights: readonly NetworkWeight[];
  /** What layers measure while fitting: saved with the weights, but no gradient, optimiser or decay knows of it. */
  readonly measured: readonly NetworkVariable[];
  /** Whether a layer draws random numbers while fitting. */
  readonly isStochastic: boolean;
  /**
   * [batch, ...inputShape] to [batch, ...outputShape]. `step` is the scalar of the step while fitting, null to predict.
   * `watch` is shown what each layer, by number, gives.
   */
  apply(inputs: tf.Tensor, step: tf.Tensor | null, watch?: (index: number, values: tf.Tensor) => void): tf.Tensor;
  /** How a layer, by number, attends when predicting. Throws a RangeError for a layer that does not attend. */
  attentionOf(inputs: tf.Tensor, index: number): Attending;
  save(): Promise<Readonly<Record<string, Block>>>;
  load(blocks: Readonly<Record<string, Block>>): void;
  dispose(): void;
}

interface PlannedLayer {
  readonly spec: LayerSpec;
  readonly outputShape: readonly number[];
  readonly innerShapes: readonly (readonly number[])[];
  readonly weights: readonly WeightSpec[];
}

function plan(spec: NetworkSpec): readonly PlannedLayer[] {
  let shape = spec.inputShape;
  return spec.layers.map((layer) => {
    const kind = layerKind(layer);
    const weights = kind.weights(layer, shape);
    const innerShapes = kind.innerShapes?.(layer, shape) ?? [];
    shape = kind.outputShape(layer, shape);
    return { spec: layer, outputShape: shape, innerShapes, weights };
  });
}

/** Start values come from `random`; every layer draws from a stream of its own. */
export function createNetwork(spec: NetworkSpec, random: Random): Network {
  const scope = new TensorScope();
  const layers = plan(spec).map((layer, index) => {
    const stream = random.fork(index);
    const weights = layer.weights.map((weight) => ({
      name: `${index}/${weight.name}`,
      isDecayed: weight.isDecayed,
      isMeasured: weight.isMeasured === true,
      variable: scope.variable(weight.shape, weight.initialise(stream)),
    }));
    return { ...layer, weights, seed: stream.fork("mask").below(2 ** 31) };
  });
  const variables = layers.flatMap((layer) => layer.weights);
  return {
    spec,
    weights: variables.filter(({ isMeasured }) => !isMeasured),
    measured: variables.filter(({ isMeasured }) => isMeasured),
    isStochastic: spec.layers.some((layer) => layerKind(layer).isStochastic),
    apply(inputs, step, watch) {
      const modeAt = modesOf(spec, inputs, step);
      return layers.reduce((values, layer, index) => {
        const outputs = layerKind(layer.spec).apply(layer.spec, values, variablesOf(layer), modeAt(values, layer.seed));
        watch?.(index, outputs);
        return outputs;
      }, inputs);
    },
    attentionOf(inputs, index) {
      const layer = layers[index];
      const kind = layer ? layerKind(layer.spec) : null;
      if (!layer || !kind?.attention) throw new RangeError(`layer ${index} does not attend`);
      const modeAt = modesOf(spec, inputs, null);
      const values = layers
        .slice(0, index)
        .reduce(
          (values, { spec, seed, weights }) =>
            layerKind(spec).apply(spec, values, variablesOf({ weights }), modeAt(values, seed)),
          inputs,
        );
      return kind.attention(layer.spec, values, variablesOf(layer), modeAt(values, layer.seed));
    },
    save: () => saveVariables(variables),
    load: (blocks) => loadVariables(variables, blocks),
    dispose: () => scope.dispose(),
  };
}

function variablesOf({ weights }: { readonly weights: readonly NetworkVariable[] }): readonly tf.Variable[] {
  return weights.map(({ variable }) => variable);
}

/** How a layer is applied to what comes to it. */
function modesOf({ isPadded }: NetworkSpec, inputs: tf.Tensor, step: tf.Tensor | null) {
  const mask = isPadded ? maskOf(inputs) : null;
  return (values: tf.Tensor, seed: number): LayerMode => {
    const hasSteps = values === inputs || (values.rank === 3 && values.shape[1] === inputs.shape[1]);
    return { isFitting: step !== null, seed, step, mask: hasSteps ? mask : null };
  };
}

/** [batch, step] of token numbers: 1 where there is a token. */
function maskOf(tokens: tf.Tensor): tf.Tensor2D {
  return tf.cast(tf.notEqual(tokens as tf.Tensor2D, tf.fill([], 0)), "float32"); // rows of tokens
}

/** The numbers of variables by name. */
export function saveVariables(variables: readonly NetworkVariable[]): Promise<Readonly<Record<string, Block>>> {
  return downloadAll(Object.fromEntries(variables.map(({ name, variable }) => [name, variable])));
}

/** Puts saved numbers into variables of the same names. Throws where one is missing or has another shape. */
export function loadVariables(variables: readonly NetworkVariable[], blocks: Readonly<Record<string, Block>>): void {
  for (const { name, variable } of variables) {
    const block = blocks[name];
    if (!block) throw new RangeError(`no numbers are saved for “${name}”`);
    const values = upload({ data: toFloat32(block.data), shape: block.shape });
    variable.assign(values);
    values.dispose();
  }
}

/** Puts these numbers into the variables of their names and leaves the others as they are. Throws where there is no such variable. */
export function startFrom(network: Network, start: Readonly<Record<string, Block>>): void {
  const known = [...network.weights, ...network.measured];
  const chosen = known.filter(({ name }) => Object.hasOwn(start, name));
  if (chosen.length < Object.keys(start).length)
    throw new RangeError("numbers are given for what is not in the network");
  loadVariables(chosen, start);
}

/** Weights and measured variables set aside on the device, to be put back later. */
export interface Snapshot {
  take(): void;
  restore(): void;
  save(): Promise<Readonly<Record<string, Block>>>;
  load(blocks: Readonly<Record<string, Block>>): void;
  dispose(): void;
}

/** A second copy of a network's variables, taken at once. */
export function createSnapshot(network: Network): Snapshot {
  const scope = new TensorScope();
  const one = scope.constant(1);
  const pairs = scope.orNothing(() =>
    [...network.weights, ...network.measured].map(({ name, variable }) => {
      const start = copyOf<tf.Tensor>(variable, one);
      const copy = tf.variable(start);
      start.dispose();
      return { name, original: variable, variable: scope.own(copy) };
    }),
  );
  const copy = (from: tf.Variable, to: tf.Variable) => tf.tidy(() => to.assign(copyOf<tf.Tensor>(from, one)));
  return {
    take: () => pairs.forEach(({ original, variable }) => copy(original, variable)),
    restore: () => pairs.forEach(({ original, variable }) => copy(variable, original)),
    save: () => saveVariables(pairs),
    load: (blocks) => loadVariables(pairs, blocks),
    dispose: () => scope.dispose(),
  };
}

/** The layers that attend, by number. */
export function attendingLayers({ layers }: NetworkSpec): readonly number[] {
  return layers.flatMap((layer, index) => (layerKind(layer).attention ? [index] : []));
}

/** Numbers of the largest single array that a step needs: a weight, or the values of a batch between two layers. */
export function largestArray(spec: NetworkSpec, batchSize: number): number {
  const weights = plan(spec).flatMap((layer) => layer.weights.map((weight) => sizeOf(weight.shape)));
  return Math.max(...weights, batchSize * largestValues(spec));
}

/** Numbers of a case where it is largest on its way, the input included. Throws where its layers do not fit. */
export function largestValues(spec: NetworkSpec): number {
  return Math.max(...[spec.inputShape, ...plan(spec).flatMap(shapesOf)].map(sizeOf));
}

/**
 * The network as a drawing; its counts are of learned numbers. `slotCount` is the number of arrays that the optimiser
 * keeps beside each weight.
 */
export function summariseNetwork(spec: NetworkSpec, batchSize: number, slotCount: number): NetworkSummary {
  const plans = plan(spec);
  const layers = plans.map((layer) => ({
    type: layer.spec.type,
    label: layerKind(layer.spec).label(layer.spec),
    outputShape: layer.outputShape,
    weightCount: countOf(layer.weights.filter(({ isMeasured }) => !isMeasured)),
    valueCount: shapesOf(layer).reduce((size, shape) => size + sizeOf(shape), 0),
  }));
  const weightCount = layers.reduce((count, layer) => count + layer.weightCount, 0);
  const measuredCount = countOf(plans.flatMap((layer) => layer.weights)) - weightCount;
  const caseSize = layers.reduce((size, layer) => size + layer.valueCount, sizeOf(spec.inputShape));
  // Weights, best weights, gradients and slots; each activation is held forwards and backwards.
  const numbers = weightCount * (3 + slotCount) + 2 * measuredCount + 2 * batchSize * caseSize;
  return { inputShape: spec.inputShape, layers, weightCount, memoryBytes: numbers * Float32Array.BYTES_PER_ELEMENT };
}

/** Of all that a layer holds of a case. */
function shapesOf({ outputShape, innerShapes }: PlannedLayer): readonly (readonly number[])[] {
  return [...innerShapes, outputShape];
}

function countOf(weights: readonly WeightSpec[]): number {
  return weights.reduce((count, weight) => count + sizeOf(weight.shape), 0);
}
