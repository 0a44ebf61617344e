/** Every request that the worker answers. */
import type { Handlers } from "../rpc";
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
  return {
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
  };
}
