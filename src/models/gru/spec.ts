import type { ModelSpec } from "../../core/model-spec";
import { recurrentFamily } from "../../core/recurrent-family";

export const gru: ModelSpec = {
  id: "gru",
  label: { en: "GRU", zh: "GRU（门控循环单元）" },
  summary: {
    en: "Reads a text word by word, or a series step by step, with two gates for its memory: often as good as an LSTM with a quarter fewer weights (gated recurrent unit).",
    zh: "逐词阅读文本或逐步阅读序列，用两个门控制记忆：常与 LSTM 相当而权重少四分之一（门控循环单元）。",
  },
  ...recurrentFamily({ texts: 0.003, writing: 0.004, series: 0.004 }),
  presets: [],
};
