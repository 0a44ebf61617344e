import type { AugmentationSettings } from "./augmentation";
import { resolveAugmentation } from "./augmentation";
import type { Field } from "./field";
import { resolveFields } from "./field";
import { fail } from "./failure";

/** How gradient descent goes about it. */
export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimizer: "sgd" | "momentum" | "rmsprop" | "adam" | "adamw";
  readonly learningRate: number;
  readonly schedule: "constant" | "cosine" | "cosine-warm-up" | "step" | "exponential" | "plateau";
  /** Epochs without improvement of the validation loss before it stops and restores the best weights; false: never. */
  readonly earlyStopping: number | false;
  /** "balanced" weighs each class by rows / (classes × rows of the class). */
  readonly classWeights: "none" | "balanced" | readonly number[];
  /** Norm that all gradients of a step together are shortened to where they are longer; 0: never. */
  readonly clipNorm: number;
  /** How training pictures are varied, each time they are looked at; false: not at all. Only for families of pictures. */
  readonly augmentation: AugmentationSettings | false;
}

export const defaultTraining: TrainingSettings = {
  epochs: 50,
  batchSize: 32,
  optimizer: "adam",
  learningRate: 0.001,
  schedule: "constant",
  earlyStopping: 10,
  classWeights: "none",
  clipNorm: 0,
  augmentation: false,
};

/** The form of the training settings: the same fields give the validation and the saved file. `earlyStopping` 0 stands for never. */
export const trainingFields: readonly Field[] = [
  {
    id: "epochs",
    type: "integer",
    default: defaultTraining.epochs,
    min: 1,
    max: 10_000,
    label: { en: "Epochs", zh: "训练轮数" },
    help: { en: "How often the model sees every training row.", zh: "模型看完全部训练数据的次数。" },
  },
  {
    id: "learningRate",
    type: "number",
    default: defaultTraining.learningRate,
    min: 1e-7,
    max: 10,
    scale: "log",
    label: { en: "Learning rate", zh: "学习率" },
    help: {
      en: "Size of each correction: too large diverges, too small never arrives.",
      zh: "每次修正的幅度：太大会发散，太小则学不完。",
    },
  },
  {
    id: "batchSize",
    type: "integer",
    default: defaultTraining.batchSize,
    min: 1,
    max: 65_536,
    label: { en: "Batch size", zh: "批大小" },
    help: { en: "Rows looked at before each correction.", zh: "每次修正前查看的行数。" },
  },
  {
    id: "earlyStopping",
    type: "integer",
    default: 10,
    min: 0,
    max: 10_000,
    label: { en: "Patience", zh: "早停耐心" },
    help: {
      en: "Epochs without a better validation loss before it stops and takes the best weights; 0 never stops early.",
      zh: "验证损失多少轮没有改善就停止并恢复最佳权重；0 表示不早停。",
    },
  },
  {
    id: "optimizer",
    type: "choice",
    default: defaultTraining.optimizer,
    isAdvanced: true,
    label: { en: "Optimizer", zh: "优化器" },
    help: { en: "The rule that turns gradients into corrections.", zh: "把梯度变成修正的规则。" },
    options: [
      { value: "adam", label: { en: "Adam", zh: "Adam" } },
      { value: "adamw", label: { en: "AdamW", zh: "AdamW" } },
      { value: "rmsprop", label: { en: "RMSprop", zh: "RMSprop" } },
      { value: "momentum", label: { en: "SGD with momentum", zh: "带动量的 SGD" } },
      { value: "sgd", label: { en: "SGD", zh: "SGD" } },
    ],
  },
  {
    id: "clipNorm",
    type: "number",
    default: defaultTraining.clipNorm,
    min: 0,
    max: 1000,
    isAdvanced: true,
    label: { en: "Gradient clipping", zh: "梯度裁剪" },
    help: {
      en: "Largest norm of all gradients of a step together; 0 is off. Worth a try, at 1, where the loss of a recurrent network jumps.",
      zh: "一步中全部梯度的总范数上限；0 表示不裁剪。循环网络的损失突然跳动时，可试用 1。",
    },
  },
  {
    id: "schedule",
    type: "choice",
    default: defaultTraining.schedule,
    isAdvanced: true,
    label: { en: "Learning-rate schedule", zh: "学习率调度" },
    help: { en: "How the learning rate changes from epoch to epoch.", zh: "学习率如何逐轮变化。" },
    options: [
      { value: "constant", label: { en: "Constant", zh: "恒定" } },
      { value: "cosine", label: { en: "Cosine to zero", zh: "余弦下降到零" } },
      { value: "cosine-warm-up", label: { en: "Warm-up, then cosine to zero", zh: "先预热，再余弦下降到零" } },
      { value: "step", label: { en: "Halved every third of the epochs", zh: "每三分之一轮数减半" } },
      { value: "exponential", label: { en: "Exponential to a hundredth", zh: "指数下降到百分之一" } },
      { value: "plateau", label: { en: "Halved when validation stands still", zh: "验证停滞时减半" } },
    ],
  },
  {
    id: "classWeights",
    type: "choice",
    default: "none",
    isAdvanced: true,
    label: { en: "Class weights", zh: "类别权重" },
    help: {
      en: "Balanced lets a rare class weigh as much as a common one.",
      zh: "“平衡”让稀有类别与常见类别同等重要。",
    },
    options: [
      { value: "none", label: { en: "None", zh: "无" } },
      { value: "balanced", label: { en: "Balanced", zh: "平衡" } },
    ],
  },
];

/** Lays what was given over the family's and the general defaults. Throws `fit/setting` where a value does not fit. */
export function resolveTraining(
  given: Partial<TrainingSettings>,
  familyDefaults: Partial<TrainingSettings>,
): TrainingSettings {
  const merged = { ...defaultTraining, ...familyDefaults, ...dropUndefined(given) };
  // It is a group of settings of its own, and checks itself.
  const { augmentation, ...settings } = merged;
  const formValues = {
    ...settings,
    earlyStopping: merged.earlyStopping === false ? 0 : merged.earlyStopping,
    classWeights: Array.isArray(merged.classWeights) ? "balanced" : merged.classWeights,
  };
  const [problem] = resolveFields(trainingFields, formValues).problems;
  if (problem) {
    throw fail("fit/setting", { setting: problem.field, reasonEn: problem.reason.en, reasonZh: problem.reason.zh });
  }
  return {
    ...merged,
    earlyStopping: merged.earlyStopping === 0 ? false : merged.earlyStopping,
    augmentation: resolveAugmentation(augmentation),
  };
}

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<T>; // same keys, fewer
}
