import type { Task } from "./task";

/** The columns that a task's answer is in: never features of it, and never what deals its rows out. */
export function answerColumns(task: Task): readonly string[] {
  switch (task.kind) {
    case "generation":
    case "embedding":
      return [];
    case "multilabel":
      return task.targets;
    case "reconstruction":
      return task.normal ? [task.normal.column] : [];
    default:
      return [task.target];
  }
}

/** The one column that a task predicts; null where it predicts several, or none. */
export function targetOf(task: Task): string | null {
  return "target" in task ? task.target : null;
}

/** What a task asks for, as one name in a sentence. */
export function answerName(task: Task): string {
  return task.kind === "generation" || task.kind === "embedding" ? task.text : answerColumns(task).join(", ");
}
