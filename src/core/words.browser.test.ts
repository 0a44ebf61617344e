import { expect, test } from "vitest";
import { wordReader } from "./words";
import { segmented } from "./words.fixture";

test("the browser finds the words that Node finds", () => {
  const read = wordReader({ lowerCase: true, punctuation: false });
  for (const [text, words] of segmented) expect(read(text)).toEqual(words);
});
