import type { ColumnInfo } from "./column";
import type { Task, TaskKind } from "./task";
import { terms } from "./terms";
import type { Verdict } from "./verdict";
import { accepted, refused } from "./verdict";

/** The verdict of a family that learns these tasks from one column of texts, read word by word, and nothing else. */
export function acceptText(tasks: readonly TaskKind[], task: Task, features: readonly ColumnInfo[]): Verdict {
  if (!tasks.includes(task.kind)) {
    const name = terms[task.kind];
    return refused({ en: `it cannot be used for ${name.en}`, zh: `它不能用于${name.zh}` });
  }
  const others = features.filter(({ kind }) => kind !== "text");
  const texts = features.length - others.length;
  if (texts === 0) {
    return refused({
      en: "it needs a column of texts to predict from, and there is none among the features",
      zh: "它需要一个文本列作为输入，而所选特征中没有文本列",
    });
  }
  if (texts > 1) {
    return refused({
      en: `it reads one column of texts; ${texts} are chosen`,
      zh: `它只读取一个文本列；目前选择了 ${texts} 个`,
    });
  }
  const [first] = others;
  if (!first) return accepted;
  return refused({
    en: `it reads texts alone; leave out ${others.length === 1 ? `“${first.name}”` : `the ${others.length} other columns`}`,
    zh: `它只读取文本；请去掉${others.length === 1 ? `“${first.name}”` : `其余 ${others.length} 列`}`,
  });
}
