/** The sentences about how a table's text was read. */
import type { Wording } from "../../../core/wording";

export function encodingGuessed(encoding: string): Wording {
  return {
    en: `The file is not UTF-8; it was read as ${encoding}, which is a guess.`,
    zh: `文件不是 UTF-8 编码；按猜测的 ${encoding} 读取。`,
  };
}

export function encodingChanged(encoding: string): Wording {
  return {
    en: `From here on the file is not UTF-8; all of it was read as ${encoding}, which is a guess.`,
    zh: `自此行起文件不是 UTF-8 编码；已全部按猜测的 ${encoding} 读取。`,
  };
}

export function brokenBytes(encoding: string): Wording {
  return {
    en: `Some bytes are not ${encoding}; they show as “\ufffd”.`,
    zh: `部分字节不是有效的 ${encoding}，显示为“\ufffd”。`,
  };
}

export function quotingOff(count: number): Wording {
  return {
    en: `Quotation marks do not match in ${count} ${count === 1 ? "place" : "places"}, the first one here; the file was read with quoting off.`,
    zh: `有 ${count} 处引号不匹配，首处在此行；文件按“不解析引号”读取。`,
  };
}

export function badQuoteLine(): Wording {
  return {
    en: "The quotation marks of this line do not match; it was read as if they were ordinary characters.",
    zh: "此行引号不匹配；已将引号按普通字符读取。",
  };
}

export function repeatedName(name: string): Wording {
  return {
    en: `Several columns are called “${name}”; the later ones got a number.`,
    zh: `有多个列名为“${name}”；后面的列已加上序号。`,
  };
}

export function rowNames(name: string): Wording {
  return {
    en: `The header is one name short; the first column was called “${name}”.`,
    zh: `表头少一个列名；首列已命名为“${name}”。`,
  };
}

export function blankLines(count: number): Wording {
  return {
    en: count === 1 ? "A blank line was skipped." : `${count} blank lines were skipped, the first one here.`,
    zh: `已跳过 ${count} 个空行，首个在此行。`,
  };
}

export function preambleSkipped(count: number): Wording {
  return {
    en: `${count} ${count === 1 ? "line" : "lines"} above the table ${count === 1 ? "was" : "were"} set aside.`,
    zh: `表格上方的 ${count} 行已略过。`,
  };
}
