import { acceptText } from "../../core/accept-text";
import type { Field } from "../../core/field";
import type { ModelSpec } from "../../core/model-spec";
import type { TaskKind } from "../../core/task";

const tasks: readonly TaskKind[] = ["embedding"];

const fields: readonly Field[] = [
  {
    id: "size",
    type: "integer",
    default: 64,
    min: 2,
    max: 1024,
    label: { en: "Vector size", zh: "向量维度" },
    help: {
      en: "Numbers that stand for each word: more tell finer differences and want more text.",
      zh: "表示每个词的数字个数：越多越能区分细微差别，也需要越多文本。",
    },
  },
  {
    id: "window",
    type: "integer",
    default: 5,
    min: 1,
    max: 50,
    label: { en: "Window", zh: "窗口" },
    help: {
      en: "Words to each side that count as neighbours: a small one finds words of the same use, a large one words of the same topic.",
      zh: "左右各多少个词算作邻词：窗口小则用法相同的词相近，窗口大则主题相同的词相近。",
    },
  },
  {
    id: "negatives",
    type: "integer",
    default: 5,
    min: 1,
    max: 50,
    label: { en: "Words by chance", zh: "负采样数" },
    help: {
      en: "Words drawn by chance against which each true neighbour is told apart (negative sampling).",
      zh: "每个真实邻词与随机抽取的若干个词相区分（负采样）。",
    },
  },
  {
    id: "subsampling",
    type: "number",
    default: 0.001,
    min: 0,
    max: 1,
    isAdvanced: true,
    label: { en: "Thinning of frequent words", zh: "高频词下采样阈值" },
    help: {
      en: "Words with a larger share of the text than this are left out now and then; 0 keeps all.",
      zh: "在文本中所占比例高于此值的词会被随机略过；0 表示全部保留。",
    },
  },
];

/** Vectors of words, learned from the words around them. */
export const embedding: ModelSpec = {
  id: "embedding",
  label: { en: "Word vectors (skip-gram)", zh: "词向量（跳字模型）" },
  summary: {
    en: "Gives each word numbers from which its neighbours can be guessed: words used alike come to lie near each other.",
    zh: "为每个词求得一组数字，由此可猜出它的邻词：用法相近的词因而彼此靠近。",
  },
  tasks,
  fields,
  presets: [
    {
      id: "skip-gram",
      label: { en: "Skip-gram as published", zh: "原论文的设置" },
      summary: {
        en: "100 numbers, 5 words to each side, 5 words by chance, frequent words thinned above 1 in 1,000, rate 0.025, 5 epochs, as word2vec has it.",
        zh: "100 维，左右各 5 个词，5 个负样本，占比高于千分之一的词下采样，学习率 0.025，5 轮，与 word2vec 一致。",
      },
      hyperparameters: { size: 100, window: 5, negatives: 5, subsampling: 0.001 },
      training: { epochs: 5, learningRate: 0.025, schedule: "cosine", earlyStopping: false },
    },
  ],
  training: { epochs: 20, learningRate: 0.05, schedule: "cosine", earlyStopping: false },
  trainingFields: ["epochs", "learningRate", "earlyStopping", "schedule"],
  tokenSettings: { vocabulary: 50_000, minimumCount: 3, countEach: true },
  usesTraining: () => true,
  accepts: (task, features) => acceptText(tasks, task, features),
  readsTokens: true,
};
