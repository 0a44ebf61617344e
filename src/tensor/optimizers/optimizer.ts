/**
 * Gradient descent of our own: weights and state are variables updated in place, and the learning rate and all running
 * numbers are values on the device, so that a recorded step can be played again.
 */
import type { Block } from "../../core/block";
import type { NetworkWeight } from "../network";
import { loadVariables } from "../network";
import { TensorScope } from "../scope";
import { tf } from "../tf";
import { downloadAll } from "../transfer";
import type { OptimizerId } from "./registry";
import { optimizerRules } from "./registry";
import type { Constant } from "./rule";

export interface Optimizer {
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
}

export function createOptimizer(weights: readonly NetworkWeight[], settings: OptimizerSettings): Optimizer {
  const rule = optimizerRules[settings.id];
  const scope = new TensorScope();
  const constant: Constant = (value) => scope.constant(value);
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

  return {
    apply(gradients) {
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
    },
    setLearningRate(value) {
      tf.tidy(() => learningRate.assign(tf.scalar(value)));
    },
    save: () => downloadAll(Object.fromEntries(remembered.map(({ name, variable }) => [name, variable]))),
    load: (blocks) => loadVariables(remembered, blocks),
    dispose: () => scope.dispose(),
  };
}
