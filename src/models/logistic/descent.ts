/** Finds the optimum of the logistic objective: Newton's method, or L-BFGS where the curvature would be too large. */
import { factoriseInPlace, solveInPlace } from "./cholesky";
import type { Evaluated, LogisticProblem } from "./objective";
import { curvatureOf, evaluate, parameterCountOf } from "./objective";

/** The state after each step; the last one is the optimum, or where the steps ended. */
export interface DescentStep {
  readonly parameters: Float64Array;
  readonly evaluated: Evaluated;
}

/** Largest slope, as a share of the one at the start, at which the optimum counts as reached. */
const flat = 1e-9;
const maxSteps = 500;
/** Curvature is used up to this many parameters and operations a step. */
const curvatureParameters = 400;
const curvatureOperations = 1e9;
/** Pairs of steps that L-BFGS remembers. */
const memory = 20;

/** Starts from zero, like scikit-learn, so that intercepts of several classes sum to zero. */
export async function* descend(
  problem: LogisticProblem,
  breathe: () => Promise<void>,
): AsyncGenerator<DescentStep, void> {
  const size = parameterCountOf(problem);
  const rowCount = problem.inputs.shape[0] ?? 0;
  const usesCurvature = size <= curvatureParameters && rowCount * size * size <= curvatureOperations;
  const direct = usesCurvature ? newtonDirection(problem, breathe) : lbfgsDirection();
  let parameters: Float64Array = new Float64Array(size);
  let evaluated = await evaluate(problem, parameters, breathe);
  const goal = flat * Math.max(largest(evaluated.gradient), Number.MIN_VALUE);
  for (let step = 0; step < maxSteps && largest(evaluated.gradient) > goal; step++) {
    const direction = await direct(parameters, evaluated);
    const slope = dot(direction, evaluated.gradient);
    const next = await searchLine(problem, parameters, evaluated.value, direction, slope, breathe);
    // No step makes it smaller any more: that is the optimum to working precision.
    if (!next) return;
    ({ parameters, evaluated } = next);
    yield { parameters, evaluated };
  }
}

type Direct = (parameters: Float64Array, evaluated: Evaluated) => Promise<Float64Array>;

function newtonDirection(problem: LogisticProblem, breathe: () => Promise<void>): Direct {
  return async (_, { gradient, probabilities }) => {
    const curvature = await curvatureOf(problem, probabilities, breathe);
    const direction = gradient.map((value) => -value);
    if (factoriseInPlace(curvature)) solveInPlace(curvature, direction);
    return direction;
  };
}

/** Two-loop recursion (Nocedal 1980). */
function lbfgsDirection(): Direct {
  const pairs: { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[] = [];
  let last: { readonly parameters: Float64Array; readonly gradient: Float64Array } | null = null;
  return (parameters, { gradient }) => {
    if (last) {
      const [before, slope] = [last.parameters, last.gradient];
      const s = parameters.map((value, i) => value - before[i]!); // same length
      const y = gradient.map((value, i) => value - slope[i]!); // same length
      const curvature = dot(s, y);
      if (curvature > Number.EPSILON * dot(y, y)) pairs.push({ s, y, rho: 1 / curvature });
      if (pairs.length > memory) pairs.shift();
    }
    last = { parameters, gradient };
    const direction = gradient.map((value) => -value);
    const shares = pairs.toReversed().map(({ s, y, rho }) => {
      const share = rho * dot(s, direction);
      addScaled(direction, y, -share);
      return share;
    });
    const newest = pairs.at(-1);
    const scale = newest ? 1 / (newest.rho * dot(newest.y, newest.y)) : 1 / Math.max(1, largest(gradient));
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale; // i < length
    pairs.forEach(({ s, y, rho }, i) => {
      const share = shares[pairs.length - 1 - i]!; // one for each pair, newest first
      addScaled(direction, s, share - rho * dot(y, direction));
    });
    return Promise.resolve(direction);
  };
}

/** Halves the step until the loss falls by a share of what the slope promises (Armijo 1966); null where it never does. */
async function searchLine(
  problem: LogisticProblem,
  from: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  breathe: () => Promise<void>,
): Promise<DescentStep | null> {
  for (let length = 1; length > 1e-12; length /= 2) {
    const parameters = from.map((start, i) => start + length * direction[i]!); // same length
    const evaluated = await evaluate(problem, parameters, breathe);
    if (evaluated.value < value && evaluated.value <= value + 1e-4 * length * slope) return { parameters, evaluated };
  }
  return null;
}

function addScaled(to: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += scale * values[i]!; // same length
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!; // same length
  return sum;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
