/** What families that read sequences need to know to go on writing them. */
import { acceptSequence } from "./accept-sequence";
import type { ColumnInfo } from "./column";
import type { ModelSpec } from "./model-spec";
import { sequenceTasks } from "./sequence-fields";
import type { Task, TaskKind } from "./task";
import { refused, type Verdict } from "./verdict";

/** What families that read a text from its beginning learn. */
export const writingTasks: readonly TaskKind[] = [...sequenceTasks, "generation"];

/** Whether a family answers questions of this kind; one text is turned into another by few of those that write. */
export function answersKind({ tasks, readsSource }: Pick<ModelSpec, "tasks" | "readsSource">, task: Task): boolean {
  const isTurned = task.kind === "generation" && task.source !== undefined;
  return tasks.includes(task.kind) && (readsSource === true || !isTurned);
}

/** The verdict of a family that reads and writes texts; `readsSource`: it can turn one text into another. */
export function acceptWriting(task: Task, features: readonly ColumnInfo[], readsSource: boolean): Verdict {
  if (task.kind === "generation" && task.source !== undefined && !readsSource) {
    return refused({
      en: "it goes on writing a text and cannot turn one text into another: that takes a Transformer",
      zh: "它只能续写文本，不能把一段文本转换成另一段：那需要 Transformer",
    });
  }
  return acceptSequence(writingTasks, task, features);
}
