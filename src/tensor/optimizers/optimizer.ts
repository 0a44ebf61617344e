/**
 * Gradient descent of our own: weights and state are variables updated in place, and the learning rate and all running
 * numbers are values on the device, so that a recorded step can be played again.
 */
import { clippedGradients } from "./clip-gradients";
import type { UpdateSettings } from "./update-settings";
import type { Block } from "../../core/block";
import { setNumbers } from "../in-place";
import { hasKernel, runKernel } from "../kernels/native-kernel";
import type { NetworkWeight } from "../network";
import { loadVariables, saveVariables } from "../network";
import { TensorScope } from "../scope";
import { tf } from "../tf";
import type { OptimizerId } from "./registry";
import { optimizerRules } from "./registry";
import type { Constant } from "./rule";

export interface Optimizer {
  /** All that it changes besides the weights, and the learning rate. */
  readonly variables: readonly tf.Variable[];
  /** Updates every weight from its gradient; to be called inside a tidy. */
  apply(gradients: readonly tf.Tensor[]): void;
  setLearningRate(value: number): void;
  save(): Promise<Readonly<Record<string, Block>>>;
  load(blocks: Readonly<Record<string, Block>>): void;
  dispose(): void;
}

export interface OptimizerSettings {
  readonly id: OptimizerId;
  /** λ of ½λ‖w‖² in the loss; its gradient is added, the reported loss leaves it out. */
  readonly penalty: number;
  /** Weight decay as the rule understands it: decoupled for AdamW, else the same as a penalty. */
  readonly decay: number;
  /** Norm that all gradients together are shortened to where they are longer, before anything is added to them; 0 or left out: never. */
  readonly clipNorm?: number;
}

/**
 * Updates everything in one call, in place, without an output. Inputs: `learningRate`; `scalar0` … in the order of the
 * rule's scalars; for each weight i `weight{i}`, `gradient{i}` and `slot{i}_{j}` in the order of the rule's slots.
 */
const updateName = "OptimizerUpdate";

export function createOptimizer(weights: readonly NetworkWeight[], settings: OptimizerSettings): Optimizer {
  const rule = optimizerRules[settings.id];
  const scope = new TensorScope();
  const constant: Constant = (value) => scope.constant(value);
  const { clipNorm = 0 } = settings;
  const penalty = settings.penalty + (rule.hasDecoupledDecay ? 0 : settings.decay);
  const decay = rule.hasDecoupledDecay ? settings.decay : 0;
  const learningRate = scope.variable([]);
  const scalars = rule.scalars.map((name) => ({ name: `scalar/${name}`, variable: scope.variable([]) }));
  const states = weights.map((weight) => ({
    weight,
    slots: rule.slots.map((slot) => ({
      name: `${slot}/${weight.name}`,
      variable: scope.variable(weight.variable.shape),
    })),
  }));
  const remembered = [...scalars, ...states.flatMap((state) => state.slots)];
  const one = constant(1);

  // What one call of the kernel takes but the gradients, with its names made once.
  const inputs: Record<string, tf.Tensor> = { learningRate };
  scalars.forEach(({ variable }, i) => (inputs[`scalar${i}`] = variable));
  const gradientNames = states.map(({ weight, slots }, i) => {
    inputs[`weight${i}`] = weight.variable;
    slots.forEach(({ variable }, j) => (inputs[`slot${i}_${j}`] = variable));
    return `gradient${i}`;
  });
  const decayed = weights.map(({ isDecayed }) => isDecayed);
  const kernelSettings = {
    rule: settings.id,
    penalty,
    decay,
    clipNorm,
    decayed,
    count: weights.length,
    slots: rule.slots.length,
  } satisfies UpdateSettings;

  function updateAll(gradients: readonly tf.Tensor[]): void {
    gradients.forEach((gradient, i) => (inputs[gradientNames[i]!] = gradient)); // one for each weight
    runKernel(updateName, inputs, kernelSettings);
  }

  function updateEach(given: readonly tf.Tensor[]): void {
    const gradients = clipNorm === 0 ? given : clippedGradients(given, clipNorm, constant);
    const shared = rule.begin(
      scalars.map(({ variable }) => variable),
      learningRate,
      constant,
    );
    const shrink = decay === 0 ? null : tf.sub(one, tf.mul(learningRate, constant(decay)));
    states.forEach(({ weight, slots }, i) => {
      const { variable, isDecayed } = weight;
      let gradient = gradients[i]!; // one for each weight
      if (isDecayed && penalty !== 0) gradient = tf.add(gradient, tf.mul(variable, constant(penalty)));
      if (isDecayed && shrink) variable.assign(tf.mul(variable, shrink));
      rule.update(
        variable,
        gradient,
        slots.map((slot) => slot.variable),
        shared,
        constant,
      );
    });
  }

  return {
    variables: [learningRate, ...remembered.map(({ variable }) => variable)],
    apply: (gradients) => (hasKernel(updateName) ? updateAll : updateEach)(gradients),
    setLearningRate: (value) => setNumbers(learningRate, Float32Array.of(value)),
    save: () => saveVariables(remembered),
    load: (blocks) => loadVariables(remembered, blocks),
    dispose: () => scope.dispose(),
  };
}
