import type { embeddings as english } from "../en/embeddings";

export const embeddings: typeof english = {
  question: "从{words}中每个词的上下文学习词义，并在{judged}上评估。",
  option: "不预测：学习词向量",
  optionNote: "按每个词的上下文为它得出一组数字",
  outcomeOption: "改为预测某一列",
  outcomeNote: "选择预测目标",
  chooseText: "学习哪一列的词？",
  kind: "每个词对应一组数字",
  term: "词向量",
  trainQuestion: (column, dataset) => `“${column}”的词向量 · ${dataset}`,
  byFrequency: "只看词的常见程度",
  metrics: {
    rankedRight: {
      plain: "真实邻词排在前面",
      term: "配对准确率",
      formula: "对各词对取平均：随机词中得分 u·v 低于真实邻词的比例，相等计一半；50% 为随机水平",
    },
    samplingLoss: {
      plain: "对邻词的意外程度",
      term: "负采样损失",
      formula: "各词对的平均：−log σ(u·v) − Σ log σ(−uₖ·v)，k 为随机抽取的词",
    },
  },
  rankedRight: "真实邻词排在前面的比例",
};
