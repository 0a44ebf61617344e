/** Networks from the disk that cannot be the front of a model. */
import type { Wording } from "../wording";

const convert: Wording = {
  en: "Convert the Keras model with “tensorflowjs_converter --input_format=keras” and choose model.json with all its .bin files.",
  zh: "请用“tensorflowjs_converter --input_format=keras”转换 Keras 模型，并同时选择 model.json 和所有 .bin 文件。",
};

export const backboneFailures = {
  "backbone/none": (_: Record<string, never>) => ({
    message: { en: "No backbone has been chosen yet.", zh: "还没有选择骨干网络。" },
    hint: {
      en: "Choose the files of one on the Train step: model.json with its .bin files.",
      zh: "请在“训练”步骤中选择其文件：model.json 及其 .bin 文件。",
    },
  }),
  "backbone/unknown": (d: { id: string }) => ({
    message: {
      en: `The backbone “${d.id.slice(0, 8)}” is not stored here.`,
      zh: `此处没有保存骨干网络“${d.id.slice(0, 8)}”。`,
    },
    hint: { en: "Choose its files again on the Train step.", zh: "请在“训练”步骤中重新选择其文件。" },
  }),
  "backbone/no-model": (d: { files: string }) => ({
    message: {
      en: `No TensorFlow.js model is among the files (${d.files}): one of them must be its model.json.`,
      zh: `所选文件（${d.files}）中没有 TensorFlow.js 模型：其中必须有 model.json。`,
    },
    hint: convert,
  }),
  "backbone/several-models": (d: { files: string }) => ({
    message: { en: `There are several models among the files: ${d.files}.`, zh: `所选文件中有多个模型：${d.files}。` },
    hint: { en: "Choose the files of one.", zh: "请只选择一个模型的文件。" },
  }),
  "backbone/graph-model": (d: { file: string }) => ({
    message: {
      en: `“${d.file}” is a graph model: its layers have been melted together, so that it can be neither cut nor fine-tuned.`,
      zh: `“${d.file}”是图模型（graph model）：各层已合并，无法截取或微调。`,
    },
    hint: {
      en: "Convert the original Keras model into a layers model: “tensorflowjs_converter --input_format=keras --output_format=tfjs_layers_model”.",
      zh: "请把原始 Keras 模型转换为 layers 模型：“tensorflowjs_converter --input_format=keras --output_format=tfjs_layers_model”。",
    },
  }),
  "backbone/damaged": (d: { file: string; reasonEn: string; reasonZh: string }) => ({
    message: { en: `“${d.file}” cannot be read: ${d.reasonEn}.`, zh: `无法读取“${d.file}”：${d.reasonZh}。` },
    hint: convert,
  }),
  "backbone/missing-files": (d: { file: string; missing: string }) => ({
    message: {
      en: `The weights of “${d.file}” lie in files that are not among those chosen: ${d.missing}.`,
      zh: `“${d.file}”的权重所在的文件未被选中：${d.missing}。`,
    },
    hint: {
      en: "Choose model.json and all its .bin files together; their names must be as they were.",
      zh: "请同时选择 model.json 和所有 .bin 文件，且文件名须保持不变。",
    },
  }),
  "backbone/weights-size": (d: { file: string; found: number; needed: number }) => ({
    message: {
      en: `The weights of “${d.file}” should have ${d.needed} bytes; the files chosen have ${d.found}.`,
      zh: `“${d.file}”的权重应有 ${d.needed} 字节；所选文件共有 ${d.found} 字节。`,
    },
    hint: {
      en: "A file was cut short, or belongs to another model: copy all of them again from one place.",
      zh: "可能有文件不完整，或属于其他模型：请从同一处重新复制全部文件。",
    },
  }),
  "backbone/too-large": (d: { neededMb: number; limitMb: number }) => ({
    message: {
      en: `This backbone has ${d.neededMb} MB of weights; at most ${d.limitMb} MB can be opened.`,
      zh: `此骨干网络的权重有 ${d.neededMb} MB；最多可打开 ${d.limitMb} MB。`,
    },
    hint: {
      en: "Take a smaller network, such as a MobileNet.",
      zh: "请使用较小的网络，例如 MobileNet。",
    },
  }),
  "backbone/weights-missing": (d: { layer: string; weight: string; shape: string }) => ({
    message: {
      en: `The files hold no “${d.weight}” of the shape [${d.shape}] for the layer “${d.layer}”.`,
      zh: `文件中没有层“${d.layer}”的形状为 [${d.shape}] 的“${d.weight}”。`,
    },
    hint: {
      en: "The layers and the weights belong to different models: choose the files of one.",
      zh: "层与权重属于不同的模型：请选择同一个模型的文件。",
    },
  }),
  "backbone/input": (d: { reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `This network does not look at one picture: ${d.reasonEn}.`,
      zh: `此网络的输入不是一张图片：${d.reasonZh}。`,
    },
    hint: {
      en: "Choose a network for pictures, with one input [height, width, 1 or 3 channels].",
      zh: "请选择用于图片的网络，其输入须为 [高, 宽, 1 或 3 个通道]。",
    },
  }),
  "backbone/layer": (d: { layer: string; kind: string; reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `The layer “${d.layer}” (${d.kind}) cannot be computed here: ${d.reasonEn}.`,
      zh: `无法计算层“${d.layer}”（${d.kind}）：${d.reasonZh}。`,
    },
    hint: {
      en: "Save the network without this layer, or take another one, such as a MobileNet of Keras.",
      zh: "请保存不含此层的网络，或换用其他网络，例如 Keras 的 MobileNet。",
    },
  }),
  "backbone/size": (d: { side: number; layer: string; own: number }) => ({
    message: {
      en: `Pictures of ${d.side} × ${d.side} pixels do not go through this backbone: the sizes disagree at the layer “${d.layer}”.`,
      zh: `${d.side} × ${d.side} 像素的图片无法通过此骨干网络：在层“${d.layer}”处尺寸不符。`,
    },
    hint: {
      en: `Set the image size to 0, which takes the network's own (${d.own}), or cut it earlier.`,
      zh: `请把图像大小设为 0（使用网络自身的 ${d.own}），或在更早的层截取。`,
    },
  }),
  "backbone/cut": (d: { layer: string }) => ({
    message: {
      en: `The backbone cannot be cut after “${d.layer}”.`,
      zh: `无法在“${d.layer}”之后截取骨干网络。`,
    },
    hint: { en: "Choose another layer to cut it at.", zh: "请选择其他截取位置。" },
  }),
} as const;
