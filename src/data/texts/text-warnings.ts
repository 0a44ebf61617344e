/** The sentences about files of which each is a text. */
import type { Wording } from "../../core/wording";
import type { CollectionWords } from "../pictures/picture-warnings";

export const textWords: CollectionWords = {
  rowsWithoutFile: (count) => ({
    en:
      count === 1 ? "1 row has no text here; it was left out." : `${count} rows have no text here; they were left out.`,
    zh: `${count} 行没有对应的文本文件，已略过。`,
  }),
  filesWithoutRow: (count, table) => ({
    en:
      count === 1
        ? `This text is not named in “${table}”; it was left out.`
        : `This text and ${count - 1} more are not named in “${table}”; they were left out.`,
    zh: `共 ${count} 个文本（包括此文件）未在“${table}”中出现，已略过。`,
  }),
  tableWithoutFiles: () => ({
    en: "No column of this table names the texts; it was set aside.",
    zh: "此表格没有任何一列对应文本文件名，已略过。",
  }),
  numbersInDoubt: (count, column) => ({
    en:
      count === 1
        ? `The number of 1 row in “${column}” is that of several texts or rows once leading zeros are taken off; it names no text.`
        : `The numbers of ${count} rows in “${column}” are those of several texts or rows once leading zeros are taken off; they name no text.`,
    zh: `“${column}”中有 ${count} 行的编号去掉前导零后对应多个文本或与其他行相同，因此未与任何文本匹配。`,
  }),
};

export function encodingGuessed(encoding: string, count: number): Wording {
  return {
    en:
      count === 1
        ? `This file is not UTF-8; it was read as ${encoding}, which is a guess.`
        : `This file and ${count - 1} more are not UTF-8; they were read as ${encoding}, which is a guess.`,
    zh: `此文件等 ${count} 个文件不是 UTF-8 编码；按猜测的 ${encoding} 读取。`,
  };
}

export function textsCut(files: number, pieces: number, hasPassages: boolean): Wording {
  const kept = hasPassages
    ? {
        en: ` Neighbours stand together as passages (the column “passage”), and a split deals out whole passages.`,
        zh: `相邻各段归为一组（“passage”列），划分时整组分配。`,
      }
    : { en: "", zh: "" };
  return {
    en: `${files === 1 ? "This long text was" : `${files} long texts were`} cut into ${pieces} paragraphs or lines.${kept.en}`,
    zh: `${files === 1 ? "该长文本" : `${files} 个长文本`}已按段落或行切成 ${pieces} 段。${kept.zh}`,
  };
}

export function emptyFiles(count: number): Wording {
  return {
    en: count === 1 ? "This file is empty." : `This file and ${count - 1} more are empty.`,
    zh: `此文件等 ${count} 个文件为空。`,
  };
}
