/** Fully connected: outputs = activation(inputs · kernel + bias), for rows, or for each step of a sequence. */
import { fusedDense } from "../kernels/fused-dense";
import type { Activation } from "./activation";
import { activated, activationLabel } from "./activation";
import type { Biased } from "./bias";
import { biasWeights } from "./bias";
import { glorotUniform, zeros } from "./initializers";
import type { LayerKind } from "./layer";

export interface DenseSpec extends Biased {
  readonly type: "dense";
  readonly units: number;
  readonly activation: Activation;
  /** Start the kernel from zeros: right for a single layer, whose loss is convex. */
  readonly startsAtZero?: boolean;
}

export const dense: LayerKind<DenseSpec> = {
  label({ units, activation }) {
    const after = activationLabel(activation);
    return { en: `Dense ${units}${after}`, zh: `全连接 ${units}${after}` };
  },
  isStochastic: false,
  outputShape(spec, inputShape) {
    if (inputShape.length !== 1 && inputShape.length !== 2)
      throw new RangeError(
        `a dense layer takes rows or sequences [step, feature], not the shape [${inputShape.join(", ")}]`,
      );
    return [...inputShape.slice(0, -1), spec.units];
  },
  weights(spec, inputShape) {
    const inputCount = inputShape.at(-1) ?? 0;
    const shape = [inputCount, spec.units];
    return [
      {
        name: "kernel",
        shape,
        isDecayed: true,
        initialise: (random) =>
          spec.startsAtZero ? zeros(shape) : glorotUniform(shape, inputCount, spec.units, random),
      },
      ...biasWeights(spec.units, spec.useBias),
    ];
  },
  apply({ activation }, inputs, [kernel, bias]) {
    return activated(activation, (own) => fusedDense(inputs, kernel!, bias ?? null, own)); // made by weights()
  },
};
