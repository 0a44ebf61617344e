/** Fits, runs and predictions that cannot go on. */
import type { RunPhase } from "../run-phase";
import { terms } from "../terms";
import type { Wording } from "../wording";

/** Without the dust of binary fractions. */
function aTenthOf(value: number): number {
  return Number((value / 10).toPrecision(6));
}

export const fitFailures = {
  "fit/unknown-model": (d: { model: string; models: string }) => ({
    message: { en: `There is no model “${d.model}”.`, zh: `没有名为“${d.model}”的模型。` },
    hint: { en: `The models are: ${d.models}.`, zh: `现有模型：${d.models}。` },
  }),
  "fit/refused": (d: { model: Wording; reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `${d.model.en} cannot answer this question: ${d.reasonEn}.`,
      zh: `${d.model.zh}无法回答此问题：${d.reasonZh}。`,
    },
    hint: { en: "Choose another model or change the question.", zh: "请选择其他模型或更改问题。" },
  }),
  "fit/setting": (d: { setting: string; reasonEn: string; reasonZh: string }) => ({
    message: { en: `A setting does not fit: ${d.reasonEn}.`, zh: `设置无效：${d.reasonZh}。` },
    hint: { en: `Change “${d.setting}”.`, zh: `请更改“${d.setting}”。` },
  }),
  "fit/diverged": (d: { step: number; epoch: number; learningRate: number }) => ({
    message: {
      en: `The loss was no longer a number at step ${d.step} (epoch ${d.epoch}): the run diverged. The best weights so far are kept.`,
      zh: `在第 ${d.step} 步（第 ${d.epoch} 轮）损失不再是有效数值：训练发散。已保留目前最佳权重。`,
    },
    hint: {
      en: `Lower the learning rate (now ${d.learningRate}), for example to ${aTenthOf(d.learningRate)}, or scale the columns.`,
      zh: `请降低学习率（现为 ${d.learningRate}），例如 ${aTenthOf(d.learningRate)}，或对列进行缩放。`,
    },
  }),
  "fit/device-lost": (d: { losses: number; epoch: number; reason: string }) => ({
    message: {
      en: `The graphics device was lost ${d.losses} times in a row in epoch ${d.epoch}: ${d.reason}.`,
      zh: `图形设备在第 ${d.epoch} 轮连续丢失 ${d.losses} 次：${d.reason}。`,
    },
    hint: {
      en: "Train again with a smaller batch or a smaller network; or choose another backend in the engine menu and let this run go on.",
      zh: "请用更小的批大小或更小的网络重新训练；或在引擎菜单中选择其他后端，再继续此次训练。",
    },
  }),
  "fit/memory": (d: { neededMb: number; limitMb: number }) => ({
    message: {
      en: `This fit needs ${d.neededMb} MB; the device gives ${d.limitMb} MB.`,
      zh: `此训练需要 ${d.neededMb} MB；设备只有 ${d.limitMb} MB。`,
    },
    hint: { en: "Lower the batch size or the number of units.", zh: "请减小批大小或单元数。" },
  }),
  "fit/unknown-run": (d: { run: string }) => ({
    message: { en: `There is no run “${d.run}” in this project.`, zh: `此项目中没有运行“${d.run}”。` },
    hint: { en: "Choose one of the runs in the drawer.", zh: "请在运行列表中选择。" },
  }),
  "fit/not-finished": (d: { run: number; phase: RunPhase }) => ({
    message: {
      en: `Run ${d.run} is ${terms[d.phase].en}: it has no model to use yet.`,
      zh: `运行 ${d.run} 处于${terms[d.phase].zh}状态：还没有可用的模型。`,
    },
    hint: { en: "Let it finish, go on with it, or choose another run.", zh: "请等待完成、继续训练或选择其他运行。" },
  }),
  "fit/missing-column": (d: { columns: Wording; count: number }) => ({
    message: {
      en: `The new data have no ${d.count === 1 ? "column" : "columns"} ${d.columns.en}, which the model needs.`,
      zh: `新数据缺少模型所需的列${d.columns.zh}。`,
    },
    hint: {
      en: "Add what is missing, or rename columns to it; cells may be empty.",
      zh: "请添加缺少的列，或将已有的列改为此名；单元格可以为空。",
    },
  }),
  "fit/other-step": (d: { stepEn: string; stepZh: string; learnedEn: string; learnedZh: string }) => ({
    message: {
      en: `The new data go on in steps of ${d.stepEn}; the model has learned steps of ${d.learnedEn}.`,
      zh: `新数据的间隔为${d.stepZh}，而模型学习的间隔为${d.learnedZh}。`,
    },
    hint: { en: "Open data with the same step, or train on these.", zh: "请打开间隔相同的数据，或用这些数据训练。" },
  }),
  "fit/no-past": (d: { lookBack: number }) => ({
    message: {
      en: `No series ends in ${d.lookBack} regular steps with known values, which the forecast looks back at.`,
      zh: `没有任何序列在末尾有 ${d.lookBack} 个连续且已知的值，而预测需要回看这些值。`,
    },
    hint: {
      en: "Open data whose last steps are whole, or train a model that looks back less far.",
      zh: "请打开末尾完整的数据，或训练回看步数更少的模型。",
    },
  }),
  "fit/no-future": (d: { columns: Wording; horizon: number }) => ({
    message: {
      en: `The forecast looks at ${d.columns.en} of the next ${d.horizon} steps, which the data do not say.`,
      zh: `预测需要接下来 ${d.horizon} 步的${d.columns.zh}，而数据中没有。`,
    },
    hint: {
      en: "Add a row for each of these steps with its time and what is known ahead, and leave the outcome empty.",
      zh: "请为这些步各添加一行，填入时间和预先已知的列，预测目标留空。",
    },
  }),
  "fit/roll": (d: { steps: number; horizon: number }) => ({
    message: {
      en: `This model forecasts at most ${d.horizon} steps, not ${d.steps}: it looks at more than the series' own past and the calendar.`,
      zh: `此模型最多预测 ${d.horizon} 步，而不是 ${d.steps} 步：它还用到序列自身历史和日历以外的列。`,
    },
    hint: {
      en: "Ask for fewer steps, or train on the series' own past and its time alone.",
      zh: "请减少步数，或只用序列自身的历史和时间列训练。",
    },
  }),
  "fit/no-labels": (d: { column: string }) => ({
    message: {
      en: `The new data cannot be judged: they have no known values in “${d.column}”.`,
      zh: `新数据无法评估：“${d.column}”中没有已知值。`,
    },
    hint: { en: "Open data that hold the outcome, or only predict.", zh: "请打开包含结果列的数据，或只做预测。" },
  }),
  "fit/unknown-category": (d: { column: string; value: string }) => ({
    message: {
      en: `“${d.value}” in “${d.column}” is a class that the model has never seen.`,
      zh: `“${d.column}”中的“${d.value}”是模型从未见过的类别。`,
    },
    hint: { en: "Correct the value, or leave these rows out.", zh: "请更正该值，或去掉这些行。" },
  }),
  "fit/no-question": (d: { missing: "data" | "question" }) => ({
    message:
      d.missing === "data"
        ? { en: "There is no data set to fit a model on yet.", zh: "还没有可用于训练的数据集。" }
        : { en: "Nothing has been chosen to predict yet.", zh: "还没有选择要预测的内容。" },
    hint:
      d.missing === "data"
        ? { en: "Open a file or a sample on the Data step.", zh: "请在“数据”步骤中打开文件或示例。" }
        : { en: "Choose the outcome on the Prepare step.", zh: "请在“准备”步骤中选择预测目标。" },
  }),
  "fit/interrupted": (d: { run: number; epoch: number }) => ({
    message:
      d.epoch > 0
        ? {
            en: `The page was closed while run ${d.run} was being fitted; it had come to epoch ${d.epoch}.`,
            zh: `页面关闭时运行 ${d.run} 仍在训练，已到第 ${d.epoch} 轮。`,
          }
        : {
            en: `The page was closed before run ${d.run} had finished an epoch.`,
            zh: `页面关闭时运行 ${d.run} 尚未完成一轮训练。`,
          },
    hint:
      d.epoch > 0
        ? { en: "Go on with it: it continues from its last epoch.", zh: "可继续训练：将从最近一轮接着进行。" }
        : { en: "Fit it again.", zh: "请重新训练。" },
  }),
  "fit/no-checkpoint": (d: { run: number; phase: RunPhase }) => ({
    message: {
      en: `Run ${d.run} is ${terms[d.phase].en} and has nothing to go on from.`,
      zh: `运行 ${d.run} 处于${terms[d.phase].zh}状态，没有可继续的检查点。`,
    },
    hint: { en: "Fit it again with the same settings.", zh: "请用相同设置重新训练。" },
  }),
  "fit/data-changed": (d: { run: number; dataset: string }) => ({
    message: {
      en: `“${d.dataset}” has changed since run ${d.run} was fitted on it: it cannot go on.`,
      zh: `自运行 ${d.run} 训练以来，“${d.dataset}”已被更改：无法继续。`,
    },
    hint: { en: "Fit a new run on the data as they are now.", zh: "请用当前数据重新训练。" },
  }),
} as const;
