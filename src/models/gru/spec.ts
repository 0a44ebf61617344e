import type { ModelSpec } from "../../core/model-spec";
import { recurrentFields, sequenceTraining, seriesDefaults } from "../../core/sequence-fields";
import { acceptWriting, recurrentWriting, writingTasks } from "../../core/writing";

export const gru: ModelSpec = {
  id: "gru",
  label: { en: "GRU", zh: "GRU（门控循环单元）" },
  summary: {
    en: "Reads a text word by word, or a series step by step, with two gates for its memory: often as good as an LSTM with a quarter fewer weights (gated recurrent unit).",
    zh: "逐词阅读文本或逐步阅读序列，用两个门控制记忆：常与 LSTM 相当而权重少四分之一（门控循环单元）。",
  },
  tasks: writingTasks,
  fields: recurrentFields({ embedding: 64, units: [64], bidirectional: true, pooling: "mean", dropout: 0.3 }),
  presets: [],
  training: sequenceTraining(0.003),
  forTask: {
    ...recurrentWriting(192, 0.004),
    forecasting: seriesDefaults(0.004, { units: [32], bidirectional: false, pooling: "last", dropout: 0 }),
  },
  usesTraining: () => true,
  accepts: (task, features) => acceptWriting(task, features, false),
  readsTokens: true,
  readsSteps: true,
};
