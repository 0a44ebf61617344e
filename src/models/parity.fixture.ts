/** Families whose fits are compared from backend to backend, on toy data. */
import { defaultsOf } from "../core/field";
import type { ModelSpec } from "../core/model-spec";
import type { TrainingSettings } from "../core/training";
import { resolveTraining } from "../core/training";
import type { ToyKind } from "../training/toy-problem.fixture";
import { drain, toyContext } from "../training/toy-problem.fixture";
import { loadEstimator } from "./estimators";
import { families } from "./registry";
import { fewOf, readsTexts, seesPictures, toySamplesFor } from "./toy-samples.fixture";

interface FamilyCase {
  readonly name: string;
  readonly family: ModelSpec;
  readonly kind: ToyKind;
}

const taskOfKind = {
  binary: "classification",
  classes: "classification",
  labels: "multilabel",
  number: "regression",
  series: "forecasting",
} as const;

/** Every family of tables with every kind of target that it takes, and those of sequences with classes of texts and forecasts of series: JavaScript goes through sequences slowly, and the heads are the same. That of pictures is compared by its networks: JavaScript is too slow for a fit. */
export const familyCases: readonly FamilyCase[] = families
  .filter((family) => !seesPictures(family))
  .flatMap((family) =>
    (["binary", "classes", "labels", "number", "series"] as const)
      .filter((kind) => family.tasks.includes(taskOfKind[kind]))
      .filter((kind) => kind === "classes" || kind === "series" || !readsTexts(family))
      .map((kind) => ({ name: `${family.id}, ${kind}`, family, kind })),
  );

/** Losses of the first steps of descent on the backend in use; the model is gone afterwards. */
export async function familyLosses(
  { family, kind }: FamilyCase,
  stepCount: number,
  optimizer: TrainingSettings["optimizer"] = "adam",
): Promise<readonly number[]> {
  const estimator = await loadEstimator(family.id);
  const usual = family.forTask?.[taskOfKind[kind]]?.hyperparameters;
  const hyperparameters = { ...defaultsOf(family.fields), ...usual, ...fewOf(family), solver: "gradient" };
  // One batch an epoch, so that an epoch is a step.
  const settings = { epochs: stepCount, batchSize: 48, learningRate: 0.02, optimizer, earlyStopping: false } as const;
  const training = resolveTraining(settings, family.training);
  const context = toyContext(kind, training, { hyperparameters, validation: toySamplesFor(family, kind, 20, 2) });
  const { events, result } = await drain(estimator.fit(toySamplesFor(family, kind, 48, 1), context));
  result.model.dispose();
  return events.flatMap((event) => (event.type === "epoch" ? [event.record.train.loss] : []));
}
