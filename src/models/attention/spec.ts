import { acceptSequence } from "../../core/accept-sequence";
import { dropoutField } from "../../core/dropout-field";
import type { ModelSpec } from "../../core/model-spec";
import { decayField } from "../../core/network-fields";
import {
  changeField,
  embeddingField,
  lessonTraining,
  positionsField,
  sequenceTasks,
  sequenceTraining,
  seriesDefaults,
  vectorFields,
} from "../../core/sequence-fields";

export const attention: ModelSpec = {
  id: "attention",
  label: { en: "Attention", zh: "注意力" },
  summary: {
    en: "One layer of attention and nothing else, to see what it does: which words of a text, or steps of a series, count.",
    zh: "只有一层注意力，用来观察它的作用：文本中哪些词、序列中哪些步重要。",
  },
  tasks: sequenceTasks,
  fields: [
    {
      id: "architecture",
      type: "choice",
      default: "gate",
      label: { en: "Architecture", zh: "网络结构" },
      help: {
        en: "The gate weighs the words once for the whole text; with self-attention each word weighs all others.",
        zh: "注意力门对整个文本给出一组词权重；自注意力则由每个词为所有词加权。",
      },
      options: [
        { value: "gate", label: { en: "Gate", zh: "注意力门" } },
        { value: "self", label: { en: "Self-attention, one head", zh: "自注意力（单头）" } },
      ],
    },
    embeddingField(64),
    {
      id: "units",
      type: "integer",
      default: 64,
      min: 1,
      max: 2048,
      when: { field: "architecture", in: ["gate"] },
      label: { en: "Units", zh: "单元数" },
      help: {
        en: "Numbers to which a linear map brings every word before the words are weighed.",
        zh: "加权之前，线性映射把每个词变成的数字个数。",
      },
    },
    dropoutField(0.2, {
      en: "Share of the attention left out at random in each step, so that no word is relied on too much.",
      zh: "每一步随机停用的注意力比例，避免过度依赖个别词。",
    }),
    positionsField(["none", "learned", "sinusoidal"]),
    changeField,
    decayField,
    ...vectorFields,
  ],
  presets: [
    {
      id: "attention-gate",
      label: { en: "Gate, 10 to 512", zh: "注意力门，10 到 512" },
      summary: {
        en: "Linear 10 to 512, weights by a softmax over the words with dropout 0.2, their sum, one linear layer: as the lesson has it, with its softmax put over the right axis.",
        zh: "线性 10 到 512，对各词取 softmax 作为权重（丢弃率 0.2），加权求和，再接线性层：按教材，并把其 softmax 改到正确的轴上。",
      },
      hyperparameters: {
        architecture: "gate",
        embedding: 10,
        units: 512,
        dropout: 0.2,
        positions: "none",
        aim: "value",
        weightDecay: 0,
      },
      training: lessonTraining,
    },
    {
      id: "self-attention",
      label: { en: "Self-attention, one head", zh: "自注意力，单头" },
      summary: {
        en: "y = Σ softmax(s) v with one head of 64, then the mean of the words, to the letter of the lesson, which names no sizes.",
        zh: "y = Σ softmax(s) v，单头 64 维，再取各词平均，与教材完全一致；教材未给规模。",
      },
      hyperparameters: {
        architecture: "self",
        embedding: 64,
        units: 64,
        dropout: 0,
        positions: "none",
        aim: "value",
        weightDecay: 0,
      },
      training: lessonTraining,
    },
  ],
  training: sequenceTraining(0.003),
  forTask: { forecasting: seriesDefaults(0.003, { positions: "learned", dropout: 0 }) },
  usesTraining: () => true,
  accepts: (task, features) => acceptSequence(sequenceTasks, task, features),
  readsTokens: true,
  readsSteps: true,
};
