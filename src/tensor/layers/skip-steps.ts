/** Leaves the first steps of a sequence out: what a decoder has written stays, what the encoder has read goes. */
import type { LayerKind } from "./layer";
import { stepsOf } from "./part";
import { sequenceShape } from "./sliding-window";

export interface SkipStepsSpec {
  readonly type: "skip-steps";
  readonly steps: number;
}

export const skipSteps: LayerKind<SkipStepsSpec> = {
  label: ({ steps }) => ({ en: `Without the first ${steps} steps`, zh: `去掉前 ${steps} 步` }),
  isStochastic: false,
  outputShape({ steps }, inputShape) {
    const [all, width] = sequenceShape("a layer that skips steps", inputShape);
    return [all - steps, width];
  },
  weights: () => [],
  apply: ({ steps }, inputs) => stepsOf(inputs, steps, inputs.shape[1] ?? 0),
};
