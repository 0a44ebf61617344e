export const backbone = {
  title: "Backbone",
  note: "A network that has learned from other pictures, from your disk. It stays on this computer, and is saved with the project.",
  invite: "Choose or drop the files of a TensorFlow.js layers model: model.json together with all its .bin files.",
  example:
    "For example a MobileNet of Keras, converted with tensorflowjs_converter, or a model exported from Teachable Machine.",
  reading: "Reading the network …",
  input: "Input",
  anySize: "any size",
  size: (height: string, width: string) => `${height} × ${width} pixels`,
  channels: (count: number): string => (count === 1 ? "grey" : "colour"),
  layers: "Layers",
  weights: "Weights",
  print: "Print",
  cut: "Cut after",
  cutHelp:
    "What comes after this layer is left out. By default the classifier, which knows only the classes of its own question.",
  cutOption: (layer: string, kind: string, shape: string) => `${layer} · ${kind} · ${shape}`,
  proposed: "proposed",
  gone: (id: string) => `The backbone ${id} is not stored here: choose its files again.`,
  other: "Choose another",
  keep: "Keep this one",
};
