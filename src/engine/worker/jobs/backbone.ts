/** Opening networks from the disk. */
import { openBackbone } from "../../../tensor/backbone/open-backbone";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";

export function createBackboneJobs({ backbones, compute }: Parts): Pick<Handlers, "models/open-backbone"> {
  return {
    async "models/open-backbone"({ files }, { signal }) {
      // Weights are decoded by TensorFlow.js, which must have its backend by then.
      await compute.info();
      const backbone = await openBackbone(files.map(({ file }) => file));
      signal.throwIfAborted();
      await backbones.put(backbone);
      return backbone.info;
    },
  };
}
