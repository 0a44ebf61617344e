/** Fitting, pausing and stopping. */
import { fail } from "../../../core/failure";
import { inBreaths } from "../../../core/work";
import { requestAgain } from "../../../core/request-again";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";
import { resolveFit } from "../resolve";
import { runFit } from "../run-fit";

type FitMethod = "fit/start" | "fit/pause" | "fit/resume" | "fit/stop";

export function createFitJobs(parts: Parts): Pick<Handlers, FitMethod> {
  const { datasets, fits } = parts;
  return {
    async "fit/start"({ run: id, number, request, resume }, { signal, emit }) {
      // At once, so that a stop that comes next finds it.
      const turn = fits.enter(id, number);
      const stop = () => fits.stop(id);
      signal.addEventListener("abort", stop);
      try {
        const asked = resume ? requestAgain(resume.request) : request;
        const stored = await datasets.get(asked.dataset);
        if (resume && resume.fingerprint !== stored.info.fingerprint) {
          throw fail("fit/data-changed", { run: number, dataset: stored.info.name });
        }
        const resolution = await inBreaths(resolveFit(stored, asked, await parts.materials.require(asked)));
        return await runFit({ id, number, resume, stored, resolution, turn, emit }, parts);
      } finally {
        signal.removeEventListener("abort", stop);
        turn.leave();
      }
    },
    "fit/pause": ({ run }) => {
      fits.pause(run);
      return null;
    },
    "fit/resume": ({ run }) => {
      fits.resume(run);
      return null;
    },
    "fit/stop": ({ run }) => {
      fits.stop(run);
      return null;
    },
  };
}
