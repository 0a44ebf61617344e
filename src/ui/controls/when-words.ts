import type { AnsweredWindow, SeriesWindow } from "../../core/task";
import type { Messages } from "../../i18n/messages";

/** Which time a question over windows is about: "as of now", "1 hour ahead", "at any time within the next 1 day". */
export function whenWords(
  words: Messages["windows"],
  { horizon, within = false }: SeriesWindow,
  spanOf: (steps: number) => string,
): string {
  if (horizon === 0) return words.now;
  return within ? words.within(spanOf(horizon)) : words.ahead(spanOf(horizon));
}

/** The class that is asked whether it comes within some steps; null where the question is another one, or the classes are not known. */
export function comingClass(task: AnsweredWindow, categories: readonly string[]): string | null {
  if (task.kind !== "classification" || task.window.within !== true) return null;
  return task.positive ?? categories[1] ?? null;
}
