import type { ModelSpec } from "../../core/model-spec";
import { recurrentFamily } from "../../core/recurrent-family";
import { lessonTraining } from "../../core/sequence-fields";

/**
 * LSTMs for texts and for windows of series. On 5,574 short messages, three stratified splits of 80 and 20 of 100: accuracy 0.989, F1 of spam 0.956 (logistic regression on
 * counted words: 0.987, 0.948).
 */
export const lstm: ModelSpec = {
  id: "lstm",
  label: { en: "LSTM", zh: "LSTM（长短期记忆网络）" },
  summary: {
    en: "Reads a text word by word, or a series step by step, and decides at each what to remember and what to forget (long short-term memory).",
    zh: "逐词阅读文本或逐步阅读序列，每一步决定记住什么、忘记什么（长短期记忆网络）。",
  },
  ...recurrentFamily({ texts: 0.003, writing: 0.004, series: 0.004 }),
  presets: [
    {
      id: "text-lstm",
      label: { en: "Text, 128 units", zh: "文本，128 单元" },
      summary: {
        en: "Embedding of 128, LSTM of 128 with dropout 0.2 and recurrent dropout 0.2, Adam, batch 32, 10 epochs, to the letter of the lesson.",
        zh: "128 维嵌入，128 单元 LSTM，丢弃率 0.2，循环丢弃率 0.2，Adam，批大小 32，10 轮，与教材完全一致。",
      },
      hyperparameters: {
        ...{ embedding: 128, units: [128], bidirectional: false, pooling: "last" },
        ...{ dropout: 0.2, recurrentDropout: 0.2, aim: "value", weightDecay: 0 },
      },
      training: lessonTraining,
    },
  ],
};
