/** Every layer that a network may have: one line in the union and one in the table. */
import type { DenseSpec } from "./dense";
import { dense } from "./dense";
import type { DropoutSpec } from "./dropout";
import { dropout } from "./dropout";
import type { LayerKind } from "./layer";

export type LayerSpec = DenseSpec | DropoutSpec;

const kinds: { readonly [Type in LayerSpec["type"]]: LayerKind<Extract<LayerSpec, { type: Type }>> } = {
  dense,
  dropout,
};

export function layerKind(spec: LayerSpec): LayerKind<LayerSpec> {
  return kinds[spec.type]; // the table pairs each type with its kind
}
