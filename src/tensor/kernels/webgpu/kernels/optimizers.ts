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
import { squareSums } from "../square-sums";
import { elementWise, reducing } from "../wgsl";

type Inputs = Readonly<Record<string, tf.TensorInfo>>;

/**
 * What one optimiser updates, or as much of it as one buffer can hold, each kind side by side: first the weights at the first
 * learning rate, those that are decayed before the others, then those at the next.
 */
interface Group {
  /** Number of the weight at each place. */
  readonly order: readonly number[];
  readonly weights: Arena;
  readonly slots: readonly Arena[];
  readonly gradients: Arena;
  /** Where the decayed ones and the others at each learning rate end, but for the last. */
  readonly ends: readonly number[];
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

const isAdam = ({ rule }: UpdateSettings) => rule === "adam" || rule === "adamw";

/** OptimizerUpdate: every weight of a network in one program, another one for numbers that they share, and one for the norm of what is clipped. */
export const optimizerUpdate: WebgpuKernel = {
  name: "OptimizerUpdate",
  run({ inputs, attrs, backend }) {
    const settings = attrs as unknown as UpdateSettings; // given by the optimiser
    const all = groupsOf(backend, inputs, settings);
    for (const { order, gradients } of all)
      order.forEach((number, place) => gradients.copyIn(place, inputs[`gradient${number}`]!)); // the optimiser gives all of them
    // The norm is that of all groups together.
    const arenas = all.map(({ gradients }) => gradients);
    const squares = settings.clipNorm > 0 && all.length > 0 ? squareSums(backend, arenas) : null;
    const isMade = squares !== null || isAdam(settings);
    const rates = isMade ? makeRates(backend, inputs, settings, squares) : inputs["learningRate"]!; // as above
    for (const group of all) update(backend, group, inputs, settings, rates);
    if (squares) free(backend, squares);
    if (isMade) free(backend, rates);
    return [];
  },
};

/** By a share below 1, or one that is no number, which its bits tell: a device may take for granted that there is none. */
const shorten = `let share = rates[given.rateCount + 1];
  let bits = bitcast<u32>(share);
  if (bits < 0x3f800000u || bits > 0x7f800000u) { g *= share; }`;

function update(
  backend: WebgpuBackend,
  group: Group,
  inputs: Inputs,
  settings: UpdateSettings,
  rates: tf.TensorInfo,
): void {
  const { weights, slots, gradients, ends } = group;
  const rule = isAdam(settings) ? "adam" : settings.rule;
  const isClipped = settings.clipNorm > 0;
  const arrays = { weights, first: slots[0], second: slots[1] };
  dispatch(backend, {
    key: `update by ${rule}, rates: ${settings.rateCount}${isClipped ? ", clipped" : ""}`,
    outputs: Object.fromEntries(
      Object.entries(arrays).flatMap(([name, arena]) => (arena ? [[name, arena.whole]] : [])),
    ),
    inputs: { gradients: gradients.whole, rates, learningRate: inputs["learningRate"]! }, // given by the optimiser
    uniforms: {
      size: weights.length,
      ...Object.fromEntries(ends.map((end, i) => [`end${i}`, end])),
      rateCount: settings.rateCount,
      penalty: { float: settings.penalty },
      decay: { float: settings.decay },
    },
    groups: spread(Math.ceil(weights.length / threads)),
    code: () =>
      elementWise(
        threads,
        `var w = weights[at];
  var g = gradients[at];
  ${isClipped ? shorten : ""}
  let place = ${ends.map((_, i) => `select(0, 1, at >= given.end${i})`).join(" + ")};
  if (place % 2 == 0) {
    g += w * given.penalty;
    w *= 1.0 - learningRate[place / 2] * given.decay;
  }
  let rate = rates[place / 2];
  ${rule === "adam" ? "let guard = rates[given.rateCount];" : ""}
  ${rules[rule]}
  weights[at] = w;`,
      ),
  });
}

/** What the corrections of optimizers/adam.ts are moved on by and give. */
const adamRates = `meanCorrection[0] += (1.0 - meanCorrection[0]) * 0.1;
  squareCorrection[0] += (1.0 - squareCorrection[0]) * 0.001;
  let root = sqrt(squareCorrection[0]);
  for (var i = 0; i < given.rateCount; i++) { rates[i] = learningRate[i] * root / meanCorrection[0]; }
  rates[given.rateCount] = root * 1e-7;`;

/** [rate …, guard, share]: the first as optimizers/adam.ts has them, the last, of what is clipped, as optimizers/clip-gradients.ts. */
function makeRates(
  backend: WebgpuBackend,
  inputs: Inputs,
  settings: UpdateSettings,
  squares: tf.TensorInfo | null,
): tf.TensorInfo {
  const { rateCount, clipNorm } = settings;
  const rates = output(backend, [rateCount + 2]);
  const hasCorrections = isAdam(settings);
  const corrections = { meanCorrection: inputs["scalar0"]!, squareCorrection: inputs["scalar1"]! }; // the two of adam
  const own = hasCorrections ? adamRates : "for (var i = 0; i < given.rateCount; i++) { rates[i] = learningRate[i]; }";
  dispatch(backend, {
    key: "rates of an optimiser",
    outputs: { rates, ...(hasCorrections ? corrections : {}) },
    inputs: { learningRate: inputs["learningRate"]!, ...(squares ? { squares } : {}) }, // given by the optimiser
    uniforms: { rateCount, ...(squares ? { count: sizeOf(squares.shape), clipNorm: { float: clipNorm } } : {}) },
    groups: [1],
    ...(squares
      ? reducing(
          backend,
          threads,
          () => `var sum = 0.0;
  for (var at = lane; at < given.count; at += ${threads}) { sum += squares[at]; }
  let norm = sqrt(total(sum, lane));
  if (lane > 0) { return; }
  rates[given.rateCount + 1] = given.clipNorm / (norm + 1e-6);
  ${own}`,
        )
      : { code: () => `@compute @workgroup_size(1)\nfn main() {\n  ${own}\n}` }),
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

/** As few groups as there can be: one, but for networks of millions of weights. What has no numbers is in none. */
function createGroups(backend: WebgpuBackend, inputs: Inputs, settings: UpdateSettings): Group[] {
  const { count, decayed, rates, rateCount, slots } = settings;
  const kindOf = (number: number) => 2 * rates[number]! + (decayed[number] ? 0 : 1); // one for each weight
  const shapeOf = (number: number) => inputs[`weight${number}`]!.shape; // given by the optimiser
  const order = Array.from({ length: count }, (_, i) => i)
    .filter((number) => sizeOf(shapeOf(number)) > 0)
    .toSorted((a, b) => kindOf(a) - kindOf(b));
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
    const ends = Array.from({ length: 2 * rateCount - 1 }, (_, kind) => {
      const next = part.findIndex((number) => kindOf(number) > kind);
      return weights.starts[next] ?? weights.length;
    });
    return {
      ...{ order: part, weights, gradients, ends },
      slots: Array.from({ length: slots }, () => new Arena(backend, shapes)),
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
