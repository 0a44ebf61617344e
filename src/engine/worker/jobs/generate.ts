/** Writing with the models of runs, while they are fitted and later. */
import type { FittedModel } from "../../../core/estimator";
import { fail } from "../../../core/failure";
import type { Run } from "../../../core/run";
import { loadEstimator } from "../../../models/estimators";
import { coderOf } from "../../../preprocessing/generation/text-coder";
import type { StoredModel } from "../../../storage/storage";
import type { Handlers } from "../../rpc";
import { generateTexts, resolveGenerate } from "../generate-texts";
import { writeOne } from "../live-texts";
import type { Parts } from "../parts";

export function createGenerateJobs({ models, compute, lives }: Parts): Pick<Handlers, "run/generate" | "fit/texts"> {
  return {
    async "run/generate"({ run, options }, { signal }) {
      requireGeneration(run);
      const settings = resolveGenerate(options);
      const stored = await models.get(run);
      return use(stored, (model) => generateTexts(model.predict, coderOf(stored.pipeline), settings, signal));
    },
    async "fit/texts"({ run }, { signal }) {
      if (run.request.task.kind !== "generation") return null;
      const live = lives.texts(run.id);
      if (live) return live;
      const stored = run.hasModel ? await models.find(run.id) : null;
      if (!stored) return null;
      const { seed } = run.request;
      const text = await use(stored, (model) => writeOne(model.predict, stored.pipeline, seed + run.bestEpoch, signal));
      return [{ epoch: run.bestEpoch, text }];
    },
  };

  async function use<T>({ saved }: StoredModel, work: (model: FittedModel) => Promise<T>): Promise<T> {
    await compute.info();
    const estimator = await loadEstimator(saved.family);
    const model = await estimator.restore(saved);
    try {
      return await work(model);
    } finally {
      model.dispose();
    }
  }
}

/** Throws `api/unsupported`. */
function requireGeneration({ request: { task } }: Run): void {
  if (task.kind === "generation") return;
  throw fail("api/unsupported", { what: "generating with a model that predicts", supported: "predict and evaluate" });
}
