/** Whether a fit learned too little, too much, or could go on, read off its loss curves. */
import { assertNever } from "../core/assert-never";
import type { EpochRecord } from "../core/run";
import type { Wording } from "../core/wording";

export type FitDiagnosis =
  /** In one step, without learning: there is no curve. */
  | "exact"
  /** Too few epochs to tell. */
  | "early"
  /** Training keeps falling while validation rises after the best epoch. */
  | "overfits"
  /** Still falling at the end. */
  | "unfinished"
  /** Never clearly better than at the beginning. */
  | "underfits"
  /** Only the training loss fell, and ends well below that of validation. */
  | "memorises"
  | "fits";

const fewestEpochs = 5;
/** Changes smaller than these shares are taken for noise. */
const noise = { rise: 0.05, fall: 0.02, learned: 0.05 };

/** The epoch of the lowest validation loss, from 1, the earliest of equals; `kept` where there is no validation. Without patience it is not the one whose weights are kept. */
export function bestEpochOf(history: readonly EpochRecord[], kept: number): number {
  let best = kept;
  let lowest = Infinity;
  for (const { epoch, validation } of history) {
    if (!validation || !(validation.loss < lowest)) continue;
    lowest = validation.loss;
    best = epoch;
  }
  return best;
}

/** Reads the curves; only training counts where there is no validation. `bestEpoch` as `bestEpochOf` says. */
export function diagnoseFit(history: readonly EpochRecord[], bestEpoch: number): FitDiagnosis {
  if (history.length === 1 && history[0]?.learningRate === 0) return "exact";
  if (history.length < fewestEpochs) return "early";
  const train = history.map((record) => record.train.loss);
  const validation = history.map((record) => record.validation?.loss ?? NaN);
  const watched = validation.some(Number.isNaN) ? train : validation;
  const best = Math.max(
    0,
    history.findIndex((record) => record.epoch === bestEpoch),
  );
  const tail = Math.max(2, Math.round(history.length / 5));
  const isRisen = meanOfLast(watched, tail) > watched[best]! * (1 + noise.rise);
  const isTrainFallen = meanOfLast(train, tail) < train[best]! * (1 - noise.fall);
  if (watched !== train && best < history.length - tail && isRisen && isTrainFallen) return "overfits";
  const before = meanOfLast(watched.slice(0, -tail), tail);
  const isFalling =
    meanOfLast(watched, tail) < before * (1 - noise.fall) && Math.min(...watched.slice(-tail)) === Math.min(...watched);
  const trainBefore = meanOfLast(train.slice(0, -tail), tail);
  if (isFalling && meanOfLast(train, tail) < trainBefore) return "unfinished";
  const hasFallen = (losses: readonly number[]) => Math.min(...losses) < losses[0]! * (1 - noise.learned);
  if (hasFallen(watched)) return "fits";
  if (!hasFallen(train)) return "underfits";
  // A table whose first epoch taught most of it looks alike, but for the gap.
  return meanOfLast(watched, tail) > meanOfLast(train, tail) * (1 + noise.rise) ? "memorises" : "fits";
}

/** One or two sentences on over- or underfitting for the Train page. `kept` is the epoch whose weights are kept, from 1. */
export function fitVerdict(history: readonly EpochRecord[], kept: number): Wording {
  const bestEpoch = bestEpochOf(history, kept);
  const diagnosis = diagnoseFit(history, bestEpoch);
  const hasValidation = history.every((record) => record.validation !== null);
  switch (diagnosis) {
    case "exact":
      return {
        en: "Solved exactly, in one step: there is no curve to judge, only whether validation rows do as well as training rows.",
        zh: "一步精确求解：没有曲线可供判断，只看验证数据是否与训练数据一样好。",
      };
    case "early":
      return { en: "Too few epochs so far to judge the fit.", zh: "轮数太少，尚无法判断拟合情况。" };
    case "overfits":
      return {
        en: `It overfits after epoch ${bestEpoch}: the training loss keeps falling while the validation loss rises. The weights of epoch ${kept} are kept.`,
        zh: `第 ${bestEpoch} 轮之后出现过拟合：训练损失继续下降，验证损失却在上升。已保留第 ${kept} 轮的权重。`,
      };
    case "unfinished":
      return {
        en: "It was still getting better at the end: more epochs may help.",
        zh: "结束时仍在变好：增加训练轮数可能有帮助。",
      };
    case "underfits":
      return {
        en: "It may underfit: the loss hardly fell after the first epoch. A larger learning rate, a larger model or better columns may help.",
        zh: "可能欠拟合：第一轮之后损失几乎没有下降。可尝试更大的学习率、更大的模型或更好的列。",
      };
    case "memorises":
      return {
        en: "It learns the training rows by heart: their loss fell, that of the validation rows hardly did. More rows, better columns or a smaller model may help.",
        zh: "模型只是记住了训练数据：训练损失下降，验证损失却几乎没有下降。可尝试更多数据、更好的列或更小的模型。",
      };
    case "fits":
      return hasValidation
        ? {
            en: "It fits well: training and validation loss fell and levelled off.",
            zh: "拟合良好：训练损失与验证损失均已下降并趋于平稳。",
          }
        : {
            en: "The training loss fell and levelled off; without validation rows overfitting cannot be seen.",
            zh: "训练损失已下降并趋于平稳；没有验证数据，无法看出是否过拟合。",
          };
    default:
      return assertNever(diagnosis);
  }
}

function meanOfLast(values: readonly number[], count: number): number {
  const last = values.slice(-count);
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}
