import { acceptPictures } from "../../core/accept-pictures";
import { acceptSequence } from "../../core/accept-sequence";
import { acceptTable } from "../../core/accept-table";
import type { Field } from "../../core/field";
import type { ModelSpec } from "../../core/model-spec";
import { givesWindowsBack, type TaskKind } from "../../core/task";

const tasks: readonly TaskKind[] = ["reconstruction"];

const fields: readonly Field[] = [
  {
    id: "imageSize",
    type: "integer",
    default: 32,
    min: 0,
    max: 256,
    label: { en: "Image size", zh: "图像大小" },
    help: {
      en: "Side in pixels to which every picture is brought: a multiple of 4; 0 follows the pictures, up to 64. Pictures only.",
      zh: "每张图片统一到的边长（像素），须为 4 的倍数；0 表示按图片本身决定，最多 64。仅用于图像。",
    },
  },
  {
    id: "codeSize",
    type: "integer",
    default: 0,
    min: 0,
    max: 1024,
    label: { en: "Code size", zh: "编码长度" },
    help: {
      en: "How many numbers a row has to pass through; 0 takes 32 for pictures, a third of a table's columns, an eighth of a window (2 to 16).",
      zh: "每行数据必须压缩成多少个数；0 表示图像取 32，表格取列数的三分之一，窗口取其数值个数的八分之一（2 到 16）。",
    },
  },
  {
    id: "architecture",
    type: "choice",
    default: "deep",
    label: { en: "Architecture", zh: "网络结构" },
    help: {
      en: "Which layers stand before and after the code.",
      zh: "编码前后各有哪些层。",
    },
    options: [
      { value: "deep", label: { en: "Convolutions; dense for single rows", zh: "卷积；单行用全连接" } },
      { value: "recurrent", label: { en: "Recurrent (GRU), for windows", zh: "循环网络（GRU），用于窗口" } },
      { value: "dense", label: { en: "Dense layers", zh: "全连接层" } },
      { value: "single", label: { en: "One layer there, one back", zh: "一层编码，一层解码" } },
    ],
  },
  {
    id: "filters",
    type: "integer",
    default: 16,
    min: 1,
    max: 256,
    when: { field: "architecture", in: ["deep"] },
    label: { en: "Filters", zh: "滤波器数" },
    help: {
      en: "Filters of the first convolution; they double each time the picture or window is halved.",
      zh: "第一个卷积层的滤波器数；图片或窗口每减半一次就加倍。",
    },
  },
  {
    id: "units",
    type: "integers",
    default: [64, 32],
    min: 1,
    max: 4096,
    maxLength: 6,
    when: { field: "architecture", in: ["deep", "dense", "recurrent"] },
    label: { en: "Units", zh: "单元数" },
    help: {
      en: "Units of each dense layer before the code, after it the same in reverse; the first number is that of a recurrent layer on either side.",
      zh: "编码之前每个全连接层的单元数，编码之后按相反顺序；第一个数也是两侧循环层的单元数。",
    },
  },
  {
    id: "noise",
    type: "choice",
    default: "none",
    label: { en: "Noise while training", zh: "训练时的噪声" },
    help: {
      en: "Inputs are spoiled and the clean ones asked for (denoising), so that it learns what belongs together.",
      zh: "先破坏输入，再要求还原干净的输入（去噪），使其学会各部分之间的关系。",
    },
    options: [
      { value: "none", label: { en: "None", zh: "无" } },
      { value: "gaussian", label: { en: "Gaussian", zh: "高斯噪声" } },
      { value: "masking", label: { en: "Masking", zh: "遮盖" } },
    ],
  },
  {
    id: "noiseAmount",
    type: "number",
    default: 0.1,
    min: 0,
    max: 2,
    when: { field: "noise", in: ["gaussian", "masking"] },
    label: { en: "Amount of noise", zh: "噪声强度" },
    help: {
      en: "Standard deviation of what is added, or the share of inputs that becomes 0.",
      zh: "所加噪声的标准差，或被置为 0 的输入比例。",
    },
  },
  {
    id: "variational",
    type: "switch",
    default: false,
    label: { en: "Variational", zh: "变分" },
    help: {
      en: "The code is drawn from a cloud around a point, and all clouds are held near one another.",
      zh: "编码从某点周围的一团分布中抽取，并使所有分布彼此靠近。",
    },
  },
  {
    id: "beta",
    type: "number",
    default: 0.02,
    min: 0,
    max: 10,
    when: { field: "variational", in: [true] },
    label: { en: "β of the divergence", zh: "散度权重 β" },
    help: {
      en: "How strongly the clouds are held together, beside the error of what is given back.",
      zh: "相对于重建误差，把各分布拉在一起的强度。",
    },
  },
  {
    id: "quantile",
    type: "number",
    default: 0.95,
    min: 0.5,
    max: 0.999,
    label: { en: "Usual rows below the threshold", zh: "阈值以下的正常比例" },
    help: {
      en: "Rows are flagged above the error that this share of the validation rows stays below: 0.95 means 5 % false alarms.",
      zh: "误差高于验证数据中这一比例的行会被标记：0.95 表示约 5% 的误报。",
    },
  },
];

