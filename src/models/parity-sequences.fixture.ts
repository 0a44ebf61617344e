/** The presets of families that read sequences, as wide as they are, over a few tokens and over small windows. */
import type { JsonObject } from "../core/json";
import type { InputForm } from "../core/samples";
import type { LayerSpec } from "../tensor/layers/registry";
import { recurrentLayers } from "../training/recurrent-layers";
import { hiddenLayers as attentionLayers } from "./attention/network";
import type { NetworkCase } from "./parity-networks.fixture";
import { familyOf } from "./registry";
import { hiddenLayers as temporalLayers } from "./tcn/network";
import { hiddenLayers as transformerLayers } from "./transformer/network";

type Layers = (form: InputForm, hyperparameters: JsonObject) => readonly LayerSpec[];

const layersOf: { readonly [family: string]: Layers } = {
  lstm: (form, hyperparameters) => recurrentLayers("lstm", form, hyperparameters),
  gru: (form, hyperparameters) => recurrentLayers("gru", form, hyperparameters),
  rnn: (form, hyperparameters) => recurrentLayers("simple-rnn", form, hyperparameters),
  tcn: temporalLayers,
  attention: attentionLayers,
  transformer: transformerLayers,
};

const vocabularySize = 17;
const classCount = 5;
const forms = [
  { what: "tokens", form: { shape: [7], vocabularySize } },
  { what: "windows", form: { shape: [6, 3] } },
] as const;

export const sequenceCases: readonly NetworkCase[] = Object.entries(layersOf).flatMap(([id, layers]) =>
  familyOf(id).presets.flatMap(({ id: preset, hyperparameters }) =>
    forms.map(({ what, form }): NetworkCase => ({
      name: `${id}/${preset}, ${what}`,
      spec: {
        inputShape: form.shape,
        layers: [...layers(form, hyperparameters), { type: "dense", units: classCount, activation: "linear" }],
        ...(what === "tokens" && { isPadded: true }),
      },
      loss: "softmax-cross-entropy",
      classCount,
      ...(what === "tokens" && { idsBelow: vocabularySize }),
    })),
  ),
);
