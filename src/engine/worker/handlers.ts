/** Every request that the worker answers. */
import { lossBehind } from "../../tensor/device-loss";
import type { Method } from "../protocol";
import type { Handler, Handlers } from "../rpc";
import type { Compute } from "./compute";
import { createAttendJobs } from "./jobs/attend";
import { createBackboneJobs } from "./jobs/backbone";
import { createDataJobs } from "./jobs/data";
import { createEngineJobs } from "./jobs/engine";
import { createFindRateJobs } from "./jobs/find-rate";
import { createFitJobs } from "./jobs/fit";
import { createGenerateJobs } from "./jobs/generate";
import { createLookJobs } from "./jobs/look";
import { createPictureJobs } from "./jobs/pictures";
import { createPrepareJobs } from "./jobs/prepare";
import { createProjectJobs } from "./jobs/project";
import { createReconstructionJobs } from "./jobs/reconstructions";
import { createRunJobs } from "./jobs/run";
import { createTextJobs } from "./jobs/texts";
import { createWordJobs } from "./jobs/words";
import type { Parts } from "./parts";

export function createHandlers(parts: Parts): Handlers {
  return withDeviceLoss(parts.compute, {
    ...createEngineJobs(parts),
    ...createDataJobs(parts),
    ...createPictureJobs(parts),
    ...createPrepareJobs(parts),
    ...createBackboneJobs(parts),
    ...createFitJobs(parts),
    ...createFindRateJobs(parts),
    ...createLookJobs(parts),
    ...createAttendJobs(parts),
    ...createRunJobs(parts),
    ...createGenerateJobs(parts),
    ...createTextJobs(parts),
    ...createWordJobs(parts),
    ...createReconstructionJobs(parts),
    ...createProjectJobs(parts),
  });
}

/** What is asked of a run's model waits for a device that is started anew; what fails because one was lost says so. */
function withDeviceLoss(compute: Compute, handlers: Handlers): Handlers {
  const wrap = <M extends Method>(method: M, handler: Handler<M>): Handler<M> => {
    const isOfModel = method.startsWith("run/");
    const mayCompute = !/^(data|prepare|project)\//.test(method);
    return async (params, context) => {
      try {
        // A fit must begin at once, for a stop to find it.
        if (isOfModel) await compute.settled();
        return await handler(params, context);
      } catch (error) {
        // What was called off says so at once.
        throw mayCompute && !context.signal.aborted ? await lossBehind(error) : error;
      }
    };
  };
  const wrapped = Object.entries(handlers).map(([method, handler]) => [
    method,
    wrap(method as Method, handler as Handler<Method>), // keys of the handlers, and theirs
  ]);
  return Object.fromEntries(wrapped) as Handlers; // under the same names
}
