/** Stored models at work. */
import type { FittedModel } from "../../core/estimator";
import { loadEstimator } from "../../models/estimators";
import type { StoredModel } from "../../storage/storage";

/** What `use` makes of the model; it is gone afterwards. */
export async function withRestored<T>({ saved }: StoredModel, use: (fitted: FittedModel) => Promise<T>): Promise<T> {
  const estimator = await loadEstimator(saved.family);
  const fitted = await estimator.restore(saved);
  try {
    return await use(fitted);
  } finally {
    fitted.dispose();
  }
}