/** Rows through few numbers and back, for tables, windows of series and pictures: what comes back badly is unlike what was learned. */
export const autoencoder: ModelSpec = {
  id: "autoencoder",
  label: { en: "Autoencoder", zh: "自编码器" },
  summary: {
    en: "Presses rows, windows of a series or pictures through a few numbers and back, and flags what it cannot give back: the unusual.",
    zh: "把数据行、序列的窗口或图片压缩成少数几个数再还原，并标记无法还原的异常样本。",
  },
  tasks,
  fields,
  presets: [
    {
      id: "autoencoder",
      label: { en: "One dense layer", zh: "单个全连接层" },
      summary: {
        en: "Input, a code of 64 (ReLU), the input again; mean squared error and Adam, to the letter of the lesson.",
        zh: "输入、64 个数的编码（ReLU）、再还原为输入；均方误差，Adam，与教材完全一致。",
      },
      hyperparameters: {
        ...{ imageSize: 28, architecture: "single", codeSize: 64 },
        ...{ noise: "none", variational: false },
      },
      training: {
        ...{ epochs: 50, batchSize: 64, optimizer: "adam", learningRate: 0.001 },
        ...{ schedule: "constant", earlyStopping: false, augmentation: false },
      },
    },
    {
      id: "denoising",
      label: { en: "Denoising", zh: "去噪" },
      summary: {
        en: "As the default, but it has to find the clean row in one spoiled by noise.",
        zh: "与默认相同，但需从加了噪声的数据中还原干净的数据。",
      },
      hyperparameters: { noise: "gaussian", noiseAmount: 0.2 },
    },
    {
      id: "variational",
      label: { en: "Variational", zh: "变分" },
      summary: {
        en: "As the default, with a code that is drawn: neighbours in the map give alike rows.",
        zh: "与默认相同，但编码为随机抽取：图中相邻的点对应相似的数据。",
      },
      hyperparameters: { variational: true },
    },
  ],
  scalesPixels: true,
  training: {
    ...{ epochs: 100, batchSize: 8, optimizer: "adam", learningRate: 0.003 },
    // Validation rows set the threshold: epochs that are chosen by them would make it too low.
    ...{ schedule: "cosine-warm-up", earlyStopping: false },
  },
  // Of windows, which there are as many of as rows.
  forTask: { forecasting: { training: { epochs: 20, batchSize: 32 } } },
  usesTraining: () => true,
  accepts: (task, features) =>
    givesWindowsBack(task)
      ? acceptSequence(tasks, task, features)
      : features.some(({ kind }) => kind === "image")
        ? acceptPictures(tasks, task, features)
        : acceptTable(tasks, task, features),
};
