/** Questions that the data cannot answer as asked. */
import type { ColumnKind } from "../column";
import type { SplitRequest, Subset } from "../split";
import type { TaskKind } from "../task";
import { terms } from "../terms";

export const prepareFailures = {
  "prepare/no-pictures": (d: { column: string }) => ({
    message: {
      en: `The model looks at pictures, and “${d.column}” of these data holds none.`,
      zh: `该模型需要图像，而此数据的“${d.column}”列不是图像。`,
    },
    hint: { en: "Open a folder or an archive of pictures.", zh: "请打开含有图像的文件夹或压缩包。" },
  }),
  "prepare/split-order": (d: { column: string; kind: ColumnKind }) => ({
    message: {
      en: `“${d.column}” is a ${d.kind} column: rows cannot be put in order of time by it.`,
      zh: `“${d.column}”是${terms[d.kind].zh}列：无法据此按时间先后排列各行。`,
    },
    hint: { en: "Choose a time or number column.", zh: "请选择时间列或数值列。" },
  }),
  "prepare/one-class": (d: { target: string; category: string }) => ({
    message: {
      en: `“${d.target}” has one class only (“${d.category}”): there is nothing to tell apart.`,
      zh: `“${d.target}”只有一个类别（“${d.category}”）：无从区分。`,
    },
    hint: {
      en: "Choose another outcome, or add rows of a second class.",
      zh: "请选择其他预测目标，或加入第二类的数据。",
    },
  }),
  "prepare/constant-target": (d: { target: string }) => ({
    message: {
      en: `“${d.target}” has the same value in every row: there is nothing to learn.`,
      zh: `“${d.target}”每一行的值都相同：无可学习。`,
    },
    hint: { en: "Choose another outcome.", zh: "请选择其他预测目标。" },
  }),
  "prepare/target-kind": (d: { target: string; kind: ColumnKind; task: TaskKind }) => ({
    message: {
      en: `“${d.target}” is a ${d.kind} column; ${terms[d.task].en} cannot predict it.`,
      zh: `“${d.target}”是${terms[d.kind].zh}列；${terms[d.task].zh}任务无法预测它。`,
    },
    hint: {
      en: "Change the type of the column on the Data step, or choose another outcome.",
      zh: "请在“数据”步骤中更改列类型，或选择其他预测目标。",
    },
  }),
  "prepare/no-label-list": (d: { column: string }) => ({
    message: {
      en: `“${d.column}” does not list several labels: no two of them stand in one cell with “|”, “;” or “,” between them, and at least two different ones are needed.`,
      zh: `“${d.column}”没有列出多个标签：没有哪个单元格以“|”、“;”或“,”分隔多个标签，且至少需要两个不同的标签。`,
    },
    hint: {
      en: "Predict it as one class, choose a column such as “Effusion|Mass”, or several columns of two values each.",
      zh: "请把它作为单一类别预测，或选择形如“Effusion|Mass”的列，或选择多个二值列。",
    },
  }),
  "prepare/label-values": (d: { column: string; values: string }) => ({
    message: {
      en: `“${d.column}” has ${d.values} different values; as a label among several it needs exactly two, such as yes and no.`,
      zh: `“${d.column}”有 ${d.values} 个不同的值；作为多个标签之一，它必须恰有两个值，例如“是”和“否”。`,
    },
    hint: {
      en: "Leave the column out of the question, or predict it by itself.",
      zh: "请从问题中去掉该列，或单独预测它。",
    },
  }),
  "prepare/too-many-labels": (d: { column: string; labels: number; most: number }) => ({
    message: {
      en: `“${d.column}” lists ${d.labels} different labels; at most ${d.most} can be learned at once.`,
      zh: `“${d.column}”列出了 ${d.labels} 个不同的标签；一次最多能学习 ${d.most} 个。`,
    },
    hint: {
      en: "Choose a column of labels, not one of free text, or merge the rare ones.",
      zh: "请选择标签列而非自由文本列，或合并少见的标签。",
    },
  }),
  "prepare/rare-label": (d: { label: string; rows: number; of: number }) => ({
    message: {
      en: `“${d.label}” holds for ${d.rows} of ${d.of} training rows: a label must hold for at least two, and not for all.`,
      zh: `${d.of} 行训练数据中有 ${d.rows} 行具有“${d.label}”：一个标签至少要有两行具有，且不能所有行都有。`,
    },
    hint: {
      en: "Leave this label out, add rows, or change the split.",
      zh: "请去掉该标签、增加数据，或更改划分方式。",
    },
  }),
  "prepare/no-features": (d: { target: string }) => ({
    message: { en: `No column is left to predict “${d.target}” from.`, zh: `没有可用于预测“${d.target}”的列。` },
    hint: { en: "Choose at least one number or category column.", zh: "请至少选择一个数值列或类别列。" },
  }),
  "prepare/too-few-rows": (d: { subset: Subset; rows: number }) => ({
    message: {
      en: `The ${d.subset} part of the split has ${d.rows} rows: too few.`,
      zh: `划分后的${terms[d.subset].zh}部分只有 ${d.rows} 行：太少。`,
    },
    hint: { en: "Change the fractions of the split, or add rows.", zh: "请调整划分比例，或增加数据。" },
  }),
  "prepare/no-windows": (d: { subset: Subset; lookBack: number; horizon: number; longest: number }) => ({
    message: {
      en: `No window of ${d.lookBack} steps back and ${d.horizon} ahead fits into the ${d.subset} part of the split; the longest stretch of the series without a gap has ${d.longest} steps.`,
      zh: `划分后的${terms[d.subset].zh}部分放不下任何回看 ${d.lookBack} 步、预测 ${d.horizon} 步的窗口；序列中没有间断的最长一段只有 ${d.longest} 步。`,
    },
    hint: {
      en: "Look back less far, forecast fewer steps, change the shares of the split, or name the column that tells several series apart.",
      zh: "请减少回看或预测的步数、调整划分比例，或指定区分各个序列的列。",
    },
  }),
  "prepare/split-column": (d: { column: string; value: string }) => ({
    message: {
      en: `“${d.column}” cannot say which rows are for what: “${d.value}” is none of train, validation, test.`,
      zh: `“${d.column}”无法指定划分：“${d.value}”不是 train、validation 或 test。`,
    },
    hint: {
      en: "Choose a column that holds train, validation (or val) and test.",
      zh: "请选择含有 train、validation（或 val）和 test 的列。",
    },
  }),
  "prepare/split-fractions": (d: { validation: number; test: number }) => ({
    message: {
      en: `Validation ${d.validation} and test ${d.test} leave no rows to learn from.`,
      zh: `验证 ${d.validation} 与测试 ${d.test} 的比例没有留下训练数据。`,
    },
    hint: { en: "Both must be at least 0 and together below 0.95.", zh: "两者都须不小于 0，且总和小于 0.95。" },
  }),
  "prepare/split-by-missing": (d: { kind: SplitRequest["kind"] }) => ({
    message: {
      en: `A ${d.kind} split needs the column to split by.`,
      zh: `${terms[d.kind].zh}划分需要指定依据的列。`,
    },
    hint: { en: "Name the column under “by”.", zh: "请在“依据”中指定列。" },
  }),
  "prepare/too-few-groups": (d: { column: string; groups: number; needed: number }) => ({
    message: {
      en: `“${d.column}” has ${d.groups} groups; this split needs at least ${d.needed}.`,
      zh: `“${d.column}”只有 ${d.groups} 组；此划分至少需要 ${d.needed} 组。`,
    },
    hint: { en: "Choose a column with more groups, or split by rows.", zh: "请选择组数更多的列，或按行划分。" },
  }),
  "prepare/step": (d: { stepEn: string; stepZh: string; reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `The step “${d.stepEn}” cannot be done: ${d.reasonEn}.`,
      zh: `步骤“${d.stepZh}”无法执行：${d.reasonZh}。`,
    },
    hint: { en: "Change the step or its columns.", zh: "请更改该步骤或所选的列。" },
  }),
  "prepare/missing-values": (d: { column: string; rows: number }) => ({
    message: {
      en: `“${d.column}” still has ${d.rows} missing values after all steps.`,
      zh: `经过所有步骤后，“${d.column}”仍有 ${d.rows} 个缺失值。`,
    },
    hint: { en: "Add a step that fills them or drops their rows.", zh: "请添加填补缺失值或删除相应行的步骤。" },
  }),
} as const;
