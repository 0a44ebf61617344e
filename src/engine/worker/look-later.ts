/** Looking into the stored model of a run that has ended. */
import type { FittedModel } from "../../core/estimator";
import type { Run } from "../../core/run";
import type { StoredModel } from "../../storage/storage";
import { subjectOf, type LookSubject } from "./look-at";
import type { Parts } from "./parts";
import { withRestored } from "./restored-model";

/** What `use` makes of it and of the rows on which it is looked at; null where there is no model. It is gone afterwards. */
export async function lookLater<T>(
  { datasets, models, compute }: Pick<Parts, "datasets" | "models" | "compute">,
  run: Run,
  use: (fitted: FittedModel, subject: LookSubject, model: StoredModel) => Promise<T | null>,
): Promise<T | null> {
  const model = await models.find(run.id);
  if (!model) return null;
  await compute.info();
  const { dataset } = await datasets.get(run.request.dataset);
  return withRestored(model, (fitted) => use(fitted, subjectOf(run, dataset, model), model));
}
