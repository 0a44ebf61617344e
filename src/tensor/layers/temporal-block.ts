/**
 * A block of a temporal convolutional network (Bai, Kolter and Koltun 2018): two convolutions whose filters look back only, at
 * steps that lie `dilation` apart, each followed by its activation and, while fitting, dropout; what came in is added to what
 * they give. Before the first step there are zeros. Where the width changes, the shortcut is a linear map without bias. Their
 * weight normalisation is left out, and the sum is not bent again, so that the shortcut stays open from block to block.
 */
import { fusedDense } from "../kernels/fused-dense";
import { tf } from "../tf";
import type { Activation } from "./activation";
import { activated, activationLabel } from "./activation";
import { biasWeights } from "./bias";
import { dropBy, weightsUnder } from "./inner-layers";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind, WeightSpec } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface TemporalBlockSpec {
  readonly type: "temporal-block";
  readonly filters: number;
  /** Steps that a filter looks at, the step itself among them. */
  readonly kernelSize: number;
  readonly dilation: number;
  readonly activation: Activation;
  /** 0 where not given. */
  readonly dropout?: number;
}

export const temporalBlock: LayerKind<TemporalBlockSpec> = {
  label({ filters, kernelSize, dilation, activation }) {
    const what = `${kernelSize}, ${filters}`;
    const after = activationLabel(activation);
    return {
      en: `Temporal block ${what}, ${dilation} apart${after}`,
      zh: `时间卷积块 ${what}, 间隔 ${dilation}${after}`,
    };
  },
  isStochastic: true,
  outputShape({ filters }, inputShape) {
    const [steps] = sequenceShape("a temporal block", inputShape);
    return [steps, filters];
  },
  /** Kernels are [tap, channel, filter], the oldest tap first. */
  weights({ filters, kernelSize }, [, channels = 0]) {
    return [
      ...convolutionWeights("first", kernelSize, channels, filters),
      ...convolutionWeights("second", kernelSize, filters, filters),
      ...(channels === filters ? [] : [kernelWeight("shortcut/kernel", [channels, filters], channels, filters)]),
    ];
  },
  innerShapes({ filters, kernelSize }, [steps = 0, channels = 0]) {
    const same = [steps, filters];
    return [[steps, kernelSize * channels], same, [steps, kernelSize * filters], same, same];
  },
  apply(spec, inputs, [firstKernel, firstBias, secondKernel, secondBias, shortcut], mode) {
    const { dropout: rate = 0 } = spec;
    const drop = (x: tf.Tensor, stream: number) => dropBy(rate, mode, stream, x);
    const first = drop(lookBack(spec, inputs, firstKernel!, firstBias!), 1); // made by weights(), as the next
    const second = drop(lookBack(spec, first, secondKernel!, secondBias!), 2);
    return tf.add(second, shortcut ? fusedDense(inputs, shortcut, null, "linear") : inputs);
  },
};

/** [batch, step, channel] to [batch, step, filter]: the steps that a filter sees side by side, as rows of one product. */
function lookBack(spec: TemporalBlockSpec, inputs: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const { kernelSize, dilation, filters, activation } = spec;
  const [batch, steps, channels] = inputs.shape as [number, number, number]; // outputShape has checked the rank
  const reach = (kernelSize - 1) * dilation;
  const margins: [number, number][] = [
    [0, 0],
    [reach, 0],
    [0, 0],
  ];
  const padded = reach > 0 ? tf.pad(inputs, margins) : inputs;
  const taps = Array.from({ length: kernelSize }, (_, tap) =>
    tf.slice(padded, [0, tap * dilation, 0], [batch, steps, channels]),
  );
  const seen = kernelSize > 1 ? tf.concat(taps, 2) : inputs;
  const matrix = tf.reshape(kernel, [kernelSize * channels, filters]);
  return activated(activation, (own) => fusedDense(seen, matrix, bias, own));
}

function convolutionWeights(name: string, size: number, channels: number, filters: number): readonly WeightSpec[] {
  const kernel = kernelWeight("kernel", [size, channels, filters], size * channels, size * filters);
  return weightsUnder(name, [kernel, ...biasWeights(filters)]);
}
