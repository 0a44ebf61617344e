/** The presets of families that read sequences, as wide as they are, over a few tokens, over small windows and, where they see them, over small pictures. */
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
  { what: "pictures", form: { shape: [9, 8, 1] } },
] as const;

const formsOf = (id: string) => forms.filter(({ what }) => what !== "pictures" || "forPictures" in familyOf(id));

/** Few numbers of each kind: a software adapter goes through its many layers slowly. */
const turning: NetworkCase = {
  name: "one text into another, Transformer",
  spec: {
    inputShape: [9],
    layers: [
      ...transformerLayers(
        { shape: [9], vocabularySize, foretells: true, sourceSteps: 5 },
        { blocks: 1, heads: 2, headWidth: 4, positions: "learned", dropout: 0.1 },
      ),
      { type: "flatten" },
      { type: "dense", units: classCount, activation: "linear" },
    ],
    isPadded: true,
  },
  loss: "softmax-cross-entropy",
  classCount,
  idsBelow: vocabularySize,
};

const presets: readonly NetworkCase[] = Object.entries(layersOf).flatMap(([id, layers]) =>
  familyOf(id).presets.flatMap(({ id: preset, hyperparameters }) =>
    formsOf(id).map(({ what, form }): NetworkCase => ({
      name: `${id}/${preset}, ${what}`,
      spec: {
        inputShape: form.shape,
        layers: [
          ...layers(form, what === "pictures" ? { ...hyperparameters, patchSize: 4 } : hyperparameters),
          { type: "dense", units: classCount, activation: "linear" },
        ],
        ...(what === "tokens" && { isPadded: true }),
      },
      loss: "softmax-cross-entropy",
      classCount,
      ...(what === "tokens" && { idsBelow: vocabularySize }),
    })),
  ),
);

export const sequenceCases: readonly NetworkCase[] = [...presets, turning];
