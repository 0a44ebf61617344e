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
  /** Share of the learning rate that each weight has, 1 where left out. Those at 0 stand still: nothing is kept for them, and their gradients do not count. */
  readonly shares?: readonly number[];
}

/**
 * Updates everything in one call, in place, without an output. Inputs: `learningRate`, one number or several; `scalar0` … in the order of the
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
  const shareOf = (i: number) => settings.shares?.[i] ?? 1;
  const moving = weights.flatMap((weight, place) => (shareOf(place) === 0 ? [] : [{ weight, place }]));
  const shares = [...new Set(moving.map(({ place }) => shareOf(place)))];
  const learningRate = scope.variable(shares.length > 1 ? [shares.length] : []);
  const scalars = rule.scalars.map((name) => ({ name: `scalar/${name}`, variable: scope.variable([]) }));
  const states = moving.map(({ weight, place }) => ({
    weight,
    place,
    rate: shares.indexOf(shareOf(place)),
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
  const kernelSettings = {
    rule: settings.id,
    penalty,
    decay,
    clipNorm,
    decayed: states.map(({ weight }) => weight.isDecayed),
    rates: states.map(({ rate }) => rate),
    rateCount: Math.max(1, shares.length),
    count: states.length,
    slots: rule.slots.length,
  } satisfies UpdateSettings;

  function updateAll(gradients: readonly tf.Tensor[]): void {
    gradients.forEach((gradient, i) => (inputs[gradientNames[i]!] = gradient)); // one for each weight
    runKernel(updateName, inputs, kernelSettings);
  }

  /** Of several numbers the one for a weight. */
  function own(numbers: tf.Tensor, rate: number): tf.Tensor {
    return shares.length > 1 ? tf.reshape(tf.slice(numbers, [rate], [1]), []) : numbers;
  }

  function updateEach(given: readonly tf.Tensor[]): void {
    const gradients = clipNorm === 0 ? given : clippedGradients(given, clipNorm, constant);
    const [rates, ...others] = rule.begin(
      scalars.map(({ variable }) => variable),
      learningRate,
      constant,
    );
    const shrink = decay === 0 ? null : tf.sub(one, tf.mul(learningRate, constant(decay)));
    states.forEach(({ weight, slots, rate }, i) => {
      const { variable, isDecayed } = weight;
      let gradient = gradients[i]!; // one for each weight
      if (isDecayed && penalty !== 0) gradient = tf.add(gradient, tf.mul(variable, constant(penalty)));
      if (isDecayed && shrink) variable.assign(tf.mul(variable, own(shrink, rate)));
      rule.update(
        variable,
        gradient,
        slots.map((slot) => slot.variable),
        [own(rates!, rate), ...others], // every rule gives them
        constant,
      );
    });
  }

  return {
    variables: [learningRate, ...remembered.map(({ variable }) => variable)],
    apply(gradients) {
      const own = states.map(({ place }) => gradients[place]!); // one for each weight
      (hasKernel(updateName) ? updateAll : updateEach)(own);
    },
    setLearningRate(value) {
      const rates = shares.length > 1 ? shares.map((share) => share * value) : [(shares[0] ?? 1) * value];
      setNumbers(learningRate, Float32Array.from(rates));
    },
    save: () => saveVariables(remembered),
    load: (blocks) => loadVariables(remembered, blocks),
    dispose: () => scope.dispose(),
  };
}
