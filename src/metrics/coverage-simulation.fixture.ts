/** How often the 95 % intervals hold the truth, on seeded cases whose truth is known: for the tests and the soak. */
import { createBlock } from "../core/block";
import type { Evaluation } from "../core/evaluation";
import { createRandom } from "../core/random";
import type { Random } from "../core/random";
import { scoreConfusion } from "./confusion";
import { evaluateClassification, evaluateRegression } from "./evaluate";
import { normalCdf } from "./normal";

/** Share of simulations whose interval held the truth, by score; a missing interval counts as a miss. */
export type Coverage = Readonly<Record<string, number>>;

const prevalence = 0.4;
const distance = 1.5;
const border = distance / 2 + Math.log((1 - prevalence) / prevalence) / distance;

/** Two normal populations one standard deviation wide, `distance` apart, scored by the exact posterior. */
export const binormalTruth: Readonly<Record<string, number>> = (() => {
  const found = normalCdf(distance - border);
  const spared = normalCdf(border);
  const cells = Float64Array.of(
    (1 - prevalence) * spared,
    (1 - prevalence) * (1 - spared),
    prevalence * (1 - found),
    prevalence * found,
  );
  const large = binormalCase(20_000, createRandom(1)).metrics;
  const losses = large.kind === "classification" ? large : null;
  return {
    ...scoreConfusion({ cells, classCount: 2 }, 1),
    rocAuc: normalCdf(distance / Math.SQRT2),
    logLoss: losses!.logLoss, // kind of evaluateClassification
    brier: losses!.brier,
    averagePrecision: losses!.averagePrecision,
  };
})();

function binormalCase(rowCount: number, random: Random): Evaluation {
  const targets = Float64Array.from({ length: rowCount }, () => (random.next() < prevalence ? 1 : 0));
  const scores = targets.map((target) => random.normal() + distance * target);
  const data = new Float64Array(rowCount * 2);
  scores.forEach((score, row) => {
    data[row * 2 + 1] = 1 / (1 + Math.exp(-distance * (score - border)));
    data[row * 2] = 1 - data[row * 2 + 1]!;
  });
  return evaluateClassification({
    targets,
    probabilities: createBlock(data, [rowCount, 2]),
    categories: ["normal", "ill"],
    positive: "ill",
    trainTargets: Float64Array.of(0, 0, 1),
    groups: null,
    unit: "rows",
    seed: random.below(1e9),
  });
}

/** Coverage of the classification scores on independent rows. */
export function binormalCoverage(rowCount: number, simulations: number, seed: number): Coverage {
  return coverageOf(binormalTruth, simulations, seed, (random) => binormalCase(rowCount, random));
}

/** Coverage of the error scores where errors are standard normal and targets normal with standard deviation 2. */
export function errorCoverage(rowCount: number, simulations: number, seed: number): Coverage {
  const truth = {
    mae: Math.sqrt(2 / Math.PI),
    rmse: 1,
    r2: 0.75,
    medianAbsoluteError: 0.6744897501960817,
    bias: 0,
  };
  return coverageOf(truth, simulations, seed, (random) => {
    const targets = Float64Array.from({ length: rowCount }, () => 2 * random.normal());
    const predictions = targets.map((target) => target + random.normal());
    const trainTargets = Float64Array.of(0);
    return evaluateRegression({
      targets,
      predictions,
      trainTargets,
      groups: null,
      unit: "rows",
      seed: random.below(1e9),
    });
  });
}

/** Coverage where rows of a group share most of their error: with groups, and as if rows stood alone. */
export function groupedCoverage(
  groupCount: number,
  rowsPerGroup: number,
  simulations: number,
  seed: number,
): { readonly grouped: Coverage; readonly ungrouped: Coverage } {
  const truth = { mae: Math.sqrt(2 / Math.PI), rmse: 1, bias: 0 };
  const simulate = (isGrouped: boolean) =>
    coverageOf(truth, simulations, seed, (random) => {
      const shared = Float64Array.from({ length: groupCount }, () => Math.sqrt(0.8) * random.normal());
      const groups = Int32Array.from({ length: groupCount * rowsPerGroup }, (_, row) => Math.floor(row / rowsPerGroup));
      const targets = new Float64Array(groups.length);
      const predictions = Float64Array.from(groups, (group) => shared[group]! + Math.sqrt(0.2) * random.normal());
      return evaluateRegression({
        targets,
        predictions,
        trainTargets: Float64Array.of(0),
        groups: isGrouped ? groups : null,
        unit: isGrouped ? "patients" : "rows",
        seed: random.below(1e9),
      });
    });
  return { grouped: simulate(true), ungrouped: simulate(false) };
}

function coverageOf(
  truth: Readonly<Record<string, number>>,
  simulations: number,
  seed: number,
  simulate: (random: Random) => Evaluation,
): Coverage {
  const held: Record<string, number> = Object.fromEntries(Object.keys(truth).map((name) => [name, 0]));
  for (let i = 0; i < simulations; i++) {
    const { intervals } = simulate(createRandom(seed).fork(i));
    for (const [name, value] of Object.entries(truth)) {
      const interval = intervals[name];
      if (interval && interval.low <= value && value <= interval.high) held[name]!++;
    }
  }
  return Object.fromEntries(Object.entries(held).map(([name, count]) => [name, count / simulations]));
}
