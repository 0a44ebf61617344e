/** What a step changes in place: the weights with what their optimiser remembers, and the sums that it reports. */
import type { UpdateSettings } from "../../../optimizers/update-settings";
import { sizeOf } from "../../../../core/block";
import type { OptimizerId } from "../../../optimizers/registry";
import { tf } from "../../../tf";
import { Arena, placeLength } from "../arena";
import { largestArrayBytes, type WebgpuBackend } from "../backend";
import { dispatch, spread } from "../dispatch";
import type { WebgpuKernel } from "../kernel";
import { free, output } from "../kernel";
import { elementWise } from "../wgsl";

type Inputs = Readonly<Record<string, tf.TensorInfo>>;

/** What one optimiser updates, or as much of it as one buffer can hold, each kind side by side, the decayed weights first. */
interface Group {
  /** Number of the weight at each place. */
  readonly order: readonly number[];
  readonly weights: Arena;
  readonly slots: readonly Arena[];
  readonly gradients: Arena;
  /** Where the weights begin that are not decayed. */
  readonly decayedLength: number;
}

/** By the learning rate of the optimiser, which nobody else has. */
const groups = new WeakMap<tf.TensorInfo, readonly Group[]>();

const threads = 64;

/** WGSL of each rule for weight `w`, gradient `g`, slots `first` and `second`, and what `begin` gave. */
const rules: { readonly [Id in OptimizerId]: string } = {
  sgd: "w -= g * rate;",
  momentum: "first[at] = first[at] * 0.9 + g; w -= first[at] * rate;",
  rmsprop: "first[at] += (g * g - first[at]) * 0.1; w -= g / (sqrt(first[at]) + 1e-7) * rate;",
  adam: `first[at] += (g - first[at]) * 0.1; second[at] += (g * g - second[at]) * 0.001;
  w -= first[at] / (sqrt(second[at]) + guard) * rate;`,
  adamw: "",
};

/** OptimizerUpdate: every weight of a network in one program, and another one for numbers that they share. */
export const optimizerUpdate: WebgpuKernel = {
  name: "OptimizerUpdate",
  run({ inputs, attrs, backend }) {
    const settings = attrs as unknown as UpdateSettings; // given by the optimiser
    const isAdam = settings.rule === "adam" || settings.rule === "adamw";
    const rates = isAdam ? adamRates(backend, inputs) : inputs["learningRate"]!; // given by the optimiser
    for (const group of groupsOf(backend, inputs, settings)) update(backend, group, inputs, settings, rates);
    if (isAdam) free(backend, rates);
    return [];
  },
};

function update(
  backend: WebgpuBackend,
  group: Group,
  inputs: Inputs,
  settings: UpdateSettings,
  rates: tf.TensorInfo,
): void {
  const { weights, slots, gradients, order, decayedLength } = group;
  order.forEach((number, place) => gradients.copyIn(place, inputs[`gradient${number}`]!)); // the optimiser gives all of them
  const isAdam = settings.rule === "adam" || settings.rule === "adamw";
  const arrays = { weights, first: slots[0], second: slots[1] };
  const rule = isAdam ? rules.adam : rules[settings.rule];
  dispatch(backend, {
    key: `update by ${isAdam ? "adam" : settings.rule}`,
    outputs: Object.fromEntries(
      Object.entries(arrays).flatMap(([name, arena]) => (arena ? [[name, arena.whole]] : [])),
    ),
    inputs: { gradients: gradients.whole, rates, learningRate: inputs["learningRate"]! }, // as above
    uniforms: {
      size: weights.length,
      decayedLength,
      penalty: { float: settings.penalty },
      decay: { float: settings.decay },
    },
    groups: spread(Math.ceil(weights.length / threads)),
    code: () =>
      elementWise(
        threads,
        `var w = weights[at];
  var g = gradients[at];
  if (at < given.decayedLength) {
    g += w * given.penalty;
    w *= 1.0 - learningRate[0] * given.decay;
  }
  let rate = rates[0];
  ${isAdam ? "let guard = rates[1];" : ""}
  ${rule}
  weights[at] = w;`,
      ),
  });
}

