/** Looking at the attention of networks of texts, while they are fitted and later. */
import { withTransfer, type Handlers } from "../../rpc";
import { attendAt } from "../attend-at";
import { lookLater } from "../look-later";
import type { Parts } from "../parts";

export function createAttendJobs(parts: Parts): Pick<Handlers, "fit/attend"> {
  return {
    async "fit/attend"({ run, row, layer }) {
      // Of the others a row of the data is no case of its own.
      if (!["classification", "multilabel", "regression"].includes(run.request.task.kind)) return null;
      const later = () =>
        lookLater(parts, run, async (fitted, subject) => {
          if (!fitted.attend) return null;
          const look = await attendAt((tokens) => fitted.attend?.(tokens, layer) ?? null, subject, row);
          return look && { ...look, epoch: run.bestEpoch };
        });
      const look = (await parts.lives.attend(run.id, row, layer)) ?? (await later());
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
}
