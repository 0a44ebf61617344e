/** What is begun again when the graphics device is lost under it. */
import type { EngineInfo } from "../../core/engine-info";
import { fail, toFailure } from "../../core/failure";
import { isDeviceLoss, lossBehind } from "../../tensor/device-loss";
import type { Compute } from "./compute";

/** A device that is lost so many times in one epoch will be lost in it again. */
const mostLosses = 3;

export interface Attempts {
  /** The last epoch that has been completed, whether it is kept or not. */
  epoch(): number;
  /** Whether it stands still at this moment: a device that is lost then (the computer slept) says nothing of the work. */
  isPaused(): boolean;
  /** Before the next attempt, with what it will have to compute on. */
  onLoss(reason: string, info: EngineInfo): Promise<void>;
}

/**
 * What `attempt` gives, begun anew on a new device as often as the one it computes on is lost. It must leave nothing on a
 * device where it fails. Rejects with `fit/device-lost` where it gets nowhere.
 */
export async function surviveLosses<T>(
  attempt: () => Promise<T>,
  { epoch, isPaused, onLoss }: Attempts,
  compute: Pick<Compute, "recover" | "worked">,
): Promise<T> {
  let furthest = epoch();
  for (let losses = 0; ;) {
    try {
      return await attempt();
    } catch (error) {
      const found = await lossBehind(error);
      if (!isDeviceLoss(found)) throw error;
      const { reason } = toFailure(found).detail as { readonly reason: string }; // of a lost device
      if (epoch() > furthest) {
        furthest = epoch();
        losses = 0;
        compute.worked();
      }
      if (!isPaused()) losses += 1;
      const info = await compute.recover();
      if (losses >= mostLosses) throw fail("fit/device-lost", { losses, epoch: furthest + 1, reason }, found);
      await onLoss(reason, info);
    }
  }
}
