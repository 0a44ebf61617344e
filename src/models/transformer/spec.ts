import { acceptPictures } from "../../core/accept-pictures";
import { gentleAugmentation } from "../../core/augmentation";
import { dropoutField } from "../../core/dropout-field";
import { ownImageSizeField } from "../../core/image-size-field";
import type { ModelSpec } from "../../core/model-spec";
import { decayField } from "../../core/network-fields";
import {
  changeField,
  lessonTraining,
  poolingField,
  positionsField,
  sequenceTraining,
  seriesDefaults,
  vectorFields,
} from "../../core/sequence-fields";
import { isWindowed, type TaskKind } from "../../core/task";
import { acceptWriting, writingTasks } from "../../core/writing";

const pictureTasks: readonly TaskKind[] = ["classification", "multilabel", "regression"];

/**
 * A Transformer encoder for texts, for pictures in squares and for windows of series. On 5,574 short messages, three stratified splits of 80 and 20 of 100: accuracy 0.989, F1 of spam 0.957 (logistic
 * regression on counted words: 0.987, 0.948). On 4,000 digits of MNIST, one seed, 1,000 validation pictures, half the epochs: 0.950.
 */
export const transformer: ModelSpec = {
  id: "transformer",
  label: { en: "Transformer", zh: "Transformer" },
  summary: {
    en: "Reads all words of a text, steps of a series or patches of a picture at once: each asks all others what they mean to it (multi-head self-attention).",
    zh: "同时读取文本的所有词、序列的所有步或图片的所有图块：每个都向其他询问与自己的关系（多头自注意力）。",
  },
  tasks: writingTasks,
  fields: [
    {
      id: "blocks",
      type: "integer",
      default: 1,
      min: 1,
      max: 12,
      label: { en: "Blocks", zh: "块数" },
      help: {
        en: "How often attention and two dense layers follow one another.",
        zh: "注意力与两个全连接层重复的次数。",
      },
    },
    {
      id: "heads",
      type: "integer",
      default: 4,
      min: 1,
      max: 16,
      label: { en: "Heads", zh: "头数" },
      help: {
        en: "Attentions side by side, each of which can look for something else.",
        zh: "并列的注意力个数，各自可关注不同的内容。",
      },
    },
    {
      id: "headWidth",
      type: "integer",
      default: 16,
      min: 1,
      max: 128,
      label: { en: "Width of a head", zh: "每头宽度" },
      help: {
        en: "Numbers of each head; a word has this many times the heads.",
        zh: "每个头的数字个数；每个词的维度为它乘以头数。",
      },
    },
    { ...ownImageSizeField, only: "pictures" },
    {
      id: "patchSize",
      type: "integer",
      default: 0,
      min: 0,
      max: 64,
      only: "pictures",
      label: { en: "Patch size", zh: "图块大小" },
      help: {
        en: "Side in pixels of the squares that a picture is cut into, each of them one step; 0 makes about 8 × 8 of them. What is left over at the right and at the bottom is not seen.",
        zh: "把图片切成的方块的边长（像素），每块为一步；0 表示切成约 8 × 8 块。右侧和底部不足一块的部分不使用。",
      },
    },
    positionsField(["learned", "sinusoidal"]),
    dropoutField(0.2, {
      en: "Share of numbers and of attention left out at random in each step, so that none is relied on too much.",
      zh: "每一步随机停用的数值与注意力比例，避免过度依赖个别部分。",
    }),
    poolingField("mean"),
    changeField,
    decayField,
    ...vectorFields,
  ],
  presets: [
    {
      id: "transformer",
      label: { en: "Two blocks of width 128", zh: "两块，宽度 128" },
      summary: {
        en: "softmax(QKᵀ/√d) V in four heads of 32, two blocks, sinusoidal positions, Adam, batch 16: as the lesson has it, with the scaling by √d that it forgets.",
        zh: "softmax(QKᵀ/√d) V，四个 32 维的头，两块，正弦位置编码，Adam，批大小 16：按教材，并补上其遗漏的 √d 缩放。",
      },
      hyperparameters: {
        blocks: 2,
        heads: 4,
        headWidth: 32,
        positions: "sinusoidal",
        pooling: "mean",
        dropout: 0,
        aim: "value",
        weightDecay: 0,
        ...{ imageSize: 0, patchSize: 0 },
      },
      training: {
        ...lessonTraining,
        batchSize: 16,
        augmentation: false,
      },
    },
  ],
  training: sequenceTraining(0.001),
  forTask: {
    generation: {
      hyperparameters: { blocks: 3, heads: 4, headWidth: 24, dropout: 0.1 },
      training: { epochs: 10, batchSize: 16, learningRate: 0.002 },
    },
    forecasting: seriesDefaults(0.002, { pooling: "last", dropout: 0 }),
  },
  forPictures: {
    hyperparameters: { blocks: 3, dropout: 0 },
    training: { epochs: 30, batchSize: 16, learningRate: 0.002, augmentation: gentleAugmentation },
  },
  usesTraining: () => true,
  accepts: (task, features) =>
    !isWindowed(task) && features.some(({ kind }) => kind === "image")
      ? acceptPictures(pictureTasks, task, features)
      : acceptWriting(task, features, true),
  readsTokens: true,
  readsSteps: true,
  readsSource: true,
};
