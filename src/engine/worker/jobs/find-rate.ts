/** Looking for a learning rate: a short fit of its own that keeps nothing. */
import { inBreaths } from "../../../core/work";
import { loadEstimator } from "../../../models/estimators";
import { prepare } from "../../../preprocessing/build-samples";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";
import { resolveFit } from "../resolve";
import { withWordTable } from "../word-table";

/** It is no run: nothing names it by this number. */
const noNumber = 0;

export function createFindRateJobs({
  datasets,
  fits,
  compute,
  materials: materialStore,
}: Parts): Pick<Handlers, "fit/find-rate"> {
  let count = 0;
  return {
    async "fit/find-rate"({ request }, { signal }) {
      const id = `sweep ${(count += 1)}`;
      const turn = fits.enter(id, noNumber);
      const stop = () => fits.stop(id);
      signal.addEventListener("abort", stop);
      try {
        await turn.begin;
        signal.throwIfAborted();
        await compute.info();
        const stored = await datasets.get(request.dataset);
        const materials = await materialStore.require(request);
        const resolution = await inBreaths(resolveFit(stored, request, materials), signal);
        const { family, question, targets, split, resolved } = resolution;
        const estimator = await loadEstimator(family.id);
        if (!estimator.findRate) return null;
        const { train, categories, pipeline } = await inBreaths(
          prepare(stored.dataset, question, targets, split),
          signal,
        );
        const { task, hyperparameters, training, seed } = resolved;
        const sweep = await estimator.findRate(train, {
          ...{
            task,
            categories,
            validation: null,
            hyperparameters,
            training,
            seed,
            materials: withWordTable(materials, pipeline, seed),
          },
          signal: turn.signal,
          whilePaused: () => turn.whilePaused(),
          checkpoint: null,
          saveCheckpoint: () => Promise.resolve(),
        });
        signal.throwIfAborted();
        return sweep;
      } finally {
        signal.removeEventListener("abort", stop);
        turn.leave();
      }
    },
  };
}
