/** The sentences about pictures and tables that did not fit together. */
import type { Wording } from "../../core/wording";

/** What is said where files, each of them a row, and a table do not fit together. */
export interface CollectionWords {
  rowsWithoutFile(count: number): Wording;
  filesWithoutRow(count: number, table: string): Wording;
  tableWithoutFiles(): Wording;
  numbersInDoubt(count: number, column: string): Wording;
}

export const pictureWords: CollectionWords = {
  rowsWithoutFile: rowsWithoutPicture,
  filesWithoutRow: picturesWithoutRow,
  tableWithoutFiles: tableWithoutPictures,
  numbersInDoubt,
};

function rowsWithoutPicture(count: number): Wording {
  return {
    en:
      count === 1
        ? "1 row has no picture here; it was left out."
        : `${count} rows have no picture here; they were left out.`,
    zh: `${count} 行没有对应的图片，已略过。`,
  };
}

function picturesWithoutRow(count: number, table: string): Wording {
  return {
    en:
      count === 1
        ? `This picture is not named in “${table}”; it was left out.`
        : `This picture and ${count - 1} more are not named in “${table}”; they were left out.`,
    zh: `共 ${count} 张图片（包括此图）未在“${table}”中出现，已略过。`,
  };
}

function numbersInDoubt(count: number, column: string): Wording {
  return {
    en:
      count === 1
        ? `The number of 1 row in “${column}” is that of several pictures or rows once leading zeros are taken off; it names no picture.`
        : `The numbers of ${count} rows in “${column}” are those of several pictures or rows once leading zeros are taken off; they name no picture.`,
    zh: `“${column}”中有 ${count} 行的编号去掉前导零后对应多张图片或与其他行相同，因此未与任何图片匹配。`,
  };
}

function tableWithoutPictures(): Wording {
  return {
    en: "No column of this table names the pictures; it was set aside.",
    zh: "此表格没有任何一列对应图片名称，已略过。",
  };
}

export function picturesUnnamed(count: number): Wording {
  return {
    en:
      count === 1
        ? "This picture was not opened: no column of the table names it."
        : `This picture and ${count - 1} more were not opened: no column of the table names them.`,
    zh: `此图片等 ${count} 张未打开：表格中没有任何一列对应图片名称。`,
  };
}

export function keptSmaller(side: number, count: number): Wording {
  return {
    en: `So that all ${count} pictures fit into memory, they are kept at no more than ${side} pixels a side. Open fewer for more.`,
    zh: `为使全部 ${count} 张图片能放入内存，每边最多保留 ${side} 像素。减少图片数量可提高尺寸。`,
  };
}
