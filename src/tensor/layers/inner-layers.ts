/** What layers need that are made of others. */
import { scramble } from "../kernels/cpu/seeded-mask";
import type { tf } from "../tf";
import { dropout } from "./dropout";
import type { LayerKind, LayerMode, WeightSpec } from "./layer";

export interface InnerLayer<Spec> {
  readonly spec: Spec;
  readonly kind: LayerKind<Spec>;
  readonly outputShape: readonly number[];
  readonly weights: readonly WeightSpec[];
}

/** Layers one after the other, the first of which takes cases of this shape. */
export function planLayers<Spec>(
  specs: readonly Spec[],
  inputShape: readonly number[],
  kindOf: (spec: Spec) => LayerKind<Spec>,
): readonly InnerLayer<Spec>[] {
  let shape = inputShape;
  return specs.map((spec) => {
    const kind = kindOf(spec);
    const weights = kind.weights(spec, shape);
    shape = kind.outputShape(spec, shape);
    return { spec, kind, outputShape: shape, weights };
  });
}

/** Their weights, named "number of the layer/name". */
export function weightsOfLayers(layers: readonly Pick<InnerLayer<unknown>, "weights">[]): readonly WeightSpec[] {
  return layers.flatMap(({ weights }, index) => weightsUnder(String(index), weights));
}

export function applyLayers<Spec>(
  layers: readonly InnerLayer<Spec>[],
  inputs: tf.Tensor,
  weights: readonly tf.Tensor[],
  mode: LayerMode,
): tf.Tensor {
  const shares = shareOut(
    weights,
    layers.map((layer) => layer.weights),
  );
  return layers.reduce((values, { kind, spec }, i) => kind.apply(spec, values, shares[i] ?? [], mode), inputs);
}

/** The same weights, each named "name/its own name". */
export function weightsUnder(name: string, weights: readonly WeightSpec[]): readonly WeightSpec[] {
  return weights.map((weight) => ({ ...weight, name: `${name}/${weight.name}` }));
}

/** The variables of each layer inside, in the order of their weights; those behind them are left. */
export function shareOut(
  variables: readonly tf.Tensor[],
  weights: readonly (readonly WeightSpec[])[],
): readonly (readonly tf.Tensor[])[] {
  let used = 0;
  return weights.map((own) => variables.slice(used, (used += own.length)));
}

/** A stream of random numbers of its own for each of several draws. */
export function streamOf(mode: LayerMode, stream: number): LayerMode {
  return { ...mode, seed: scramble(mode.seed + stream) >>> 1 };
}

/** Dropout by a stream of its own. */
export function dropBy(rate: number, mode: LayerMode, stream: number, values: tf.Tensor): tf.Tensor {
  return dropout.apply({ type: "dropout", rate }, values, [], streamOf(mode, stream));
}
