/** Answers the calls of a benchmark, wherever it runs. */
import { networks } from "../networks";
import type { Call, StartedBackend } from "./calls";
import type { Fit } from "./fit";
import { createFit } from "./fit";
import { profileKernels } from "./kernel-times";

/** Answers calls one after the other, on the backend that `start` brings up. Throws what is to be said instead. */
export function answering<Place>(
  start: (where: Place) => Promise<StartedBackend>,
): (call: Call<Place>) => Promise<unknown> {
  let fit: Fit | null = null;
  return async (call) => {
    if (call.type === "open") {
      const network = networks.find(({ id }) => id === call.networkId);
      if (!network) throw new Error(`no network is called ${call.networkId}`);
      fit = createFit(network, await start(call.where));
      return fit.open(call.patience);
    }
    const running = fit;
    if (!running) throw new Error("no network was opened");
    return call.type === "measure"
      ? running.measure(call.durationMs)
      : profileKernels(() => running.step(), call.steps);
  };
}
