import type { SeriesWindow } from "../../core/task";
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
