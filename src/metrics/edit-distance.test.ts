import { expect, test } from "vitest";
import { createRandom } from "../core/random";
import { editDistance } from "./edit-distance";

/** The definition, without a table. */
function defined(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  if (a[0] === b[0]) return defined(a.slice(1), b.slice(1));
  return 1 + Math.min(defined(a.slice(1), b), defined(a, b.slice(1)), defined(a.slice(1), b.slice(1)));
}

test.each([
  ["kitten", "sitting", 3],
  ["", "2021-03-03", 10],
  ["2021-03-03", "2021-03-03", 0],
  ["三百零五", "三百五", 1],
  ["a😀b", "ab", 1],
])("from “%s” to “%s” it takes %d", (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
  expect(editDistance(b, a)).toBe(edits);
});

test("random texts take as many as the definition says", () => {
  const random = createRandom(3);
  const word = () => Array.from({ length: random.below(6) }, () => "abc"[random.below(3)]).join("");
  for (let i = 0; i < 200; i++) {
    const [a, b] = [word(), word()];
    expect(editDistance(a, b), `${a} ${b}`).toBe(defined(a, b));
  }
});
