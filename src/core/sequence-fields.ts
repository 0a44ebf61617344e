/** The settings that families which read sequences have in common. */
import type { Field } from "./field";
import type { JsonObject } from "./json";
import type { ModelSpec } from "./model-spec";
import type { TaskKind } from "./task";
import type { TrainingSettings } from "./training";
import type { Wording } from "./wording";

/** What families that read sequences learn. */
export const sequenceTasks: readonly TaskKind[] = ["classification", "multilabel", "regression", "forecasting"];

/** Their own defaults; the rate is each family's. */
export function sequenceTraining(learningRate: number): Partial<TrainingSettings> {
  return {
    ...{ epochs: 10, batchSize: 32, optimizer: "adamw", learningRate, schedule: "cosine-warm-up" },
    // The rate comes down to nothing: the last weights are as good as any, and a given split keeps all its training rows.
    earlyStopping: false,
  };
}

/** Their defaults for windows of a series: short ones, of which the last step counts most, and many of them. */
export function seriesDefaults(
  learningRate: number,
  hyperparameters: JsonObject,
): NonNullable<NonNullable<ModelSpec["forTask"]>["forecasting"]> {
  return { hyperparameters, training: { ...sequenceTraining(learningRate), epochs: 20, batchSize: 64 } };
}

/** How lessons fit: what they do not name is what was usual. */
export const lessonTraining: Partial<TrainingSettings> = {
  ...{ epochs: 10, batchSize: 32, optimizer: "adam", learningRate: 0.001 },
  ...{ schedule: "constant", earlyStopping: false, classWeights: "none" },
};

/** How the states after all the steps become one. */
type Pooling = "mean" | "last";

/** What the tokens of a text begin as; set beside the form, where the vectors at hand are listed. */
export const vectorFields: readonly Field[] = [
  {
    id: "vectors",
    type: "name",
    default: "",
    label: { en: "Word vectors", zh: "词向量" },
    help: {
      en: "The run or the data set whose vectors the words begin with; none: they begin at random.",
      zh: "词的初始向量来自哪次运行或哪个数据集；不选则随机初始化。",
    },
  },
  {
    id: "vectorMode",
    type: "name",
    default: "fine-tuned",
    label: { en: "Given vectors", zh: "给定的词向量" },
    help: {
      en: "frozen: they stay as they are; fine-tuned: they learn with the rest.",
      zh: "frozen：保持不变；fine-tuned：与其余部分一同学习。",
    },
  },
];

/** Numbers that each token of a text becomes. */
export function embeddingField(size: number): Field {
  return {
    id: "embedding",
    type: "integer",
    default: size,
    min: 1,
    max: 1024,
    label: { en: "Embedding size", zh: "嵌入维度" },
    help: {
      en: "Numbers that stand for each word, learned with the rest. Texts only.",
      zh: "表示每个词的数字个数，与其余部分一同学习。仅用于文本。",
    },
  };
}

/** What is learned of a series; nothing else has a last value. */
export const changeField: Field = {
  id: "aim",
  type: "choice",
  default: "change",
  isAdvanced: true,
  label: { en: "Of a series it learns", zh: "对序列学习" },
  help: {
    en: "The change from the last known value, or the value to come itself. Forecasts and numbers over windows only.",
    zh: "学习相对最后已知值的变化，或直接学习未来的数值。仅用于窗口上的预测与数值回归。",
  },
  options: [
    { value: "change", label: { en: "The change from the last value", zh: "相对最后值的变化" } },
    { value: "value", label: { en: "The value itself", zh: "数值本身" } },
  ],
};

/** What `changeField` says; the value itself where a family has no such field. */
export function learnsChange({ aim }: JsonObject): boolean {
  return aim === "change";
}

/** How the answer is read out of the states after all steps. */
export function poolingField(pooling: Pooling): Field {
  return {
    id: "pooling",
    type: "choice",
    default: pooling,
    isAdvanced: true,
    label: { en: "Read out", zh: "读出方式" },
    help: {
      en: "What the answer is made of: the mean of the states after all steps, or the last state.",
      zh: "答案的依据：各步状态的平均，或最后一步的状态。",
    },
    options: [
      { value: "mean", label: { en: "Mean of all steps", zh: "各步平均" } },
      { value: "last", label: { en: "Last step", zh: "最后一步" } },
    ],
  };
}

/** How a step knows its place; the first of the ways is the usual one. */
export function positionsField(ways: readonly [Positions, ...Positions[]]): Field {
  return {
    id: "positions",
    type: "choice",
    default: ways[0],
    isAdvanced: true,
    label: { en: "Positions", zh: "位置编码" },
    help: {
      en: "How a word knows its place, which attention alone does not tell: learned numbers, or waves of fixed lengths.",
      zh: "词如何得知自己的位置（仅凭注意力无法得知）：可学习的数字，或固定波长的正弦波。",
    },
    options: ways.map((value) => ({ value, label: positionLabels[value] })),
  };
}

type Positions = "none" | "learned" | "sinusoidal";

const positionLabels: { readonly [Way in Positions]: Wording } = {
  none: { en: "None", zh: "无" },
  learned: { en: "Learned", zh: "可学习" },
  sinusoidal: { en: "Sinusoidal", zh: "正弦" },
};
