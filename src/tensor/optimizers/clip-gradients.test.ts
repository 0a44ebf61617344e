import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registerReferences } from "../kernels/cpu-kernel.fixture";
import type { NetworkWeight } from "../network";
import { tf } from "../tf";
import { createOptimizer, type OptimizerSettings } from "./optimizer";
import { optimizerUpdateReference } from "./optimizer-update.fixture";
import type { OptimizerId } from "./registry";
import { optimizerRules } from "./registry";

beforeAll(() => tf.setBackend("cpu"));

type Step = readonly (readonly number[])[];

const starts: Step = [
  [0.5, -1.5, 2],
  [1, -0.25],
];

/** Of norms 3.6, 0.46 and 5.3. */
const steps: readonly Step[] = [
  [
    [0.1, -2, 0.003],
    [3, -0.5],
  ],
  [
    [-0.4, 0.1, 0.002],
    [0.05, 0.2],
  ],
  [
    [0.2, 5, -0.001],
    [-1.5, 0.75],
  ],
];

/** Weights after all steps: rate 0.1, weight decay 0.05, ε 1e-7, `clip_grad_norm_` with 0.7, by PyTorch 1.13 in 64 bits. */
const pytorch: Partial<Record<OptimizerId, Step>> = {
  sgd: [
    [0.5277815440745177, -1.515818065058939, 1.9699069193469554],
    [0.9429010897926857, -0.26660078905259116],
  ],
  adam: [
    [0.5086408429908941, -1.3592891035934487, 1.7006084649336974],
    [0.77998339850496, -0.22891710037721952],
  ],
  adamw: [
    [0.514918802130088, -1.3692495316571893, 1.7161563449064419],
    [0.780539525327969, -0.23813269057728234],
  ],
};

const tensors = (values: Step) => values.map((each) => tf.tensor1d([...each]));

function weightsFrom(values: Step): NetworkWeight[] {
  return tensors(values).map((start, i) => ({ name: `${i}`, isDecayed: true, variable: tf.variable(start) }));
}

const valuesOf = (weights: readonly NetworkWeight[]) => weights.map(({ variable }) => [...variable.dataSync()]);

/** The weights after steps with these gradients. */
function fitted(settings: OptimizerSettings, rate: number, gradients: readonly Step[], from = starts) {
  const weights = weightsFrom(from);
  const optimizer = createOptimizer(weights, settings);
  optimizer.setLearningRate(rate);
  for (const step of gradients) tf.tidy(() => optimizer.apply(tensors(step)));
  optimizer.dispose();
  return valuesOf(weights);
}

const ids = Object.keys(optimizerRules) as OptimizerId[]; // keys of the table

/** Float32 of numbers up to 6. */
const digits = 6;

function expectClose(found: Step, right: Step): void {
  found.forEach((values, w) => values.forEach((value, i) => expect(value).toBeCloseTo(right[w]![i]!, digits)));
}

describe.each(["composed", "of the backend"])("%s:", (road) => {
  let unregister = () => {};
  beforeAll(() => {
    if (road !== "composed") unregister = registerReferences({ OptimizerUpdate: optimizerUpdateReference });
  });
  afterAll(() => unregister());

  test("gradients of norm 13 become half as long where 6.5 is allowed, whatever is empty", () => {
    const zeros: Step = [[0, 0, 0], [], [0]];
    const step: Step = [[3, -4, 0], [], [12]];
    const settings = { id: "sgd", penalty: 0, decay: 0, clipNorm: 6.5 } as const;
    expectClose(fitted(settings, 1, [step], zeros), [[-1.5, 2, 0], [], [-6]]);
    expect(fitted(settings, 1, [zeros], zeros).flat()).toEqual([0, 0, 0, 0]);
  });

  test.each(ids)("%s does the same to the bit where no gradients are longer", (id) => {
    const settings = { id, penalty: 0.3, decay: 0.05 };
    expect(fitted({ ...settings, clipNorm: 5.3 }, 0.1, steps)).toEqual(fitted(settings, 0.1, steps));
    expect(fitted({ ...settings, clipNorm: 5.2 }, 0.1, steps)).not.toEqual(fitted(settings, 0.1, steps));
  });

  test.each(Object.entries(pytorch))("%s goes where PyTorch's goes", (name, right) => {
    const id = name as OptimizerId; // a key of the table
    expectClose(fitted({ id, penalty: 0, decay: 0.05, clipNorm: 0.7 }, 0.1, steps), right);
  });

  test.each([
    // The norm is that of both, and only the step of the first one is shorter.
    [0.5, 6.5 / 13],
    // What stands still has no gradient.
    [0, 6.5 / 12],
  ])("weights at several rates have one norm, the first ones at %f", (rate, share) => {
    const settings = { id: "sgd", penalty: 0, decay: 0, clipNorm: 6.5, shares: [rate, 1] } as const;
    const right = [[-3 * share * rate, 4 * share * rate], [-12 * share]];
    expectClose(fitted(settings, 1, [[[3, -4], [12]]], [[0, 0], [0]]), right);
  });

  test.each(ids)("%s at several rates does what one of them does at each", (id) => {
    const settings = { id, penalty: 0.3, decay: 0.05 };
    const [slow, fast] = [fitted(settings, 0.01, steps), fitted(settings, 0.1, steps)];
    expect(fitted({ ...settings, shares: [0.1, 1] }, 0.1, steps)).toEqual([slow[0], fast[1]]);
    expect(fitted({ ...settings, shares: [1, 0] }, 0.1, steps)).toEqual([fast[0], starts[1]]);
  });
});
