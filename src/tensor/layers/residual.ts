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
import { applyLayers, planLayers, weightsOfLayers } from "./inner-layers";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind, WeightSpec } from "./layer";
import { imageShape } from "./sliding-window";

export interface ResidualSpec<Inner> {
  readonly type: "residual";
  /** None of them may draw random numbers. */
  readonly layers: readonly Inner[];
  /** Of the sum. */
  readonly activation: Activation;
}

/** The residual layer around layers whose kinds `kindOf` knows. Its weights are named "number of the inner layer/name", those of the shortcut "shortcut/kernel". */
export function residualOf<Inner extends { readonly type: string }>(
  kindOf: (spec: Inner) => LayerKind<Inner>,
): LayerKind<ResidualSpec<Inner>> {
  const plan = ({ layers }: ResidualSpec<Inner>, inputShape: readonly number[]) => {
    if (layers.some((layer) => kindOf(layer).isStochastic))
      throw new RangeError("a residual layer holds no layers that draw random numbers");
    return planLayers(layers, inputShape, kindOf);
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
      const shortcut = shortcutWeights(inputShape.at(-1) ?? 0, outputShapeOf(spec, inputShape).at(-1) ?? 0);
      return [...weightsOfLayers(plan(spec, inputShape)), ...shortcut];
    },
    apply(spec, inputs, weights, mode) {
      const inner = plan(spec, inputs.shape.slice(1));
      const values = applyLayers(inner, inputs, weights, mode);
      const kernel = weights[weightsOfLayers(inner).length];
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
  return [kernelWeight("shortcut/kernel", [1, 1, channels, filters], channels, filters)];
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
