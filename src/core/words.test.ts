import { expect, test } from "vitest";
import { characterReader, wordReader } from "./words";
import { segmented } from "./words.fixture";

const plain = wordReader({ lowerCase: true, punctuation: false });

test.each(segmented)("%s", (text, words) => {
  expect(plain(text)).toEqual(words);
});

test("capitals and punctuation stay where they are asked for", () => {
  const exact = wordReader({ lowerCase: false, punctuation: true });
  expect(exact("WIN now!!! Really?!")).toEqual(["WIN", "now", "!", "Really", "?", "!"]);
  expect(wordReader({ lowerCase: false, punctuation: false })("WIN now!!!")).toEqual(["WIN", "now"]);
});

test("a text is read the same again", () => {
  const text = "T&C's apply: call 09061701461, £900!";
  expect(plain(text)).toEqual(plain(text));
});

test("characters keep one space between words", () => {
  expect(characterReader(true)("  Ab \n c 😀 ")).toEqual(["a", "b", " ", "c", " ", "😀"]);
  expect(characterReader(false)("Ab")).toEqual(["A", "b"]);
});