/** Moves Adam's corrections on: [rate, guard] as optimizers/adam.ts has them. */
function adamRates(backend: WebgpuBackend, inputs: Inputs): tf.TensorInfo {
  const rates = output(backend, [2]);
  const [meanCorrection, squareCorrection] = [inputs["scalar0"]!, inputs["scalar1"]!]; // the rule's two
  dispatch(backend, {
    key: "rates of adam",
    outputs: { rates, meanCorrection, squareCorrection },
    inputs: { learningRate: inputs["learningRate"]! }, // given by the optimiser
    uniforms: {},
    groups: [1],
    code: () => `
@compute @workgroup_size(1)
fn main() {
  meanCorrection[0] += (1.0 - meanCorrection[0]) * 0.1;
  squareCorrection[0] += (1.0 - squareCorrection[0]) * 0.001;
  let root = sqrt(squareCorrection[0]);
  rates[0] = learningRate[0] * root / meanCorrection[0];
  rates[1] = root * 1e-7;
}`,
  });
  return rates;
}

function groupsOf(backend: WebgpuBackend, inputs: Inputs, settings: UpdateSettings): readonly Group[] {
  const key = inputs["learningRate"]!; // given by the optimiser
  const known = groups.get(key);
  const isWhole = ({ weights, slots }: Group) => [weights, ...slots].every(({ isGone }) => !isGone);
  if (known?.every((group) => isWhole(group) && settle(group, inputs))) return known;
  const made = createGroups(backend, inputs, settings);
  groups.set(key, made);
  if (!made.every((group) => settle(group, inputs))) throw new Error("two variables have the same numbers");
  return made;
}

/** Sees to it that every variable lives at its place; false where one of them cannot. */
function settle({ order, weights, slots }: Group, inputs: Inputs): boolean {
  return order.every((number, place) =>
    [weights, ...slots].every((arena, i) => {
      const name = i === 0 ? `weight${number}` : `slot${number}_${i - 1}`;
      return arena.adopt(place, inputs[name] as tf.Variable); // the optimiser gives variables
    }),
  );
}

/** As few groups as there can be: one, but for networks of millions of weights. */
function createGroups(backend: WebgpuBackend, inputs: Inputs, { count, decayed, slots }: UpdateSettings): Group[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const order = [...numbers.filter((number) => decayed[number]), ...numbers.filter((number) => !decayed[number])];
  const shapeOf = (number: number) => inputs[`weight${number}`]!.shape; // given by the optimiser
  const most = largestArrayBytes(backend) / Float32Array.BYTES_PER_ELEMENT;
  const parts: number[][] = [];
  let length = Infinity;
  for (const number of order) {
    const own = placeLength * Math.ceil(sizeOf(shapeOf(number)) / placeLength);
    if (length + own > most) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(number); // the first weight has begun one
    length += own;
  }
  return parts.map((part) => {
    const shapes = part.map(shapeOf);
    const gradients = new Arena(backend, shapes);
    const weights = new Arena(backend, shapes, gradients);
    const decayedCount = part.filter((number) => decayed[number]).length;
    return {
      order: part,
      weights,
      gradients,
      slots: Array.from({ length: slots }, () => new Arena(backend, shapes)),
      decayedLength: weights.starts[decayedCount] ?? weights.length,
    };
  });
}

/** StepTally: the sum of the losses, and how many steps it was a number. */
export const stepTally: WebgpuKernel = {
  name: "StepTally",
  run({ inputs: { lossTotal, finiteSteps, loss }, attrs, backend }) {
    if (!lossTotal || !finiteSteps || !loss) return null;
    const { limit } = attrs as { limit: number }; // given by the step
    dispatch(backend, {
      key: "tally",
      outputs: { lossTotal, finiteSteps },
      inputs: { loss },
      uniforms: { limit: { float: limit } },
      groups: [1],
      // What is no number is told by its bits: a device may take for granted that there is none.
      code: () => `
@compute @workgroup_size(1)
fn main() {
  let total = lossTotal[0] + loss[0];
  let isNumber = (bitcast<u32>(total) & 0x7f800000u) != 0x7f800000u;
  lossTotal[0] = total;
  finiteSteps[0] += select(0.0, 1.0, isNumber && total <= given.limit);
}`,
    });
    return [];
  },
};
