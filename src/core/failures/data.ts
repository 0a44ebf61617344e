/** Data sets and columns that are not there or do not fit. */
import type { ColumnKind } from "../column";
import { terms } from "../terms";

export const dataFailures = {
  "data/unknown-dataset": (d: { dataset: string }) => ({
    message: { en: `There is no data set “${d.dataset}” in this project.`, zh: `此项目中没有数据集“${d.dataset}”。` },
    hint: { en: "Open the file or the sample first.", zh: "请先打开文件或示例。" },
  }),
  "data/unknown-column": (d: { column: string; columns: string }) => ({
    message: { en: `There is no column “${d.column}”.`, zh: `没有名为“${d.column}”的列。` },
    hint: { en: `The columns are: ${d.columns}.`, zh: `现有列：${d.columns}。` },
  }),
  "data/unknown-sample": (d: { sample: string; samples: string }) => ({
    message: { en: `There is no sample “${d.sample}”.`, zh: `没有名为“${d.sample}”的示例。` },
    hint: { en: `The samples are: ${d.samples}.`, zh: `现有示例：${d.samples}。` },
  }),
  "data/files-gone": (d: { dataset: string }) => ({
    message: {
      en: `“${d.dataset}” cannot be read again: the page no longer has its files.`,
      zh: `无法重新读取“${d.dataset}”：本页已不再持有其文件。`,
    },
    hint: { en: "Open the files again, with these settings.", zh: "请用这些设置重新打开文件。" },
  }),
  "data/row-range": (d: { from: number; to: number; rowCount: number }) => ({
    message: {
      en: `Rows ${d.from} to ${d.to} were asked for; the data set has rows 0 to ${d.rowCount}.`,
      zh: `请求了第 ${d.from} 到 ${d.to} 行；数据集只有 0 到 ${d.rowCount} 行。`,
    },
    hint: { en: "Ask for rows within the data set.", zh: "请在数据集范围内选择行。" },
  }),
  "data/conversion": (d: { column: string; kind: ColumnKind; row: number; value: string; failures: number }) => ({
    message: {
      en: `“${d.column}” cannot become ${d.kind}: ${d.failures} values do not fit, the first in row ${d.row}: “${d.value}”.`,
      zh: `“${d.column}”无法转换为${terms[d.kind].zh}：有 ${d.failures} 个值不符，首个在第 ${d.row} 行：“${d.value}”。`,
    },
    hint: {
      en: "Correct these values in the file, or keep the column as it is.",
      zh: "请在文件中更正这些值，或保留原类型。",
    },
  }),
  "data/picture-conversion": (d: { column: string }) => ({
    message: {
      en: `“${d.column}” cannot change its type: pictures stay pictures, and nothing else becomes one.`,
      zh: `“${d.column}”无法更改类型：图像只能是图像，其他类型也不能变为图像。`,
    },
    hint: { en: "Keep the type as it is.", zh: "请保留原类型。" },
  }),
  "data/no-pictures": (d: { column: string }) => ({
    message: { en: `“${d.column}” holds no pictures.`, zh: `“${d.column}”列不是图像。` },
    hint: { en: "Ask for a column of type image.", zh: "请选择图像类型的列。" },
  }),
  "data/picture-by-form": (d: { column: string }) => ({
    message: {
      en: `“${d.column}” holds pictures: they cannot be typed into a form.`,
      zh: `“${d.column}”列为图像，无法在表单中填写。`,
    },
    hint: { en: "Open the pictures as files.", zh: "请以文件方式打开图像。" },
  }),
  "data/edit-kind": (d: { column: string; kind: ColumnKind }) => ({
    message: {
      en: `“${d.column}” as ${d.kind} cannot hold labels that are corrected by hand; only a category can.`,
      zh: `“${d.column}”作为${terms[d.kind].zh}列无法保存手动更正的标签；只有类别列可以。`,
    },
    hint: {
      en: "Read the column as a category, or take its corrections back.",
      zh: "请将该列改为类别，或撤回对它的更正。",
    },
  }),
  "data/edit-empty": (_: Record<string, never>) => ({
    message: {
      en: "A correction needs at least one row, and a label needs a column and a name.",
      zh: "更正至少需要一行；标签需要列名和类别名。",
    },
    hint: { en: "Select rows first, then choose their label.", zh: "请先选中行，再选择标签。" },
  }),
} as const;
