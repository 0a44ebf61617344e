/** Storage for a browser that keeps nothing, and for tests: the same promises, until the page closes. */
import type { Backbone } from "../core/backbone";
import type { Checkpoint } from "../core/estimator";
import type { Failure } from "../core/failure";
import type { Project } from "../core/project";
import { entryOf, type Storage, type StoredDataset, type StoredModel } from "./storage";

export function createMemoryStorage(failure: Failure | null): Storage {
  const projects = new Map<string, Project>();
  const datasets = new Map<string, StoredDataset>();
  const models = new Map<string, StoredModel>();
  const backbones = new Map<string, Backbone>();
  const checkpoints = new Map<string, Checkpoint>();

  /** A copy on the way in and out, as a data base would give. */
  function read<T>(records: ReadonlyMap<string, T>, id: string): T | null {
    const record = records.get(id);
    return record === undefined ? null : structuredClone(record);
  }

  const deleteRun = async (run: string) => {
    models.delete(run);
    checkpoints.delete(run);
  };

  return {
    failure,
    listProjects: async () => [...projects.values()].map(entryOf).sort((a, b) => b.updatedAt - a.updatedAt),
    readProject: async (id) => read(projects, id),
    writeProject: async (project) => void projects.set(project.id, structuredClone(project)),
    async deleteProject(id) {
      const project = projects.get(id);
      for (const dataset of project?.datasets ?? []) datasets.delete(dataset.id);
      for (const run of project?.runs ?? []) await deleteRun(run.id);
      projects.delete(id);
    },
    readDataset: async (id) => datasets.get(id) ?? null, // data sets are never changed, and the biggest: no copy
    writeDataset: async (stored) => void datasets.set(stored.dataset.id, stored),
    deleteDataset: async (id) => void datasets.delete(id),
    readModel: async (run) => read(models, run),
    writeModel: async (model) => void models.set(model.run, structuredClone(model)),
    readCheckpoint: async (run) => read(checkpoints, run),
    writeCheckpoint: async (run, checkpoint) => void checkpoints.set(run, structuredClone(checkpoint)),
    deleteCheckpoint: async (run) => void checkpoints.delete(run),
    deleteRun,
    // As with data sets.
    readBackbone: async (id) => backbones.get(id) ?? null,
    writeBackbone: async (backbone) => void backbones.set(backbone.info.id, backbone),
    sweep: async () => {},
    close() {},
  };
}
