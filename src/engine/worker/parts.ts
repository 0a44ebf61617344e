/** What the jobs work with. */
import type { Storage } from "../../storage/storage";
import type { Notice } from "../protocol";
import { createBackboneStore, type BackboneStore } from "./backbone-store";
import { createCompute, type Compute } from "./compute";
import { createDatasetStore, type DatasetStore } from "./dataset-store";
import { createFitQueue, type FitQueue } from "./fit-queue";
import { createLiveFits, type LiveFits } from "./live-fits";
import { createMaterialStore, type MaterialStore } from "./materials";
import { createModelStore, type ModelStore } from "./model-store";

export interface Parts {
  readonly datasets: DatasetStore;
  readonly models: ModelStore;
  readonly backbones: BackboneStore;
  readonly materials: MaterialStore;
  readonly compute: Compute;
  readonly fits: FitQueue;
  readonly lives: LiveFits;
  readonly storage: Storage;
}

export function createParts(storage: Storage, notify: (notice: Notice) => void): Parts {
  const fits = createFitQueue();
  const datasets = createDatasetStore(storage, notify);
  const models = createModelStore(storage, notify);
  const backbones = createBackboneStore(storage, notify);
  return {
    ...{ datasets, models, backbones },
    materials: createMaterialStore(backbones, datasets, models),
    compute: createCompute(notify),
    fits,
    lives: createLiveFits(),
    storage,
  };
}
