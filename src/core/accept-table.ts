import type { ColumnInfo } from "./column";
import { isWindowed, type Task, type TaskKind } from "./task";
import type { Verdict } from "./verdict";
import { accepted, refused } from "./verdict";
import type { Wording } from "./wording";

const names: { readonly [Kind in TaskKind]: Wording } = {
  classification: { en: "a class", zh: "类别" },
  multilabel: { en: "several labels at once", zh: "多个标签" },
  regression: { en: "a number", zh: "数值" },
  generation: { en: "a text that goes on", zh: "续写的文本" },
  forecasting: { en: "the next values of a series", zh: "序列的后续值" },
  embedding: { en: "vectors for words", zh: "词向量" },
  reconstruction: { en: "the inputs themselves", zh: "输入本身" },
};

/** The verdict of a family that learns these tasks from rows of numbers and categories; the words of texts it has counted. */
export function acceptTable(tasks: readonly TaskKind[], task: Task, features: readonly ColumnInfo[]): Verdict {
  if (!tasks.includes(task.kind)) {
    const known = tasks.map((kind) => names[kind]);
    return refused({
      en: `it predicts ${known.map((name) => name.en).join(" or ")}, not ${names[task.kind].en}`,
      zh: `它预测${known.map((name) => name.zh).join("或")}，而不是${names[task.kind].zh}`,
    });
  }
  const picture = features.find(({ kind }) => kind === "image");
  if (picture) {
    return refused({
      en: `it reads numbers and categories, not images such as “${picture.name}”: those need a convolutional network`,
      zh: `它读取数值和类别，不能读取“${picture.name}”这样的图像：图像需要卷积网络`,
    });
  }
  // The past of the target is enough.
  if (isWindowed(task)) return accepted;
  if (features.some(({ kind }) => kind === "number" || kind === "category" || kind === "text")) return accepted;
  return refused({
    en: "it needs at least one column of numbers, categories or texts to predict from",
    zh: "它至少需要一个数值列、类别列或文本列作为输入",
  });
}
