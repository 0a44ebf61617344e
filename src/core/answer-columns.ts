import type { Task } from "./task";

/** The columns that a task's answer is in: never features of it, and never what deals its rows out. */
export function answerColumns(task: Task): readonly string[] {
  return task.kind === "multilabel" ? task.targets : [task.target];
}

/** What a task asks for, as one name in a sentence. */
export function answerName(task: Task): string {
  return answerColumns(task).join(", ");
}
