import type { Estimator, FitContext, FitOutcome, FitYield } from "../../core/estimator";
import type { JsonObject } from "../../core/json";
import type { SubsetScore } from "../../core/run";
import type { Samples } from "../../core/samples";
import { createAffineModel, restoreAffineModel } from "../../training/affine-model";
import { classWeightsOf, rowWeightsOf } from "../../training/class-weights";
import { describeAffine, fitAffine } from "../../training/fit-affine";
import { headOf, outputCountOf } from "../../training/network-head";
import { createPace } from "../../training/pace";
import { factoriseInPlace, inverseDiagonal } from "./cholesky";
import { descend } from "./descent";
import type { Evaluated, LogisticProblem } from "./objective";
import { curvatureOf, evaluate, parameterCountOf } from "./objective";

const family = "logistic";
/** Rows × parameters above which gradient descent takes over. */
const exactNumbers = 5e7;
/** Standard errors need the inverse of the curvature: up to this many operations. */
const inverseOperations = 1e9;

const isDescent: Estimator["isDescent"] = (train, asked) => {
  const [rowCount = 0] = train.inputs.shape;
  const outputCount = outputCountOf(headOf(train, asked));
  const isTooLarge = rowCount * parameterCountOf({ inputs: train.inputs, outputCount }) > exactNumbers;
  return asked.hyperparameters["solver"] === "gradient" || isTooLarge;
};

export const estimator: Estimator = {
  describe: ({ shape: [inputCount = 0] }, outputCount, _, training) =>
    describeAffine(inputCount, outputCount, training),
  isDescent,
  async *fit(train, context) {
    const c = freedomOf(context.hyperparameters);
    if (!isDescent(train, context)) return yield* fitExactly(train, c, context);
    // ½‖w‖² + C Σ loss divided by C × rows: λ of the mean loss is 1 / (C × rows).
    const [rowCount = 0] = train.inputs.shape;
    return yield* fitAffine(family, headOf(train, context), 1 / (c * rowCount), train, context);
  },
  restore: (saved) => Promise.resolve(restoreAffineModel(saved)),
};

function freedomOf({ c }: JsonObject): number {
  return typeof c === "number" ? c : 1;
}

/** One epoch an iteration. A fit that is stopped has come as far as it has come. */
async function* fitExactly(train: Samples, c: number, context: FitContext): AsyncGenerator<FitYield, FitOutcome> {
  const { signal, training, categories, validation } = context;
  const pace = createPace(context);
  const breathe = () => pace.breathe();
  const head = headOf(train, context);
  const outputCount = outputCountOf(head);
  const classWeights = classWeightsOf(training.classWeights, Float64Array.from(train.targets.data), categories.length);
  const problemFor = ({ inputs, targets }: Samples): LogisticProblem => ({
    ...{ inputs, codes: targets.data, outputCount, penalty: 1 / c },
    weights: rowWeightsOf(Float64Array.from(targets.data), classWeights),
  });
  const problem = problemFor(train);
  const judged = validation && validation.rows.length > 0 ? problemFor(validation) : null;
  const width = train.features.length;
  let parameters: Float64Array = new Float64Array(parameterCountOf(problem));
  let standardErrors: Float64Array[] | null = null;
  let epoch = 0;
  let startedMs = pace.workedMs();
  for await (const step of descend(problem, breathe)) {
    ({ parameters } = step);
    epoch += 1;
    const validationScore = judged && scoreOf(await evaluate(judged, parameters, breathe));
    const durationMs = pace.workedMs() - startedMs;
    const record = { epoch, train: scoreOf(step.evaluated), validation: validationScore, learningRate: 0, durationMs };
    yield { type: "epoch", record, bestEpoch: epoch };
    startedMs = pace.workedMs();
    if (signal.aborted) break;
  }
  if (!signal.aborted && outputCount === 1) standardErrors = await standardErrorsOf(problem, parameters, breathe);
  const weights = Array.from({ length: outputCount }, (_, k) =>
    parameters.slice(k * (width + 1), (k + 1) * (width + 1) - 1),
  );
  const intercepts = Float64Array.from({ length: outputCount }, (_, k) => parameters[k * (width + 1) + width]!); // comes last
  const model = createAffineModel({
    ...{ family, head, features: train.features, categories, weights, intercepts, standardErrors },
    solver: "exact",
  });
  return { model, failure: null };
}

/** Roots of the diagonal of the inverse curvature of the penalised log likelihood; null where that is too large or singular. */
async function standardErrorsOf(
  problem: LogisticProblem,
  parameters: Float64Array,
  breathe: () => Promise<void>,
): Promise<Float64Array[] | null> {
  const [rowCount = 0] = problem.inputs.shape;
  if (Math.max(rowCount, parameters.length) * parameters.length ** 2 > inverseOperations) return null;
  const { probabilities } = await evaluate(problem, parameters, breathe);
  const curvature = await curvatureOf(problem, probabilities, breathe);
  return factoriseInPlace(curvature) ? [inverseDiagonal(curvature).map(Math.sqrt)] : null;
}

function scoreOf({ meanLoss, accuracy }: Evaluated): SubsetScore {
  return { loss: meanLoss, metric: accuracy };
}
