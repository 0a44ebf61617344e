/** The sentences about what became of a column's cells. */
import type { Wording } from "../../core/wording";

export function badNumber(column: string, text: string): Wording {
  return {
    en: `“${shorten(text)}” in “${column}” is not a number and was taken as missing.`,
    zh: `“${column}”中的“${shorten(text)}”不是数值，已按缺失处理。`,
  };
}

export function badTime(column: string, text: string): Wording {
  return {
    en: `“${shorten(text)}” in “${column}” is not a date like the others and was taken as missing.`,
    zh: `“${column}”中的“${shorten(text)}”不是与其他值同类的日期，已按缺失处理。`,
  };
}

export function trimmedCategories(column: string, count: number): Wording {
  return {
    en: `Spaces around ${count} different values of “${column}” were removed.`,
    zh: `已去除“${column}”中 ${count} 个不同取值首尾的空格。`,
  };
}

export function dateOrderByEvidence(column: string, order: "day-first" | "month-first", text: string): Wording {
  const words = orderWords[order];
  return {
    en: `Dates in “${column}” were read as ${words.en}, because of “${shorten(text)}”.`,
    zh: `“${column}”中的日期按${words.zh}读取，依据是“${shorten(text)}”。`,
  };
}

export function dateOrderGuessed(column: string, order: "day-first" | "month-first"): Wording {
  const words = orderWords[order];
  const other = orderWords[order === "day-first" ? "month-first" : "day-first"];
  return {
    en: `Dates in “${column}” were read as ${words.en}; nothing in them excludes ${other.en}. Please check.`,
    zh: `“${column}”中的日期按${words.zh}读取；但也可能是${other.zh}，请核对。`,
  };
}

const orderWords = {
  "day-first": { en: "day/month/year", zh: "日/月/年" },
  "month-first": { en: "month/day/year", zh: "月/日/年" },
} as const;

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
