/** Letters out of order beside the same in order: one text is turned into another, and what is looked at is plain. */
import { textColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec } from "../core/sample-spec";

const rowCount = 3_000;
const alphabet = Array.from("abcdefghijklmnopqrstuvwxyz");
const [fewest, most] = [3, 8];

/** So many different letters, in the order in which they are drawn. */
function draw(random: Random): readonly string[] {
  const letters = new Set<string>();
  const count = fewest + random.below(most - fewest + 1);
  while (letters.size < count) letters.add(alphabet[random.below(alphabet.length)] ?? "");
  return [...letters];
}

export const sortedLetters: SampleSpec = {
  id: "sorted-letters",
  title: { en: "Letters in order", zh: "字母排序" },
  question: {
    en: "What is “qcab” in alphabetical order?",
    zh: "打乱的字母按字母表顺序怎样排列？",
  },
  lesson: {
    en: "A Transformer reads letters in any order and writes them in that of the alphabet. Nobody tells it the alphabet: it learns which letter comes next from examples, and each letter that it writes looks at the same one in the source. All letters are synthetic, drawn at random.",
    zh: "Transformer 读入任意顺序的字母，再按字母表顺序写出。没有人告诉它字母表：它从例子中学会下一个该写哪个字母，写出的每个字母都看着原文中的同一个字母。所有字母均为随机抽取的合成数据。",
  },
  room: "class",
  rowCount,
  secondsHere: 30,
  task: { kind: "generation", text: "sorted", source: "letters" },
  model: "transformer",
  hyperparameters: { blocks: 1, heads: 4, headWidth: 16, dropout: 0.05 },
  training: { epochs: 20, batchSize: 32, learningRate: 0.003 },
  generate(random: Random) {
    const letters = new Set<string>();
    while (letters.size < rowCount) letters.add(draw(random).join(""));
    const rows = [...letters];
    return {
      name: "Letters in order (synthetic)",
      columns: [
        textColumn("letters", rows),
        textColumn(
          "sorted",
          rows.map((row) => Array.from(row).toSorted().join("")),
        ),
      ],
    };
  },
};
