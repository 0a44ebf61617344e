/** The sentences about rows and files that did not fit. */
import type { Wording } from "../core/wording";

export function raggedShort(cells: number, width: number): Wording {
  return {
    en: `This row has ${cells} of ${width} cells; the others were taken as missing.`,
    zh: `此行只有 ${width} 个单元格中的 ${cells} 个；其余按缺失处理。`,
  };
}

export function raggedLong(cells: number, width: number): Wording {
  return {
    en: `This row has ${cells} cells instead of ${width}; the last ${cells - width} were set aside.`,
    zh: `此行有 ${cells} 个单元格，应为 ${width} 个；末尾 ${cells - width} 个已略过。`,
  };
}

export function fileSetAside(): Wording {
  return {
    en: "This file beside the tables was not opened.",
    zh: "此文件不是表格，未打开。",
  };
}
