import { acceptText } from "./accept-text";
import type { ColumnInfo } from "./column";
import { givesWindowsBack, isWindowed, type Task, type TaskKind } from "./task";
import { accepted, refused, type Verdict } from "./verdict";

/** The verdict of a family that learns these tasks from sequences: a text word by word, or the windows of a series step by step. */
export function acceptSequence(tasks: readonly TaskKind[], task: Task, features: readonly ColumnInfo[]): Verdict {
  const hasSteps = isWindowed(task) || (givesWindowsBack(task) && tasks.includes(task.kind));
  if (!hasSteps) return acceptText(tasks, task, features);
  const other = features.find(({ kind }) => kind === "image" || kind === "text");
  // The past of the target is enough.
  if (!other) return accepted;
  const [en, zh] = other.kind === "image" ? ["images", "图像"] : ["texts", "文本"];
  return refused({
    en: `it looks back over numbers, categories and times, not over ${en} such as “${other.name}”`,
    zh: `它回看数值、类别和时间，不能回看“${other.name}”这样的${zh}`,
  });
}
