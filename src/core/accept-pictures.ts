import type { ColumnInfo } from "./column";
import { isWindowed, type Task, type TaskKind } from "./task";
import { terms } from "./terms";
import type { Verdict } from "./verdict";
import { accepted, refused } from "./verdict";

/** The verdict of a family that learns these tasks from one column of pictures and nothing else. */
export function acceptPictures(tasks: readonly TaskKind[], task: Task, features: readonly ColumnInfo[]): Verdict {
  if (!tasks.includes(task.kind)) {
    const name = terms[task.kind];
    return refused({ en: `it cannot be used for ${name.en}`, zh: `它不能用于${name.zh}` });
  }
  if (isWindowed(task)) {
    return refused({ en: "it cannot look back over the steps of a series", zh: "它不能回看序列的各步" });
  }
  const others = features.filter(({ kind }) => kind !== "image");
  const pictures = features.length - others.length;
  if (pictures === 0) {
    return refused({
      en: "it needs a column of images to predict from, and there is none among the features",
      zh: "它需要一个图像列作为输入，而所选特征中没有图像列",
    });
  }
  if (pictures > 1) {
    return refused({
      en: `it looks at one column of images; ${pictures} are chosen`,
      zh: `它只使用一个图像列；目前选择了 ${pictures} 个`,
    });
  }
  const [first] = others;
  if (!first) return accepted;
  return refused({
    en: `it looks at images alone; leave out ${others.length === 1 ? `“${first.name}”` : `the ${others.length} other columns`}`,
    zh: `它只使用图像；请去掉${others.length === 1 ? `“${first.name}”` : `其余 ${others.length} 列`}`,
  });
}
