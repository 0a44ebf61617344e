/** Storage that is still being opened: the page stands before the browser has found its files. */
import type { ProjectStorage } from "./dependencies";

/** Every call waits for the storage; `failure` is null until it is open. */
export function createDeferredStorage(opening: Promise<ProjectStorage>): ProjectStorage {
  let failure: ProjectStorage["failure"] = null;
  const opened = opening.then((storage) => {
    failure = storage.failure;
    return storage;
  });
  return {
    get failure() {
      return failure;
    },
    listProjects: async () => (await opened).listProjects(),
    readProject: async (id) => (await opened).readProject(id),
    writeProject: async (project) => (await opened).writeProject(project),
    deleteProject: async (id) => (await opened).deleteProject(id),
    sweep: async (before) => (await opened).sweep(before),
  };
}
