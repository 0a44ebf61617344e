import type { ModelSpec } from "../../core/model-spec";
import { recurrentFamily } from "../../core/recurrent-family";
import { lessonTraining } from "../../core/sequence-fields";

export const rnn: ModelSpec = {
  id: "rnn",
  label: { en: "Simple RNN", zh: "简单循环网络（RNN）" },
  summary: {
    en: "Reads a text word by word, or a series step by step, with a plain memory that soon fades: the simplest network for sequences.",
    zh: "逐词阅读文本或逐步阅读序列，记忆简单且很快淡去：最简单的序列网络。",
  },
  ...recurrentFamily({ texts: 0.002, writing: 0.001, series: 0.003 }),
  presets: [
    {
      id: "rnn-tanh",
      label: { en: "The formula, 64 units", zh: "公式，64 单元" },
      summary: {
        en: "tanh of the input and of the state before, the last state into the answer, to the letter of the lesson, which names no sizes: 64 units, Adam, batch 32, 10 epochs.",
        zh: "对输入与上一状态取 tanh，由最后状态得出答案，与教材完全一致；教材未给规模：64 单元，Adam，批大小 32，10 轮。",
      },
      hyperparameters: {
        ...{ embedding: 64, units: [64], bidirectional: false, pooling: "last" },
        ...{ dropout: 0, recurrentDropout: 0, aim: "value", weightDecay: 0 },
      },
      training: lessonTraining,
    },
  ],
};
