import { acceptPictures } from "../../core/accept-pictures";
import { dropoutField } from "../../core/dropout-field";
import type { Field } from "../../core/field";
import { imageSizeField } from "../../core/image-size-field";
import type { ModelSpec } from "../../core/model-spec";
import { decayField, smoothingField } from "../../core/network-fields";
import type { TaskKind } from "../../core/task";

const tasks: readonly TaskKind[] = ["classification", "multilabel", "regression"];

const fields: readonly Field[] = [
  {
    id: "backbone",
    type: "name",
    default: "",
    label: { en: "Backbone", zh: "骨干网络" },
    help: { en: "The network whose files were chosen.", zh: "所选文件对应的网络。" },
  },
  {
    id: "cut",
    type: "name",
    default: "",
    label: { en: "Cut after", zh: "截取位置" },
    help: {
      en: "The last layer that is used; left open, the one before the classifier.",
      zh: "最后使用的层；留空则为分类器之前的层。",
    },
  },
  {
    id: "mode",
    type: "choice",
    default: "frozen",
    label: { en: "Backbone's weights", zh: "骨干网络的权重" },
    help: {
      en: "Frozen: they stay, each picture goes through once and only what stands behind learns; fast, and without augmentation. Fine-tuned: they learn as well.",
      zh: "冻结：权重不变，每张图片只计算一次，仅训练其后的部分；速度快，不做增强。微调：权重也一起学习。",
    },
    options: [
      { value: "frozen", label: { en: "Frozen", zh: "冻结" } },
      { value: "fine-tuned", label: { en: "Fine-tuned", zh: "微调" } },
    ],
  },
  {
    id: "pixels",
    type: "choice",
    default: "auto",
    label: { en: "Pixels it expects", zh: "所需的像素范围" },
    help: {
      en: "The range in which it was trained: a wrong one spoils its features. Preparation of pixels by steps is left out.",
      zh: "该网络训练时的像素范围：选错会破坏特征。预处理中的像素归一化将被略过。",
    },
    options: [
      { value: "auto", label: { en: "As its files suggest", zh: "按文件推断" } },
      {
        value: "signed",
        label: { en: "−1 to 1 (MobileNet, Inception, Xception)", zh: "−1 到 1（MobileNet、Inception、Xception）" },
      },
      { value: "unit", label: { en: "0 to 1", zh: "0 到 1" } },
      { value: "bytes", label: { en: "0 to 255 (EfficientNet)", zh: "0 到 255（EfficientNet）" } },
      {
        value: "imagenet",
        label: {
          en: "ImageNet mean and deviation (DenseNet, PyTorch)",
          zh: "ImageNet 均值与标准差（DenseNet、PyTorch）",
        },
      },
      {
        value: "caffe",
        label: {
          en: "Blue first, less ImageNet mean (VGG, ResNet50)",
          zh: "蓝色在前，减 ImageNet 均值（VGG、ResNet50）",
        },
      },
    ],
  },
  imageSizeField({
    en: "Side in pixels to which every picture is brought; 0 takes what the backbone was made for. Smaller is faster, where its layers allow it.",
    zh: "每张图片统一到的边长（像素）；0 表示使用骨干网络自身的大小。若其各层允许，较小的尺寸更快。",
  }),
  {
    id: "units",
    type: "integers",
    default: [],
    min: 1,
    max: 1024,
    maxLength: 3,
    isAdvanced: true,
    label: { en: "Hidden units", zh: "隐藏单元" },
    help: {
      en: "Units of hidden layers between the backbone's features and the answer; none is usual.",
      zh: "骨干特征与输出之间各隐藏层的单元数；通常不需要。",
    },
  },
  {
    ...dropoutField(0.2, {
      en: "Share of the features left out at random in each step, so that none is relied on too much.",
      zh: "每一步随机停用的特征比例，避免过度依赖个别特征。",
    }),
    isAdvanced: true,
  },
  {
    id: "backboneRate",
    type: "number",
    default: 0.1,
    min: 0.0001,
    max: 1,
    scale: "log",
    when: { field: "mode", in: ["fine-tuned"] },
    label: { en: "Backbone's learning rate", zh: "骨干网络的学习率比例" },
    help: {
      en: "Share of the learning rate by which the backbone's own weights learn: they know much already.",
      zh: "骨干网络自身权重所用的学习率比例：它们已经学到很多。",
    },
  },
  decayField,
  smoothingField,
];

/** A network from the user's disk in front of a small head. */
export const backbone: ModelSpec = {
  id: "backbone",
  label: { en: "Own backbone (from disk)", zh: "自带骨干网络（本地文件）" },
  summary: {
    en: "A network that has learned from other pictures looks first; what it finds is learned from. Good where pictures are few.",
    zh: "先用一个在其他图片上学过的网络提取特征，再在特征上学习。适合图片较少的情形。",
  },
  tasks,
  fields,
  presets: [],
  training: {
    epochs: 30,
    batchSize: 16,
    optimizer: "adamw",
    learningRate: 0.002,
    schedule: "cosine-warm-up",
    // The rate comes down to nothing, as for the other networks of pictures.
    earlyStopping: false,
    augmentation: false,
  },
  scalesPixels: true,
  usesTraining: () => true,
  accepts: (task, features) => acceptPictures(tasks, task, features),
};
