/** The worker's side of the calls. */
import { networks } from "../networks";
import type { Answer, Call, StartedBackend, Where } from "./calls";
import { profileKernels } from "./kernel-times";
import type { Fit } from "./fit";
import { createFit } from "./fit";

/** Answers calls one after the other, on the backend that `start` brings up. */
export function serve(start: (where: Where) => Promise<StartedBackend>): void {
  let fit: Fit | null = null;
  const answer = async (call: Call): Promise<unknown> => {
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
  const post = (message: Answer) => self.postMessage(message);
  self.onmessage = ({ data }: MessageEvent<Call>) => {
    answer(data).then(
      (value) => post({ ok: true, value }),
      (error: unknown) => post({ ok: false, problem: error instanceof Error ? error.message : String(error) }),
    );
  };
}
