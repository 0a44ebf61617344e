/** Digits as seventy-five invented people write them. */
import type { Picture } from "../core/picture";
import { categoryColumn, imageColumn } from "../core/make-column";
import { permutation, type Random } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";
import { drawDigit, drawHand, type Hand } from "./pictures/digit";

const writerCount = 75;
const rowCount = 1500;
const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const handDigits: SampleSpec = {
  id: "hand-digits",
  title: { en: "Handwritten digits", zh: "手写数字" },
  question: { en: "Which digit did somebody write?", zh: "写的是哪个数字？" },
  lesson: {
    en: "1,500 digits by 75 invented writers, drawn by a program: synthetic, framed as in MNIST. Everybody has a slant, a pen and ways of making a 4 or a 7, so whole writers are set aside for the test. Real handwriting is more varied than this program's: expect a lower score on your own digits, and try it.",
    zh: "由程序绘制的 75 名虚构书写者的 1500 个数字，数据为合成，取景方式与 MNIST 相同。每人有自己的倾斜度、笔粗和 4、7 的写法，因此测试时按书写者整体留出。真实笔迹比程序所画更多样：用你自己写的数字，得分会低一些，不妨一试。",
  },
  room: "class",
  rowCount,
  secondsHere: 30,
  task: { kind: "classification", target: "digit", features: ["image"] },
  model: "cnn",
  split: { kind: "group", by: "writer", validation: 0.2, test: 0.2 },
  generate,
  preview,
};

interface Row {
  readonly writer: number;
  readonly hand: Hand;
  readonly digit: number;
  readonly random: Random;
}

function generate(random: Random): SampleTable {
  const rows = planRows(random);
  return {
    name: "Handwritten digits (synthetic)",
    columns: [
      imageColumn("image", rows.map(draw)),
      categoryColumn(
        "writer",
        rows.map(({ writer }) => writerName(writer)),
        Array.from({ length: writerCount }, (_, i) => writerName(i)),
      ),
      categoryColumn(
        "digit",
        rows.map(({ digit }) => digits[digit] ?? null),
        digits,
      ),
    ],
  };
}

/** Everybody writes every digit twice; the sheets are shuffled. */
function planRows(random: Random): readonly Row[] {
  const hands = Array.from({ length: writerCount }, (_, i) => drawHand(random.fork(`hand ${i}`)));
  return Array.from(permutation(rowCount, random.fork("order")), (sheet, row) => {
    const writer = sheet % writerCount;
    return {
      writer,
      hand: hands[writer]!, // below the count
      digit: Math.floor(sheet / writerCount) % digits.length,
      random: random.fork(row),
    };
  });
}

function* preview(random: Random): Iterable<Picture> {
  for (const row of planRows(random)) yield draw(row);
}

function draw({ digit, hand, random }: Row): Picture {
  return drawDigit(digit, hand, random);
}

function writerName(i: number): string {
  return `W${String(i + 1).padStart(2, "0")}`;
}
