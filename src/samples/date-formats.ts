/** Synthetic dates as people write them, beside the one form that a computer wants: one text is turned into another. */
import { textColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleSpec } from "../core/sample-spec";

const rowCount = 4_000;
const dayMs = 86_400_000;
const [firstDay, endDay] = [Date.UTC(1000, 0, 1), Date.UTC(3000, 0, 1)];

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

type Write = (day: number, month: string, year: number, weekday: string, number: number) => string;

/** Without any that could be read in two ways. */
const forms: readonly Write[] = [
  (day, month, year) => `${day} ${month} ${year}`,
  (day, month, year) => `${month} ${day}, ${year}`,
  (day, month, year) => `${day} ${month.slice(0, 3)} ${year}`,
  (day, month, year, weekday) => `${weekday}, ${month} ${day}, ${year}`,
  (day, month, year, weekday) => `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${year}`,
  (day, _, year, __, number) => `${day}.${number}.${year}`,
  (day, month, year) => `the ${day}${ordinal(day)} of ${month}, ${year}`,
  (day, _, year, __, number) => `${year}年${number}月${day}日`,
];

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

export const dateFormats: SampleSpec = {
  id: "date-formats",
  title: { en: "Dates in one form", zh: "统一日期格式" },
  question: {
    en: "Which day is “the 3rd of March, 2021”?",
    zh: "“3rd of Mar, 2021”是哪一天？",
  },
  lesson: {
    en: "People write dates in many ways, computers want one. A Transformer reads what was written and writes the other form, digit by digit; what it looks at for each digit can be seen. All dates are synthetic.",
    zh: "人们用多种方式书写日期，计算机只要一种。Transformer 读入原文，再逐位写出统一格式；写每一位时它在看哪里，一目了然。所有日期均为合成数据。",
  },
  room: "class",
  rowCount,
  secondsHere: 60,
  task: { kind: "generation", text: "date", source: "written" },
  model: "transformer",
  hyperparameters: { blocks: 1, heads: 4, headWidth: 16, dropout: 0.05 },
  training: { epochs: 20, batchSize: 32, learningRate: 0.003 },
  generate(random: Random) {
    const written: string[] = [];
    const dates: string[] = [];
    for (let i = 0; i < rowCount; i++) {
      const date = new Date(firstDay + dayMs * random.below((endDay - firstDay) / dayMs));
      const month = date.getUTCMonth();
      const write = forms[random.below(forms.length)]!; // below the length
      const [monthName, weekday] = [months[month]!, weekdays[date.getUTCDay()]!]; // twelve and seven
      written.push(write(date.getUTCDate(), monthName, date.getUTCFullYear(), weekday, month + 1));
      dates.push(date.toISOString().slice(0, 10));
    }
    return {
      name: "Dates as written (synthetic)",
      columns: [textColumn("written", written), textColumn("date", dates)],
    };
  },
};
