import type { Estimator, FitContext, FitOutcome, FitYield } from "../../core/estimator";
import type { JsonObject } from "../../core/json";
import type { SubsetScore } from "../../core/run";
import type { Samples } from "../../core/samples";
import { createAffineModel, restoreAffineModel } from "../../training/affine-model";
import { describeAffine, fitAffine } from "../../training/fit-affine";
import { headOf } from "../../training/network-head";
import { createPace } from "../../training/pace";
import { exactOperations, operationsOf, solveLinear } from "./least-squares";

const family = "linear";
const plainHead = { kind: "number", mean: 0, deviation: 1 } as const;

const isDescent: Estimator["isDescent"] = (train, { hyperparameters }) => {
  const [rowCount = 0, columnCount = 0] = train.inputs.shape;
  const [, width = 1] = train.targets.shape;
  const isTooLarge = operationsOf(rowCount, columnCount, width, penaltyOf(hyperparameters)) > exactOperations;
  return hyperparameters["solver"] === "gradient" || isTooLarge;
};

export const estimator: Estimator = {
  describe: ({ shape: [inputCount = 0] }, outputCount, _, training) =>
    describeAffine(inputCount, outputCount, training),
  isDescent,
  async *fit(train, context) {
    const l2 = penaltyOf(context.hyperparameters);
    if (!isDescent(train, context)) return yield* fitExactly(train, l2, context);
    // Σ e² + l2 ‖w‖² divided by the rows: λ of the mean loss is 2 l2 / rows.
    const [rowCount = 0] = train.inputs.shape;
    const isChosen = context.hyperparameters["solver"] === "gradient";
    const training = isChosen ? context.training : { ...context.training, learningRate: calmRate(train, context) };
    return yield* fitAffine(family, headOf(train, context), (2 * l2) / rowCount, train, { ...context, training });
  },
  restore: (saved) => Promise.resolve(restoreAffineModel(saved)),
};

/** So much may the prediction of a row change with one step of Adam, in deviations of the target, if all columns pull the same way. */
const largestChange = 0.2;

/** Where nobody chose the rate: the many columns of a large table, often much alike, would throw the weights about at the usual one (456 columns of hourly traffic: mean error of validation rows 266, as exactly solved, instead of over 400). */
function calmRate({ inputs }: Samples, { training }: FitContext): number {
  const [, columnCount = 1] = inputs.shape;
  return Math.min(training.learningRate, largestChange / columnCount);
}

function penaltyOf({ l2 }: JsonObject): number {
  return typeof l2 === "number" ? l2 : 0;
}

/** Thrown out of the solver when the signal comes. */
class Stopped extends Error {}

/** One epoch. A fit that is stopped before it is solved has learned the mean only. */
async function* fitExactly(train: Samples, l2: number, context: FitContext): AsyncGenerator<FitYield, FitOutcome> {
  const pace = createPace(context);
  const breathe = async () => {
    await pace.breathe();
    if (context.signal.aborted) throw new Stopped();
  };
  const head = headOf(train, context);
  const { mean, deviation } = head.kind === "number" ? head : { mean: 0, deviation: 1 };
  const [, width = 1] = train.targets.shape;
  // Each step ahead of a forecast is a sum of its own.
  const targets = Array.from({ length: width }, (_, output) =>
    width === 1 ? train.targets.data : train.targets.data.filter((__, i) => i % width === output),
  );
  const solutions = await solveLinear(train.inputs, targets, l2, breathe).catch((error: unknown) => {
    if (error instanceof Stopped) return null;
    throw error;
  });
  const errors = solutions?.flatMap(({ standardErrors }) => standardErrors ?? []) ?? [];
  const model = createAffineModel({
    ...{
      family,
      head: { ...plainHead, ...(width > 1 ? { width } : {}) },
      solver: "exact",
      features: train.features,
      categories: [],
    },
    weights: targets.map((_, t) => solutions?.[t]?.weights ?? new Float64Array(train.features.length)),
    intercepts: Float64Array.from(targets, (_, t) => solutions?.[t]?.intercept ?? mean),
    standardErrors: errors.length === width ? errors : null,
  });
  if (!solutions) return { model, failure: null };
  const scoreOf = async ({ inputs, targets }: Samples): Promise<SubsetScore> => {
    const predictions = await model.predict(inputs);
    return errorsOf(predictions.data, targets.data, deviation);
  };
  const record = {
    epoch: 1,
    train: await scoreOf(train),
    validation: context.validation && context.validation.rows.length > 0 ? await scoreOf(context.validation) : null,
    learningRate: 0,
    durationMs: pace.workedMs(),
  };
  yield { type: "epoch", record, bestEpoch: 1 };
  return { model, failure: null };
}

/** Mean squared error in units of the target's variance, as gradient descent reports it, and mean absolute error. */
function errorsOf(predictions: ArrayLike<number>, targets: ArrayLike<number>, deviation: number): SubsetScore {
  let squares = 0;
  let absolutes = 0;
  for (let row = 0; row < targets.length; row++) {
    const error = predictions[row]! - targets[row]!; // one for each row
    squares += (error / deviation) ** 2;
    absolutes += Math.abs(error);
  }
  return { loss: squares / targets.length, metric: absolutes / targets.length };
}
