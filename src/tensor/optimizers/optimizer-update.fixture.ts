/** The kernel "OptimizerUpdate": each rule as its paper writes it, in 64 bits; what is kept is rounded to Float32. */
import type { UpdateSettings } from "./update-settings";
import { referenceKernel } from "../kernels/cpu-kernel.fixture";
import type { OptimizerId } from "./registry";

/** The new value of weight i from its gradient; moves its slots on. */
type Update = (weight: number, gradient: number, slots: readonly Float32Array[], i: number) => number;

/** Once a step: moves the scalars on. Gives the update at each learning rate. */
type Begin = (scalars: readonly Float32Array[]) => (learningRate: number) => Update;

const adam: Begin = ([meanCorrection, squareCorrection]) => {
  meanCorrection![0]! += 0.1 * (1 - meanCorrection![0]!);
  squareCorrection![0]! += 0.001 * (1 - squareCorrection![0]!);
  const [c1, c2] = [meanCorrection![0]!, squareCorrection![0]!];
  return (eta) =>
    (w, g, [mean, square], i) => {
      mean![i]! += 0.1 * (g - mean![i]!);
      square![i]! += 0.001 * (g * g - square![i]!);
      return w - (eta * (mean![i]! / c1)) / (Math.sqrt(square![i]! / c2) + 1e-7);
    };
};

const rules: { readonly [Id in OptimizerId]: Begin } = {
  sgd: () => (eta) => (w, g) => w - eta * g,
  momentum:
    () =>
    (eta) =>
    (w, g, [velocity], i) => {
      velocity![i] = 0.9 * velocity![i]! + g;
      return w - eta * velocity![i];
    },
  rmsprop:
    () =>
    (eta) =>
    (w, g, [meanSquare], i) => {
      meanSquare![i]! += 0.1 * (g * g - meanSquare![i]!);
      return w - (eta * g) / (Math.sqrt(meanSquare![i]!) + 1e-7);
    },
  adam,
  adamw: adam,
};

const scalarCounts: { readonly [Id in OptimizerId]: number } = { sgd: 0, momentum: 0, rmsprop: 0, adam: 2, adamw: 2 };

export const optimizerUpdateReference = referenceKernel((arrays, settings) => {
  const { rule, penalty, decay, clipNorm, decayed, rates, count, slots } = settings as unknown as UpdateSettings; // as the optimiser gives them
  const learningRates = arrays.read("learningRate");
  const scalars = Array.from({ length: scalarCounts[rule] }, (_, i) => arrays.inPlace(`scalar${i}`));
  const at = rules[rule](scalars);
  let squares = 0;
  for (let i = 0; i < count; i++) arrays.read(`gradient${i}`).forEach((g) => (squares += g * g));
  const share = clipNorm === 0 ? 1 : Math.min(1, clipNorm / (Math.sqrt(squares) + 1e-6));
  for (let i = 0; i < count; i++) {
    const weight = arrays.inPlace(`weight${i}`);
    const gradient = arrays.read(`gradient${i}`);
    const own = Array.from({ length: slots }, (_, j) => arrays.inPlace(`slot${i}_${j}`));
    const eta = learningRates[rates[i]!]!;
    const update = at(eta);
    const [penalised, shrunk] = decayed[i] ? [penalty, decay] : [0, 0];
    weight.forEach((w, k) => {
      weight[k] = update(w * (1 - eta * shrunk), share * gradient[k]! + penalised * w, own, k);
    });
  }
  return [];
});
