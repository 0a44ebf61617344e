/** Looking at the attention of networks of texts, while they are fitted and later. */
import type { AttentionLook } from "../../../core/attention-look";
import type { Run } from "../../../core/run";
import { loadEstimator } from "../../../models/estimators";
import { withTransfer, type Handlers } from "../../rpc";
import { attendAt } from "../attend-at";
import { subjectOf } from "../look-at";
import type { Parts } from "../parts";

export function createAttendJobs({ datasets, models, compute, lives }: Parts): Pick<Handlers, "fit/attend"> {
  return {
    async "fit/attend"({ run, row, layer }) {
      // Of the others a row of the data is no case of its own.
      if (!["classification", "multilabel", "regression"].includes(run.request.task.kind)) return null;
      const look = (await lives.attend(run.id, row, layer)) ?? (await attendLater(run, row, layer));
      const { products, weights } = look?.view ?? {};
      return (
        look &&
        withTransfer(
          look,
          [products, weights].flatMap((block) => (block ? [block.data.buffer] : [])),
        )
      );
    },
  };

  /** In the stored model of a run; null where there is none, or none that attends to words. */
  async function attendLater(run: Run, row: number | null, layer: number): Promise<AttentionLook | null> {
    const model = await models.find(run.id);
    if (!model) return null;
    await compute.info();
    const estimator = await loadEstimator(model.saved.family);
    const { dataset } = await datasets.get(run.request.dataset);
    const subject = subjectOf(run, dataset, model);
    const fitted = await estimator.restore(model.saved);
    try {
      if (!fitted.attend) return null;
      const look = await attendAt((tokens) => fitted.attend?.(tokens, layer) ?? null, subject, row);
      return look && { ...look, epoch: run.bestEpoch };
    } finally {
      fitted.dispose();
    }
  }
}
