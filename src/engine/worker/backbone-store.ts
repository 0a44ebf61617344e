/** The backbones that were opened: in storage, and the last ones in memory. */
import type { Backbone } from "../../core/backbone";
import type { Materials } from "../../core/estimator";
import { fail, toFailure } from "../../core/failure";
import type { FitRequest } from "../../core/run";
import { modelOf } from "../../models/registry";
import type { Storage } from "../../storage/storage";
import type { Notice } from "../protocol";

export interface BackboneStore {
  find(id: string): Promise<Backbone | null>;
  /** Where storage fails it stays in memory and the page is told. */
  put(backbone: Backbone): Promise<void>;
  /** What a request names. What is not there is left out, so that the page can ask for it. */
  materialsOf(request: Pick<FitRequest, "hyperparameters">): Promise<Materials>;
  /** The same, for a fit: what its model needs must be there. Throws `backbone/none` and `backbone/unknown`. */
  requireMaterials(request: Pick<FitRequest, "model" | "hyperparameters">): Promise<Materials>;
}

const mostInMemory = 2;

export function createBackboneStore(storage: Storage, notify: (notice: Notice) => void): BackboneStore {
  const recent = new Map<string, Backbone>();
  /** What could not be stored is nowhere else. */
  const unsaved = new Map<string, Backbone>();

  function remember(backbone: Backbone): void {
    recent.delete(backbone.info.id);
    recent.set(backbone.info.id, backbone);
    for (const id of [...recent.keys()].slice(0, -mostInMemory)) recent.delete(id);
  }

  async function find(id: string): Promise<Backbone | null> {
    const known = recent.get(id) ?? unsaved.get(id) ?? (await storage.readBackbone(id));
    if (known) remember(known);
    return known;
  }

  async function materialsOf(request: Pick<FitRequest, "hyperparameters">): Promise<Materials> {
    const id = nameIn(request);
    const backbone = id === "" ? null : await find(id);
    return backbone ? { backbone } : {};
  }

  return {
    find,
    async put(backbone) {
      remember(backbone);
      try {
        await storage.writeBackbone(backbone);
      } catch (error) {
        unsaved.set(backbone.info.id, backbone);
        notify({ type: "storage", failure: toFailure(error) });
      }
    },
    materialsOf,
    async requireMaterials(request) {
      const materials = await materialsOf(request);
      if (materials.backbone) return materials;
      const id = nameIn(request);
      if (id !== "") throw fail("backbone/unknown", { id });
      if (needsBackbone(request.model)) throw fail("backbone/none", {});
      return materials;
    },
  };
}

function needsBackbone(model: string): boolean {
  return model !== "" && modelOf(model).family.fields.some(({ id }) => id === "backbone");
}

function nameIn({ hyperparameters }: Pick<FitRequest, "hyperparameters">): string {
  const name = hyperparameters?.["backbone"];
  return typeof name === "string" ? name : "";
}
