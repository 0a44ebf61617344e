/**
 * activation(x ∗ filter + bias) in one kernel, while fitting too: for convolutions what fused-dense.ts is for dense layers.
 */
import { tf } from "../tf";
import type { FusedActivation } from "./activation-grad";
import { activationGrad } from "./activation-grad";
import { hasKernel, runKernel } from "./native-kernel";

export interface ConvolutionSettings {
  /** Steps down and to the right. */
  readonly strides: readonly [number, number];
  readonly pad: "same" | "valid";
  readonly activation: FusedActivation;
}

/** What the kernels forwards and backwards are told of the geometry. */
type Geometry = { readonly strides: number[]; readonly pad: string; readonly dataFormat: string };

/** What the kernel forwards and its gradient are told besides. */
type Settings = { readonly activation: FusedActivation; readonly hasBias: boolean };

/** {x, dy, y}, the geometry and the attribute `activation` to the gradients by filter and bias, where a backend makes both at once. */
const gradientName = "ConvolutionGrad";

/** {filter, dy, y} and the same attributes to the gradient by the images; there wherever the other is. */
const inputGradientName = "ConvolutionInputGrad";

registerConvolution(tf.FusedConv2D, tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter, gradientName);
registerConvolution(
  tf.FusedDepthwiseConv2D,
  tf.DepthwiseConv2dNativeBackpropInput,
  tf.DepthwiseConv2dNativeBackpropFilter,
);

function registerConvolution(
  kernelName: string,
  inputKernel: string,
  filterKernel: string,
  gradientName?: string,
): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ["x", "filter"],
    outputsToSave: [true],
    gradFunc(dy, saved, attrs) {
      const [x, filter, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor]; // the two inputs and the output
      const { activation, hasBias, ...geometry } = attrs as Settings & Geometry; // given by run()
      if (gradientName && (hasBias || activation !== "linear") && hasKernel(gradientName)) {
        const settings = { ...geometry, activation };
        const given = { dy: dy as tf.Tensor, y }; // one output
        const [dFilter, dBias] = runKernel(gradientName, { x, ...given }, { ...settings, filterShape: filter.shape });
        const dx = () => runKernel(inputGradientName, { filter, ...given }, { ...settings, inputShape: x.shape })[0]!; // its one output
        return { x: dx, filter: () => dFilter!, bias: () => dBias! }; // its two outputs
      }
      const { dz, dBias } = activationGrad(dy as tf.Tensor, y, activation, hasBias); // one output
      const back = (name: string, inputs: tf.NamedTensorMap, shapes: { [name: string]: number[] }) =>
        tf.engine().runKernel<tf.Tensor>(name, inputs, { ...geometry, ...shapes });
      return {
        x: () => back(inputKernel, { dy: dz, filter }, { inputShape: x.shape }),
        filter: () => back(filterKernel, { x, dy: dz }, { filterShape: filter.shape }),
        bias: dBias,
      };
    },
  });
}

/** x [batch, height, width, channel], filter [height, width, channel, filter] and bias [filter]: [batch, y, x, filter]. */
export function fusedConv2d(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor | null,
  settings: ConvolutionSettings,
): tf.Tensor4D {
  return run(tf.FusedConv2D, x, filter, bias, settings);
}

/**
 * Every channel by itself: filter [height, width, channel, multiplier] and bias [channel × multiplier] to
 * [batch, y, x, channel × multiplier].
 */
export function fusedDepthwiseConv2d(
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor | null,
  settings: ConvolutionSettings,
): tf.Tensor4D {
  return run(tf.FusedDepthwiseConv2D, x, filter, bias, settings);
}

function run(
  kernelName: string,
  x: tf.Tensor,
  filter: tf.Tensor,
  bias: tf.Tensor | null,
  { strides, pad, activation }: ConvolutionSettings,
): tf.Tensor4D {
  const inputs: tf.NamedTensorMap = bias ? { x, filter, bias } : { x, filter };
  const geometry = { strides: [...strides], pad, dataFormat: "NHWC", dilations: [1, 1] };
  const attrs = { ...geometry, activation, hasBias: bias !== null };
  return tf.engine().runKernel<tf.Tensor4D>(kernelName, inputs, attrs);
}
