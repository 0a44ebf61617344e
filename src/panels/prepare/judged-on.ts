/** What a split judges the model on, in words that end the sentence “judged on …”. */
import type { SplitRequest } from "../../core/split";
import type { Messages } from "../../i18n/messages";

const patientNames = /patient|subject|患者|病人|受试者/i;

export function judgedOn(words: Messages["prepare"], split: SplitRequest | null): string {
  const by = split?.by;
  if (!split || by === undefined) return words.judgedRandom;
  switch (split.kind) {
    case "group":
      return patientNames.test(by) ? words.judgedGroupPatients : words.judgedGroup(by);
    case "time":
      return words.judgedTime(by);
    case "given":
      return words.judgedGiven(by);
    default:
      return words.judgedRandom;
  }
}
