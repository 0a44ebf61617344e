/** Every layer that a network may have: one line in the union and one in the table. */
import type { BatchNormalizationSpec } from "./batch-normalization";
import { batchNormalization } from "./batch-normalization";
import type { Conv2dSpec } from "./conv2d";
import { conv2d } from "./conv2d";
import type { DenseSpec } from "./dense";
import { dense } from "./dense";
import type { DropoutSpec } from "./dropout";
import { dropout } from "./dropout";
import type { FlattenSpec } from "./flatten";
import { flatten } from "./flatten";
import type { LayerKind } from "./layer";
import type { LayerNormalizationSpec } from "./layer-normalization";
import { layerNormalization } from "./layer-normalization";
import type { MaxPooling2dSpec } from "./max-pooling2d";
import { maxPooling2d } from "./max-pooling2d";

export type LayerSpec =
  | BatchNormalizationSpec
  | Conv2dSpec
  | DenseSpec
  | DropoutSpec
  | FlattenSpec
  | LayerNormalizationSpec
  | MaxPooling2dSpec;

const kinds: { readonly [Type in LayerSpec["type"]]: LayerKind<Extract<LayerSpec, { type: Type }>> } = {
  "batch-normalization": batchNormalization,
  conv2d,
  dense,
  dropout,
  flatten,
  "layer-normalization": layerNormalization,
  "max-pooling2d": maxPooling2d,
};

export function layerKind(spec: LayerSpec): LayerKind<LayerSpec> {
  return kinds[spec.type]; // the table pairs each type with its kind
}
