import { acceptSequence } from "../../core/accept-sequence";
import { dropoutField } from "../../core/dropout-field";
import type { ModelSpec } from "../../core/model-spec";
import { decayField } from "../../core/network-fields";
import {
  changeField,
  embeddingField,
  lessonTraining,
  poolingField,
  sequenceTasks,
  sequenceTraining,
  seriesDefaults,
  vectorFields,
} from "../../core/sequence-fields";

export const tcn: ModelSpec = {
  id: "tcn",
  label: { en: "Temporal convolution", zh: "时间卷积网络" },
  summary: {
    en: "Small filters that look back over a text or a series, each layer twice as far as the one before; quick, and no step ever sees a later one (TCN).",
    zh: "在文本或序列上向后看的小滤波器，每层的跨度是上一层的两倍；速度快，且任何一步都看不到之后的内容（TCN）。",
  },
  tasks: sequenceTasks,
  fields: [
    {
      id: "blocks",
      type: "integer",
      default: 3,
      min: 1,
      max: 12,
      label: { en: "Blocks", zh: "块数" },
      help: {
        en: "Each looks back twice as far as the one before: with filters of 3 steps, three reach over 29 steps, four over 61.",
        zh: "每块的跨度是上一块的两倍：滤波器为 3 步时，三块覆盖 29 步，四块覆盖 61 步。",
      },
    },
    {
      id: "filters",
      type: "integer",
      default: 64,
      min: 1,
      max: 1024,
      label: { en: "Filters", zh: "滤波器数" },
      help: {
        en: "Numbers that stand for each step after each block.",
        zh: "每一块之后表示每一步的数字个数。",
      },
    },
    {
      id: "kernelSize",
      type: "integer",
      default: 3,
      min: 1,
      max: 16,
      label: { en: "Steps of a filter", zh: "滤波器步数" },
      help: {
        en: "Steps that a filter looks at, the step itself among them.",
        zh: "滤波器所看的步数，包括当前步。",
      },
    },
    embeddingField(64),
    dropoutField(0.2, {
      en: "Share of the numbers after each convolution left out at random in each step of learning, so that none is relied on too much.",
      zh: "每一步训练中，每个卷积之后随机停用的数值比例，避免过度依赖个别部分。",
    }),
    poolingField("mean"),
    changeField,
    decayField,
    ...vectorFields,
  ],
  presets: [
    {
      id: "tcn-long",
      label: { en: "Long reach, 151 steps", zh: "长跨度，151 步" },
      summary: {
        en: "Four blocks of 25 filters over 6 steps with dropout 0.05, the last step into the answer, Adam, batch 32, 10 epochs: narrow, for long windows.",
        zh: "四块、每块 25 个 6 步滤波器，丢弃率 0.05，由最后一步得出答案，Adam，批大小 32，10 轮：较窄，适合长窗口。",
      },
      hyperparameters: {
        ...{ blocks: 4, filters: 25, kernelSize: 6, embedding: 25 },
        ...{ dropout: 0.05, pooling: "last", aim: "value", weightDecay: 0 },
      },
      training: { ...lessonTraining, learningRate: 0.002 },
    },
  ],
  training: sequenceTraining(0.002),
  forTask: { forecasting: seriesDefaults(0.002, { filters: 32, pooling: "last", dropout: 0 }) },
  usesTraining: () => true,
  accepts: (task, features) => acceptSequence(sequenceTasks, task, features),
  readsTokens: true,
  readsSteps: true,
};
