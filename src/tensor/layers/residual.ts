/**
 * Layers whose outputs are added to what came in (He et al. 2016): they only learn the difference. Where the shape changes, the
 * shortcut is a convolution of 1 × 1 without bias; the inner layers must leave height and width as they are. Made for given inner
 * layers, so that the registry can name both.
 */
import type { Wording } from "../../core/wording";
import { fusedConv2d } from "../kernels/fused-convolution";
import { tf } from "../tf";
import type { Activation } from "./activation";
import { bend } from "./activation";
import { glorotUniform } from "./initializers";
import type { LayerKind, WeightSpec } from "./layer";
import { imageShape } from "./sliding-window";

export interface ResidualSpec<Inner> {
  readonly type: "residual";
  /** None of them may draw random numbers. */
  readonly layers: readonly Inner[];
  /** Of the sum. */
  readonly activation: Activation;
}

interface PlannedInner<Inner> {
  readonly spec: Inner;
  readonly kind: LayerKind<Inner>;
  readonly outputShape: readonly number[];
  readonly weights: readonly WeightSpec[];
}

/** The residual layer around layers whose kinds `kindOf` knows. Its weights are named "number of the inner layer/name", those of the shortcut "shortcut/kernel". */
export function residualOf<Inner extends { readonly type: string }>(
  kindOf: (spec: Inner) => LayerKind<Inner>,
): LayerKind<ResidualSpec<Inner>> {
  const plan = ({ layers }: ResidualSpec<Inner>, inputShape: readonly number[]): readonly PlannedInner<Inner>[] => {
    let shape = inputShape;
    return layers.map((spec) => {
      const kind = kindOf(spec);
      if (kind.isStochastic) throw new RangeError("a residual layer holds no layers that draw random numbers");
      const weights = kind.weights(spec, shape);
      shape = kind.outputShape(spec, shape);
      return { spec, kind, outputShape: shape, weights };
    });
  };
  const outputShapeOf = (spec: ResidualSpec<Inner>, inputShape: readonly number[]): readonly number[] => {
    const [height, width] = imageShape("a residual layer", inputShape);
    const outputShape = plan(spec, inputShape).at(-1)?.outputShape ?? inputShape;
    if (outputShape[0] !== height || outputShape[1] !== width || outputShape.length !== 3)
      throw new RangeError(
        `a residual layer adds what came in [${inputShape.join(", ")}] to [${outputShape.join(", ")}]: the sizes differ`,
      );
    return outputShape;
  };
  return {
    label: ({ layers }) =>
      labelOf(layers.filter((layer) => !isNormalisation(layer)).map((layer) => kindOf(layer).label(layer))),
    isStochastic: false,
    outputShape: outputShapeOf,
    innerShapes: (spec, inputShape) => plan(spec, inputShape).map((layer) => layer.outputShape),
    weights(spec, inputShape) {
      const inner = plan(spec, inputShape).flatMap((layer, index) =>
        layer.weights.map((weight) => ({ ...weight, name: `${index}/${weight.name}` })),
      );
      return [...inner, ...shortcutWeights(inputShape.at(-1) ?? 0, outputShapeOf(spec, inputShape).at(-1) ?? 0)];
    },
    apply(spec, inputs, weights, mode) {
      let used = 0;
      let values = inputs;
      for (const layer of plan(spec, inputs.shape.slice(1))) {
        const own = weights.slice(used, (used += layer.weights.length));
        values = layer.kind.apply(layer.spec, values, own, mode);
      }
      const kernel = weights[used];
      const shortcut = kernel
        ? fusedConv2d(inputs, kernel, null, { strides: [1, 1], pad: "valid", activation: "linear" })
        : inputs;
      return bend(tf.add(values, shortcut), spec.activation);
    },
  };
}

const isNormalisation = ({ type }: { readonly type: string }) => type.endsWith("-normalization");

/** None where as many channels come out as go in. */
function shortcutWeights(channels: number, filters: number): readonly WeightSpec[] {
  if (channels === filters) return [];
  const shape = [1, 1, channels, filters];
  return [
    {
      name: "shortcut/kernel",
      shape,
      isDecayed: true,
      initialise: (random) => glorotUniform(shape, channels, filters, random),
    },
  ];
}

/** What it is made of, without the normalisations between: alike ones counted. */
function labelOf(inner: readonly Wording[]): Wording {
  const counts = new Map<string, { readonly label: Wording; count: number }>();
  for (const label of inner) {
    const known = counts.get(label.en);
    if (known) known.count += 1;
    else counts.set(label.en, { label, count: 1 });
  }
  const join = (locale: keyof Wording) =>
    [...counts.values()].map(({ label, count }) => (count > 1 ? `${count} × ` : "") + label[locale]).join(" · ");
  return { en: `Residual: ${join("en")}`, zh: `残差块：${join("zh")}` };
}
