import type { ColumnInfo } from "./column";
import { wordsOf } from "./column-roles";

/** Texts of fewer characters in the mean are names, addresses or codes rather than something to read. */
const shortestProse = 20;

const textWords =
  /^(text|texts|message|messages|body|review|reviews|comment|comments|content|tweet|tweets|sentence|sentences|sms|email|news|headline|abstract|narrative|complaint|feedback)$/;
const textText = /文本|正文|内容|评论|短信|消息|句子|摘要|主诉|新闻|反馈/;

/**
 * The text columns that are probably meant to be read: those whose name says so, and without other columns to predict from,
 * all prose.
 * @param otherFeatures how many columns of other kinds can be predicted from.
 */
export function proposedTexts(columns: readonly ColumnInfo[], otherFeatures: number): readonly string[] {
  const texts = columns.filter((column) => column.kind === "text" && column.distinct >= 2 && !column.idLike);
  const named = texts.filter(({ name }) => namesText(name));
  if (named.length > 0 || otherFeatures > 0) return named.map(({ name }) => name);
  return texts
    .filter(({ summary }) => summary.kind === "text" && summary.meanLength >= shortestProse)
    .map(({ name }) => name);
}

/** Texts to be read, named so or long enough. */
export function proseColumns(columns: readonly ColumnInfo[]): readonly ColumnInfo[] {
  return columns.filter(
    ({ kind, name, summary, distinct }) =>
      kind === "text" &&
      distinct >= 2 &&
      (namesText(name) || (summary.kind === "text" && summary.meanLength >= shortestProse)),
  );
}

function namesText(name: string): boolean {
  return textText.test(name) || wordsOf(name).some((word) => textWords.test(word));
}
