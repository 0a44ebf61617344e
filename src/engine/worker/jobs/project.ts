/** Projects as files. */
import type { Handlers } from "../../rpc";
import { exportProject } from "../export-project";
import { importProject } from "../import-project";
import type { Parts } from "../parts";

export function createProjectJobs(parts: Parts): Pick<Handlers, "project/export" | "project/import"> {
  return {
    "project/export": ({ project }, { signal }) => exportProject(project, parts, signal),
    "project/import": ({ file, id }, { signal }) => importProject(file, id, parts, signal),
  };
}
