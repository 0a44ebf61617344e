import type { ModelSpec } from "./model-spec";
import type { InputForm } from "./samples";
import { accepted, refused, type Verdict } from "./verdict";

/** Whether what the steps have made of the columns suits the family: rows of tokens where it reads them, and only there. */
export function acceptInputs({ readsTokens }: ModelSpec, { shape, vocabularySize }: InputForm): Verdict {
  if (vocabularySize !== undefined && !readsTokens) {
    return refused({
      en: "it takes no rows of tokens; use the step “Bag of words” in place of “Tokens”",
      zh: "它不使用词元序列；请用“词袋”步骤代替“词元”",
    });
  }
  if (vocabularySize === undefined && readsTokens && shape.length === 1) {
    return refused({
      en: "it reads a text word by word; use the step “Tokens” in place of “Bag of words”",
      zh: "它逐词读取文本；请用“词元”步骤代替“词袋”",
    });
  }
  return accepted;
}
