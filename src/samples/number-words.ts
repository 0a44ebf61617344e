/** Synthetic numbers in words, English and Chinese, beside their digits: one text is turned into another. */
import { textColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec } from "../core/sample-spec";

const rowCount = 4_000;
/** Share of numbers below a thousand: there are few of them, and none stands twice in one language. */
const [smallShare, small, most] = [0.35, 1_000, 10_000];

const ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" "); // prettier-ignore
const tens = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const chineseDigits = Array.from("零一二三四五六七八九");
const chineseUnits = ["", "十", "百", "千"];

/** Of 1 to 9,999, as in Britain: "three hundred and five". */
export function englishWords(number: number): string {
  const thousands = Math.floor(number / 1_000);
  const hundreds = Math.floor(number / 100) % 10;
  const rest = number % 100;
  const unit = rest % 10 === 0 ? "" : `-${ones[rest % 10] ?? ""}`;
  const last = rest < 20 ? (ones[rest] ?? "") : `${tens[Math.floor(rest / 10)] ?? ""}${unit}`;
  const before = [
    ...(thousands > 0 ? [`${ones[thousands] ?? ""} thousand`] : []),
    ...(hundreds > 0 ? [`${ones[hundreds] ?? ""} hundred`] : []),
  ];
  if (rest === 0) return before.join(" ");
  return before.length > 0 ? `${before.join(" ")} and ${last}` : last;
}

/** Of 1 to 9,999: 三百零五, 十二. */
export function chineseWords(number: number): string {
  const digits = Array.from(String(number), Number);
  const parts = digits.map((digit, at) =>
    digit === 0 ? "零" : `${chineseDigits[digit] ?? ""}${chineseUnits[digits.length - 1 - at] ?? ""}`,
  );
  return parts.join("").replace(/零+/g, "零").replace(/零$/, "").replace(/^一十/, "十");
}

export const numberWords: SampleSpec = {
  id: "number-words",
  title: { en: "Numbers out of words", zh: "从数词到数字" },
  question: {
    en: "What is “three hundred and five” in digits?",
    zh: "“三百零五”写成数字是多少？",
  },
  lesson: {
    en: "Numbers are written out in English or in Chinese; a Transformer reads them and writes the digits. What it looks at shows how it finds its place: a digit comes from the word that says it, a nought from where none is said. All numbers are synthetic.",
    zh: "数字用英文或中文写出；Transformer 读入后写出阿拉伯数字。看它在看哪里就知道它如何找位置：每个数字来自说出它的词，零则来自没有说出的地方。所有数据均为合成数据。",
  },
  room: "class",
  rowCount,
  secondsHere: 60,
  task: { kind: "generation", text: "digits", source: "words" },
  model: "transformer",
  hyperparameters: { blocks: 1, heads: 4, headWidth: 16, dropout: 0.05 },
  training: { epochs: 20, batchSize: 32, learningRate: 0.003 },
  generate(random: Random) {
    const digits = new Map<string, number>();
    while (digits.size < rowCount) {
      const isSmall = random.next() < smallShare;
      const number = isSmall ? 1 + random.below(small - 1) : small + random.below(most - small);
      digits.set(random.below(2) === 0 ? englishWords(number) : chineseWords(number), number);
    }
    return {
      name: "Numbers in words (synthetic)",
      columns: [textColumn("words", [...digits.keys()]), textColumn("digits", [...digits.values()].map(String))],
    };
  },
};
