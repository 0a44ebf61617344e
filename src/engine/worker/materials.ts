/** What a fit needs beside its rows, from what its settings name: a backbone, vectors of words. */
import type { Materials } from "../../core/estimator";
import { fail, WorkbenchError } from "../../core/failure";
import type { FitRequest } from "../../core/run";
import { inBreaths } from "../../core/work";
import type { GivenVectors } from "../../core/word-vectors";
import type { WordSpace } from "../../explain/word-space";
import type { BackboneStore } from "./backbone-store";
import type { DatasetStore } from "./dataset-store";
import type { ModelStore } from "./model-store";
import { wordsOfDataset, wordsOfModel } from "./word-space-of";

type Asked = Pick<FitRequest, "model" | "hyperparameters">;

export interface MaterialStore {
  /** What a request names. What is not there is left out, so that the page can ask for it. */
  find(request: Asked): Promise<Materials>;
  /** The same, for a fit: what its model needs must be there. Throws `backbone/none`, `backbone/unknown`, `words/no-vectors` and `fit/setting`. */
  require(request: Asked): Promise<Materials>;
}

export function createMaterialStore(
  backbones: BackboneStore,
  datasets: DatasetStore,
  models: ModelStore,
): MaterialStore {
  /** Those that were asked for last: a preview asks again and again. */
  let last: { readonly id: string; readonly vectors: GivenVectors } | null = null;

  /** @param id of a run that has learned vectors, or of a data set that holds some. */
  async function vectorsOf(id: string): Promise<GivenVectors> {
    if (last?.id === id) return last.vectors;
    const model = await models.find(id);
    const space = model ? wordsOfModel(model) : await inBreaths(wordsOfDataset((await datasets.get(id)).dataset));
    last = { id, vectors: givenVectors(space) };
    return last.vectors;
  }

  return {
    async find(request) {
      const [materials, id] = [await backbones.materialsOf(request), nameIn(request)];
      if (id === "") return materials;
      try {
        return { ...materials, vectors: await vectorsOf(id) };
      } catch (error) {
        if (error instanceof WorkbenchError) return materials;
        throw error;
      }
    },
    async require(request) {
      const [materials, id] = [await backbones.requireMaterials(request), nameIn(request)];
      if (id === "") return materials;
      requireMode(request);
      return { ...materials, vectors: await vectorsOf(id) };
    },
  };
}

function nameIn({ hyperparameters }: Asked): string {
  const name = hyperparameters?.["vectors"];
  return typeof name === "string" ? name : "";
}

function requireMode({ hyperparameters }: Asked): void {
  const mode = hyperparameters?.["vectorMode"] ?? "fine-tuned";
  if (mode === "frozen" || mode === "fine-tuned") return;
  throw fail("fit/setting", {
    setting: "vectorMode",
    reasonEn: `the given vectors are ${JSON.stringify(mode)}; they must be frozen or fine-tuned`,
    reasonZh: `给定词向量的方式为 ${JSON.stringify(mode)}；应为 frozen 或 fine-tuned`,
  });
}

function givenVectors({ words, vectors, size }: WordSpace): GivenVectors {
  const placeOf = new Map(words.map((word, place) => [word, place]));
  return {
    size,
    vectorOf(word) {
      const place = placeOf.get(word) ?? placeOf.get(word.toLowerCase());
      return place === undefined ? null : vectors.subarray(place * size, (place + 1) * size);
    },
  };
}
