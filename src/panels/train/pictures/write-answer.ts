import type { Answer } from "../../../core/look";
import type { Format } from "../../../i18n/locale";

/** A class by its name, a number, or the names of the labels that hold. */
export function writeAnswer(answer: Answer, categories: readonly string[], format: Format): string {
  if (typeof answer !== "number") return answer.map((label) => categories[label] ?? "").join(", ") || "–";
  return categories.length > 0 ? (categories[answer] ?? "–") : format.significant(answer);
}
